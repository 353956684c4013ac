import { Folder, Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMe } from "~/core/session";
import { BrandMark } from "~/identity/brand-mark";
import { Icon } from "~/ui/icon";
import { Link } from "~/ui/link";

/** Whose network this is; a press leads home. */
export function Company() {
  const { branding } = useMe();
  return (
    <Link to="/" className="company">
      <BrandMark branding={branding} />
    </Link>
  );
}

/** On a phone above the content, and scrolling away with it; with the ways that have no place below. */
export function CompanyBar() {
  const { t } = useTranslation("shell");
  return (
    <header className="company-bar">
      <Company />
      <nav className="row" aria-label={t("more_places")}>
        <Link to="/files" className="company-people" aria-label={t("files")}>
          <Icon of={Folder} />
        </Link>
        <Link to="/people" className="company-people" aria-label={t("people")}>
          <Icon of={Users} />
        </Link>
      </nav>
    </header>
  );
}
