import { useTranslation } from "react-i18next";
import { Link, useIsHere } from "~/ui/link";
import "./me-tabs.css";

/** The screens that are about oneself. */
export function MeTabs() {
  const { t } = useTranslation("identity");
  return (
    <nav className="me-tabs" aria-label={t("me")}>
      <Tab to="/me">{t("profile")}</Tab>
      <Tab to="/me/sessions">{t("devices")}</Tab>
      <Tab to="/me/settings">{t("settings")}</Tab>
    </nav>
  );
}

function Tab({ to, children }: { to: string; children: string }) {
  const here = useIsHere(to, true);
  return (
    <Link to={to} className="me-tab" aria-current={here ? "page" : undefined}>
      {children}
    </Link>
  );
}
