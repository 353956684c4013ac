import { useTranslation } from "react-i18next";
import { Gate } from "~/identity/gate";
import { ButtonLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { Empty } from "~/ui/states";

export function NotFound() {
  const { t } = useTranslation("shell");
  return (
    <Page title={t("not_found")}>
      <Empty action={<ButtonLink to="/">{t("to_home")}</ButtonLink>}>{t("not_found_words")}</Empty>
    </Page>
  );
}

/** Where no network stands in the address. */
export function PublicNotFound() {
  const { t } = useTranslation("shell");
  return (
    <Gate title={t("not_found")}>
      <p>{t("not_found_words")}</p>
      <ButtonLink to="/">{t("to_start")}</ButtonLink>
    </Gate>
  );
}
