import { useTranslation } from "react-i18next";
import { useParams } from "wouter";
import { api } from "~/core/api/client";
import { goTo } from "~/core/network";
import { usePublicBrand } from "./brand";
import { FormOf, useForm } from "./form";
import { Gate } from "./gate";
import { PasswordField } from "./password-field";
import { isSlug } from "./slug";

/** By the link of a mail, which says after `?at=` whose network it is: only that the page can wear it. */
export function NewPassword() {
  const { t } = useTranslation("identity");
  const { token = "" } = useParams();
  const at = new URLSearchParams(location.search).get("at") ?? "";
  const network = isSlug(at) ? at : null;
  const brand = usePublicBrand(network);
  const form = useForm(
    { password: "" },
    ({ password }) =>
      api.POST("/v1/password-resets/{token}", { params: { path: { token } }, body: { password } }),
    () => network && goTo(`/at/${network}/sign-in?renewed`),
  );
  return (
    <Gate
      title={t("new_password_title")}
      branding={brand.isLoading ? null : brand.data}
      elsewhere={
        form.isSuccess || <a href={network ? `/at/${network}/forgot` : "/"}>{t("new_password_again")}</a>
      }
    >
      {form.isSuccess ? (
        <>
          <p className="gate-note gate-done" role="status">
            {t("renewed")}
          </p>
          <a href={network ? `/at/${network}/sign-in` : "/"} className="button button-primary">
            {t("to_sign_in")}
          </a>
        </>
      ) : (
        <>
          <p>{t("new_password_words")}</p>
          <FormOf form={form} send={t("new_password_send")}>
            <PasswordField {...form.field("password")} label={t("new_password")} isNew />
          </FormOf>
        </>
      )}
    </Gate>
  );
}
