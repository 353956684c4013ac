import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "wouter";
import { api, body, type Schemas } from "~/core/api/client";
import { wear } from "~/core/brand";
import { goTo } from "~/core/network";
import { useProblemWords } from "~/core/problem-words";
import { Problem } from "~/core/problems";
import { FormOf, useForm } from "~/identity/form";
import { Gate } from "~/identity/gate";
import { PasswordField } from "~/identity/password-field";
import { Welcome } from "~/identity/welcome";
import { setZone } from "~/identity/zone";
import { Field } from "~/ui/field";
import { Skeleton, Trouble } from "~/ui/states";

/** What the link of an invitation opens. */
export function Invitation() {
  const { t } = useTranslation("invites");
  const { token = "" } = useParams();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["invitation", token],
    queryFn: ({ signal }) =>
      body(api.GET("/v1/invitations/{token}", { params: { path: { token } }, signal })),
  });
  useEffect(() => {
    if (data) wear(data.tenant);
  }, [data]);
  if (data) return <Opened token={token} invitation={data} />;
  const isVoid = error instanceof Problem && (error.status === 404 || error.status === 409);
  const title = isVoid ? t(error.status === 409 ? "accepted_title" : "void") : t("invitation");
  return (
    <Gate title={title} branding={isPending ? null : undefined}>
      {isPending && <Skeleton card={false} />}
      {isVoid && <Void problem={error} />}
      {error && !isVoid && <Trouble error={error} again={refetch} />}
    </Gate>
  );
}

/** A name within a sentence keeps its own direction (Unicode's isolates; a <bdi> where there is no element). */
const isolated = (name: string) => `\u2068${name}\u2069`;

function Void({ problem }: { problem: Problem }) {
  const { t } = useTranslation("invites");
  const words = useProblemWords();
  const accepted = problem.status === 409;
  return (
    <>
      <p>{accepted ? words(problem) : t("void_words")}</p>
      <a href="/" className={accepted ? "button button-primary" : "button button-plain"}>
        {accepted ? t("sign_in") : t("to_front")}
      </a>
    </>
  );
}

function Opened({ token, invitation }: { token: string; invitation: Schemas["Invitation"] }) {
  const { t } = useTranslation("invites");
  const { tenant, email, invited_by, role } = invitation;
  const form = useForm(
    { name: "", password: "" },
    ({ name, password }) =>
      body(
        api.POST("/v1/invitations/{token}/accept", {
          params: { path: { token } },
          body: { name: name.trim(), password, keep: "cookie" },
        }),
      ),
    (granted) => {
      setZone(granted.access_token);
      goTo(`/at/${tenant.slug}/`);
    },
  );
  return (
    <Gate
      title={t("welcome", { network: tenant.name })}
      branding={tenant}
      elsewhere={<a href={`/at/${tenant.slug}/sign-in`}>{t("have_account")}</a>}
    >
      <p>{t(`invites_you.${role}`, { name: isolated(invited_by), network: isolated(tenant.name) })}</p>
      <Welcome text={tenant.welcome} />
      <FormOf form={form} send={t("accept")}>
        <Field label={t("email")} value={email} autoComplete="username" type="email" dir="ltr" isReadOnly />
        <Field {...form.field("name")} label={t("your_name")} autoComplete="name" maxLength={80} isRequired />
        <PasswordField {...form.field("password")} isNew />
      </FormOf>
    </Gate>
  );
}
