import { useTranslation } from "react-i18next";
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

export function PublicNotFound() {
  const { t } = useTranslation("shell");
  return (
    <main>
      <h1 className="unseen">{t("not_found")}</h1>
      <Empty action={<ButtonLink to="/">{t("to_start")}</ButtonLink>}>{t("not_found_words")}</Empty>
    </main>
  );
}
