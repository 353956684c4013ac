import { useTranslation } from "react-i18next";
import { useSearchParams } from "wouter";
import { api, body } from "~/core/api/client";
import { slug } from "~/core/network";
import { Problem } from "~/core/problems";
import { session, useSession } from "~/core/session";
import { Field } from "~/ui/field";
import { Link } from "~/ui/link";
import { usePublicBrand } from "./brand";
import { FormOf, useForm } from "./form";
import { Gate } from "./gate";
import { NoNetwork } from "./no-network";
import { PasswordField } from "./password-field";
import { typedEmail } from "./typed-email";
import { Welcome } from "./welcome";

/** On touch the keyboard would jump up, over the welcome. */
const HAS_KEYS = matchMedia("(hover: hover) and (pointer: fine)").matches;

export function SignIn() {
  const { t } = useTranslation("identity");
  const brand = usePublicBrand(slug);
  const now = useSession();
  const [search] = useSearchParams();
  const form = useForm(
    { email: typedEmail.read(), password: "" },
    ({ email, password }) =>
      body(
        api.POST("/v1/sessions", {
          body: { tenant: slug ?? "", email: email.trim(), password, keep: "cookie" },
        }),
      ),
    (granted) => {
      typedEmail.forget();
      session.begin(granted);
    },
  );
  if (brand.error instanceof Problem && brand.error.status === 404) return <NoNetwork />;
  const expired = now.is === "out" && now.why === "expired";
  return (
    <Gate
      title={t("sign_in")}
      branding={brand.isLoading ? null : brand.data}
      elsewhere={
        <>
          <Link to={`/forgot${location.search}`}>{t("forgot")}</Link>
          <a href="/">{t("another_network")}</a>
        </>
      }
    >
      <Welcome text={brand.data?.welcome} />
      {expired && (
        <p className="gate-note" role="status">
          {t("expired")}
        </p>
      )}
      {search.has("renewed") && (
        <p className="gate-note gate-done" role="status">
          {t("renewed")}
        </p>
      )}
      <FormOf form={form} send={t("sign_in")}>
        <Field
          {...form.field("email")}
          label={t("email")}
          onChange={(email) => {
            typedEmail.write(email);
            form.set({ email });
          }}
          type="email"
          autoFocus={HAS_KEYS && !form.values.email}
          autoComplete="username"
          dir="ltr"
          maxLength={254}
          isRequired
        />
        <PasswordField {...form.field("password")} />
      </FormOf>
    </Gate>
  );
}
