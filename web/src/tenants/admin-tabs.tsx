import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { LinkTabs } from "~/ui/link-tabs";

/** The screens by which admins shape the network. */
export function AdminTabs() {
  const { t } = useTranslation("tenants");
  const [path] = useLocation();
  const tab = (to: string, words: string) => ({ to, words, here: path === to });
  return (
    <LinkTabs
      label={t("network")}
      tabs={[tab("/admin/branding", t("title")), tab("/admin/settings", t("settings"))]}
    />
  );
}
