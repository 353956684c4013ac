import { useTranslation } from "react-i18next";
import { Badge } from "~/ui/badge";
import { Link } from "~/ui/link";

interface Named {
  id: string;
  name: string;
  guest?: boolean;
}

/** A name that leads to its person; guests are always marked. */
export function PersonName({ person }: { person: Named }) {
  const { t } = useTranslation();
  return (
    <>
      <Link to={`/people/${person.id}`}>
        <bdi>{person.name}</bdi>
      </Link>
      {person.guest && <Badge tone="warning">{t("guest")}</Badge>}
    </>
  );
}
