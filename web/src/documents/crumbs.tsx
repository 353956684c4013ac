import { useTranslation } from "react-i18next";
import { Link } from "~/ui/link";
import { usePlaceFor } from "./carrying";
import { type May, pathOf, type Where } from "./model";
import "./crumbs.css";

interface Props {
  space: string;
  /** The space's. */
  name: string;
  path: { id: string; name: string }[];
  here: string;
  may: May;
}

/** The way down to where one is, each step of it a way back, and a place for what is dragged there. */
export function Crumbs({ space, name, path, here, may }: Props) {
  const { t } = useTranslation("documents");
  const steps = [{ id: null, name }, ...path];
  return (
    <nav aria-label={t("way")}>
      <ol className="crumbs">
        {steps.map((step) => (
          <Crumb key={step.id} name={step.name} where={{ space, folder: step.id }} may={may} />
        ))}
        <li aria-current="page" className="quiet">
          <bdi>{here}</bdi>
        </li>
      </ol>
    </nav>
  );
}

function Crumb({ name, where, may }: { name: string; where: Where; may: May }) {
  return (
    <li {...usePlaceFor(where, may)}>
      <Link to={pathOf(where)}>
        <bdi>{name}</bdi>
      </Link>
    </li>
  );
}
