import { useTranslation } from "react-i18next";
import { api, body } from "~/core/api/client";
import { slug } from "~/core/network";
import { Problem } from "~/core/problems";
import { Field } from "~/ui/field";
import { Link } from "~/ui/link";
import { usePublicBrand } from "./brand";
import { FormOf, useForm } from "./form";
import { Gate } from "./gate";
import { NoNetwork } from "./no-network";
import { typedEmail } from "./typed-email";

/** Asks for a mail with which to choose a new password. The answer never tells whether an address is known. */
export function Forgot() {
  const { t } = useTranslation("identity");
  const brand = usePublicBrand(slug);
  const form = useForm({ email: typedEmail.read() }, ({ email }) =>
    body(api.POST("/v1/password-resets", { body: { tenant: slug ?? "", email: email.trim() } })),
  );
  if (brand.error instanceof Problem && brand.error.status === 404) return <NoNetwork />;
  return (
    <Gate
      title={t("forgot_title")}
      branding={brand.isLoading ? null : brand.data}
      elsewhere={<Link to={`/sign-in${location.search}`}>{t("to_sign_in")}</Link>}
    >
      {form.isSuccess ? (
        <>
          <p className="gate-note gate-done" role="status">
            {t("forgot_sent")}
          </p>
          <p className="quiet">{t("forgot_wait")}</p>
        </>
      ) : (
        <>
          <p>{t("forgot_words")}</p>
          <FormOf form={form} send={t("forgot_send")}>
            <Field
              {...form.field("email")}
              label={t("email")}
              onChange={(email) => {
                typedEmail.write(email);
                form.set({ email });
              }}
              type="email"
              autoComplete="username"
              dir="ltr"
              maxLength={254}
              isRequired
            />
          </FormOf>
        </>
      )}
    </Gate>
  );
}
