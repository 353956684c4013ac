import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, body } from "~/core/api/client";
import { slug } from "~/core/network";
import { formProblem, useProblemWords } from "~/core/problem-words";
import { session } from "~/core/session";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { Link } from "~/ui/link";
import { FormProblem } from "~/ui/states";

export function SignIn() {
  const { t } = useTranslation("identity");
  const words = useProblemWords();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const signIn = useMutation({
    mutationFn: () =>
      body(api.POST("/v1/sessions", { body: { tenant: slug ?? "", email, password, keep: "cookie" } })),
    onSuccess: session.begin,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <main className="gate">
      <form className="gate-card stack" onSubmit={submit}>
        <h1>{t("sign_in")}</h1>
        <FormProblem>{formProblem(signIn.error, [], words)}</FormProblem>
        <Field
          label={t("email")}
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          isRequired
        />
        <Field
          label={t("password")}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          isRequired
        />
        <Button type="submit" look="primary" isPending={signIn.isPending}>
          {t("sign_in")}
        </Button>
        <Link to="/forgot">{t("forgot")}</Link>
      </form>
    </main>
  );
}
