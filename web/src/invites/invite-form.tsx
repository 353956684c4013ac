import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useProblemWords } from "~/core/problem-words";
import { useMe } from "~/core/session";
import { number } from "~/core/time";
import { Button } from "~/ui/button";
import { Choices } from "~/ui/choices";
import { Field } from "~/ui/field";
import { FormProblem } from "~/ui/states";
import { addressesIn } from "./addresses";
import { GroupsPicker } from "./groups-picker";
import { Results } from "./results";
import { invitedBy } from "./roles";
import type { Group } from "./sending";
import { useSending } from "./sending";
import "./invite-form.css";

/** One address or a pasted list; what could not be invited stays in the field. */
export function InviteForm() {
  const { t } = useTranslation("invites");
  const { t: core } = useTranslation();
  const words = useProblemWords();
  const roles = invitedBy(useMe().user.role);
  const [text, setText] = useState("");
  const [role, setRole] = useState(roles[0] ?? "member");
  const [groups, setGroups] = useState<Group[]>([]);
  const [problem, setProblem] = useState<string>();
  const sending = useSending();
  const { addresses, unclear } = addressesIn(text);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (sending.isPending) return;
    if (!addresses.length) return setProblem(text.trim() ? t("no_address") : core("problems.missing"));
    setProblem(undefined);
    const left = await sending.send(addresses, role, groups);
    setText([...left, ...unclear].join("\n"));
  };

  return (
    <form className="card stack" onSubmit={submit} noValidate>
      <FormProblem>{sending.error ? words(sending.error) : undefined}</FormProblem>
      <Field
        label={t("addresses")}
        hint={
          addresses.length > 1
            ? t("addresses_found", { count: addresses.length, number: number(addresses.length) })
            : t("addresses_hint")
        }
        problem={problem}
        value={text}
        onChange={(typed) => {
          setText(typed);
          setProblem(undefined);
        }}
        rows={Math.min(10, Math.max(2, text.split("\n").length))}
        dir="ltr"
        spellCheck="false"
        isRequired
      />
      {roles.length > 1 && (
        <Choices
          label={t("role")}
          value={role}
          onChange={setRole}
          options={roles.map((one) => ({ id: one, words: t(`roles.${one}`), hint: t(`roles.${one}_hint`) }))}
        />
      )}
      <GroupsPicker chosen={groups} onChange={setGroups} />
      <div className="row wrap invite-send">
        <Button type="submit" look="primary" isPending={sending.isPending}>
          {t("send", { count: Math.max(1, addresses.length), number: number(addresses.length) })}
        </Button>
        {sending.isPending && sending.all > sending.done + 1 && (
          <>
            <progress max={sending.all} value={sending.done} aria-label={t("sending")} />
            <span className="quiet numbers">
              {t("progress", { done: number(sending.done), all: number(sending.all) })}
            </span>
            <Button look="quiet" onPress={sending.stop}>
              {core("cancel")}
            </Button>
          </>
        )}
      </div>
      <Results results={sending.results} unclear={sending.results.length ? unclear : []} />
    </form>
  );
}
