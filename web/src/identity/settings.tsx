import { LogOut, Palette, SlidersHorizontal, UserPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ReceiptsSwitch } from "~/chat/receipts-switch";
import { LANGUAGES, type Language, setLanguage } from "~/core/i18n";
import { useProblemWords } from "~/core/problem-words";
import { useMe } from "~/core/session";
import { setTheme, useTheme } from "~/core/theme";
import { mayInvite } from "~/invites/roles";
import { Button } from "~/ui/button";
import { Choices } from "~/ui/choices";
import { Icon } from "~/ui/icon";
import { ButtonLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { toast } from "~/ui/toast";
import { MeTabs } from "./me-tabs";
import { useSignOut } from "./use-sign-out";

/** Language and theme of this device; both show at once. */
export function Settings() {
  const { t, i18n } = useTranslation("identity");
  const words = useProblemWords();
  const { user, tenant } = useMe();
  const theme = useTheme();
  const out = useSignOut();
  const speak = (language: Language) =>
    setLanguage(language).catch((error: unknown) => toast(words(error), { tone: "danger" }));
  return (
    <Page title={t("settings")}>
      <MeTabs />
      <p className="quiet">{t("settings_words")}</p>
      <Choices
        label={t("language")}
        value={i18n.language as Language}
        onChange={speak}
        options={Object.entries(LANGUAGES).map(([language, name]) => ({
          id: language as Language,
          words: <span lang={language}>{name}</span>,
        }))}
      />
      <Choices
        label={t("theme")}
        value={theme}
        onChange={setTheme}
        options={[
          { id: "system", words: t("theme_system"), hint: t("theme_system_hint") },
          { id: "light", words: t("theme_light") },
          { id: "dark", words: t("theme_dark") },
        ]}
      />
      <ReceiptsSwitch />
      {mayInvite(user.role) && (
        <section className="stack">
          <h2>
            <bdi>{tenant.name}</bdi>
          </h2>
          <div className="row wrap">
            <ButtonLink to="/admin/invites" icon={<Icon of={UserPlus} />}>
              {t("to_invites")}
            </ButtonLink>
            {(user.role === "owner" || user.role === "admin") && (
              <>
                <ButtonLink to="/admin/branding" icon={<Icon of={Palette} />}>
                  {t("to_branding")}
                </ButtonLink>
                <ButtonLink to="/admin/settings" icon={<Icon of={SlidersHorizontal} />}>
                  {t("to_network_settings")}
                </ButtonLink>
              </>
            )}
          </div>
        </section>
      )}
      <div className="row">
        <Button icon={<Icon of={LogOut} />} isPending={out.isPending} onPress={() => out.mutate()}>
          {t("sign_out")}
        </Button>
      </div>
    </Page>
  );
}
