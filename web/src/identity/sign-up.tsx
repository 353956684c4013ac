import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, body, once } from "~/core/api/client";
import { goTo } from "~/core/network";
import { Field } from "~/ui/field";
import { Link } from "~/ui/link";
import { FormOf, useForm } from "./form";
import { Gate } from "./gate";
import { PasswordField } from "./password-field";
import { slugOf } from "./slug";
import { setZone } from "./zone";

/** A company comes: its network, and who signs it up as the owner. */
export function SignUp() {
  const { t } = useTranslation("identity");
  const [ownSlug, setOwnSlug] = useState(false); // what somebody typed is not written over
  const sent = useRef({ text: "", key: "" });
  const form = useForm(
    { name: "", slug: "", "owner.name": "", "owner.email": "", "owner.password": "" },
    (values) => {
      const owner = {
        name: values["owner.name"].trim(),
        email: values["owner.email"].trim(),
        password: values["owner.password"],
      };
      const given = { name: values.name.trim(), slug: values.slug, owner, keep: "cookie" as const };
      // The same once more, when the answer was lost, finds the network that it made.
      const text = JSON.stringify(given);
      if (sent.current.text !== text) sent.current = { text, key: crypto.randomUUID() };
      return body(api.POST("/v1/tenants", { body: given, headers: once(sent.current.key) }));
    },
    ({ tenant, session }) => {
      setZone(session.access_token);
      goTo(`/at/${tenant.slug}/`);
    },
  );
  const { slug } = form.values;
  return (
    <Gate
      title={t("sign_up_title")}
      elsewhere={
        <>
          <span>{t("sign_up_have")}</span>
          <Link to="/">{t("sign_in")}</Link>
        </>
      }
    >
      <FormOf form={form} send={t("sign_up_send")}>
        <Field
          {...form.field("name")}
          onChange={(name) => form.set(ownSlug ? { name } : { name, slug: slugOf(name) })}
          label={t("company")}
          autoComplete="organization"
          maxLength={80}
          isRequired
        />
        <Field
          {...form.field("slug")}
          onChange={(typed) => {
            setOwnSlug(typed !== "");
            form.set({ slug: typed.toLowerCase().replaceAll(" ", "-") });
          }}
          label={t("address")}
          hint={
            <>
              {t("address_hint")} <bdi dir="ltr">{`${location.host}/at/${slug || "…"}`}</bdi>
            </>
          }
          dir="ltr"
          autoComplete="off"
          spellCheck="false"
          maxLength={32}
          isRequired
        />
        <Field
          {...form.field("owner.name")}
          label={t("your_name")}
          autoComplete="name"
          maxLength={80}
          isRequired
        />
        <Field
          {...form.field("owner.email")}
          label={t("email")}
          type="email"
          autoComplete="username"
          dir="ltr"
          maxLength={254}
          isRequired
        />
        <PasswordField {...form.field("owner.password")} isNew />
      </FormOf>
    </Gate>
  );
}
