import { useTranslation } from "react-i18next";
import { api, body } from "~/core/api/client";
import { goTo } from "~/core/network";
import { Problem } from "~/core/problems";
import { Avatar } from "~/ui/avatar";
import { Field } from "~/ui/field";
import { Link } from "~/ui/link";
import { FormOf, useForm } from "./form";
import { Gate } from "./gate";
import { remembered } from "./networks";
import { isSlug, slugIn } from "./slug";

/** The start: into one's own network, or to a new one. */
export function Front() {
  const { t } = useTranslation("identity");
  const networks = remembered();
  const form = useForm({ slug: "" }, ({ slug }) => find(slugIn(slug)), goTo);
  const isUnknown = form.error instanceof Problem && form.error.status === 404;
  return (
    <Gate
      title={networks.length ? t("your_networks") : t("front_title")}
      elsewhere={
        <>
          <span>{t("front_new")}</span>
          <Link to="/sign-up">{t("sign_up")}</Link>
        </>
      }
    >
      {networks.length > 0 && (
        <ul className="gate-networks">
          {networks.map(({ tenant, user }) => (
            <li key={tenant.slug}>
              <Link to={`/at/${tenant.slug}/`} className="gate-network">
                <Avatar name={tenant.name} id={tenant.id} />
                <span className="gate-network-words grow">
                  <strong className="cut" dir="auto">
                    {tenant.name}
                  </strong>
                  <span className="quiet cut" dir="auto">
                    {user.name}
                  </span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <FormOf form={form} send={t("continue")}>
        <Field
          {...form.field("slug")}
          problem={isUnknown ? t("network_unknown") : form.field("slug").problem}
          label={networks.length ? t("another_network") : t("network_address")}
          hint={t("network_address_hint")}
          placeholder="acme"
          dir="ltr"
          autoComplete="organization"
          spellCheck="false"
          isRequired
        />
      </FormOf>
    </Gate>
  );
}

/** Where to sign in to a network. Rejects, about the field, where there is none. */
async function find(slug: string): Promise<string> {
  const none = new Problem(404, { type: "/problems/not-found", detail: "no network", field: "slug" });
  if (!isSlug(slug)) throw none;
  try {
    await body(api.GET("/v1/tenants/{slug}/branding", { params: { path: { slug } } }));
  } catch (error) {
    throw error instanceof Problem && error.status === 404 ? none : error;
  }
  return `/at/${slug}/`;
}
