import { LogOut } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { LinkTabs } from "~/ui/link-tabs";
import { useSignOut } from "./use-sign-out";
import "./me-tabs.css";

/** The screens that are about oneself. */
export function MeTabs() {
  const { t } = useTranslation("identity");
  const [path] = useLocation();
  const tab = (to: string, words: string) => ({ to, words, here: path === to });
  const out = useSignOut();
  return (
    <div className="me-tabs">
      <LinkTabs
        label={t("me")}
        tabs={[
          tab("/me", t("profile")),
          tab("/me/sessions", t("devices")),
          tab("/me/settings", t("settings")),
        ]}
      />
      <Button
        look="quiet"
        aria-label={t("sign_out")}
        icon={<Icon of={LogOut} />}
        isPending={out.isPending}
        onPress={() => out.mutate()}
      />
    </div>
  );
}
