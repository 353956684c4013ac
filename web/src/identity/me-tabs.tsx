import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { LinkTabs } from "~/ui/link-tabs";

/** The screens that are about oneself. */
export function MeTabs() {
  const { t } = useTranslation("identity");
  const [path] = useLocation();
  const tab = (to: string, words: string) => ({ to, words, here: path === to });
  return (
    <LinkTabs
      label={t("me")}
      tabs={[tab("/me", t("profile")), tab("/me/sessions", t("devices")), tab("/me/settings", t("settings"))]}
    />
  );
}
