import { useTranslation } from "react-i18next";
import { Link } from "~/ui/link";
import { pathOf } from "./model";
import "./crumbs.css";

interface Props {
  space: string;
  /** The space's. */
  name: string;
  path: { id: string; name: string }[];
  here: string;
}

/** The way down to where one is, each step of it a way back. */
export function Crumbs({ space, name, path, here }: Props) {
  const { t } = useTranslation("documents");
  const steps = [{ id: null, name }, ...path];
  return (
    <nav aria-label={t("way")}>
      <ol className="crumbs">
        {steps.map((step) => (
          <li key={step.id}>
            <Link to={pathOf({ space, folder: step.id })}>
              <bdi>{step.name}</bdi>
            </Link>
          </li>
        ))}
        <li aria-current="page" className="quiet">
          <bdi>{here}</bdi>
        </li>
      </ol>
    </nav>
  );
}
