import { useTranslation } from "react-i18next";
import { slug } from "~/core/network";
import { Gate } from "./gate";

export function NoNetwork() {
  const { t } = useTranslation("identity");
  return (
    <Gate title={t("no_network")}>
      <p>
        {t("no_network_words")} <bdi dir="ltr">{`${location.host}/at/${slug}`}</bdi>
      </p>
      <a href="/" className="button button-primary">
        {t("to_front")}
      </a>
    </Gate>
  );
}
