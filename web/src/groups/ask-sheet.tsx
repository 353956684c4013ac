import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldProblem, formProblem, useProblemWords } from "~/core/problem-words";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { Sheet } from "~/ui/sheet";
import { FormProblem, Skeleton } from "~/ui/states";
import { useAsk, useTakeBack } from "./actions";
import { type Group, useGroup } from "./queries";

/** Asking to join. Lists do not tell whether I asked before, so the group itself is read here. */
export function AskSheet({ group, onClose }: { group: Group; onClose: () => void }) {
  const { t } = useTranslation("groups");
  const found = useGroup(group.id);
  return (
    <Sheet title={t("ask_title", { name: group.name })} isOpen onClose={onClose}>
      {found.isPending ? (
        <Skeleton card={false} />
      ) : found.data?.asked ? (
        <Asked group={found.data} onClose={onClose} />
      ) : (
        <Ask group={found.data ?? group} onClose={onClose} />
      )}
    </Sheet>
  );
}

function Ask({ group, onClose }: { group: Group; onClose: () => void }) {
  const { t } = useTranslation("groups");
  const [message, setMessage] = useState("");
  const words = useProblemWords();
  const ask = useAsk(group, onClose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate(message);
  };
  return (
    <form className="stack" onSubmit={submit}>
      <p className="quiet">{t("ask_words")}</p>
      <FormProblem>{formProblem(ask.error, ["message"], words)}</FormProblem>
      <Field
        label={t("ask_message")}
        rows={3}
        value={message}
        onChange={setMessage}
        maxLength={4000}
        problem={fieldProblem(ask.error, "message", words)}
      />
      <div className="sheet-actions">
        <Button onPress={onClose}>{t("cancel", { ns: "core" })}</Button>
        <Button type="submit" look="primary" isPending={ask.isPending}>
          {t("ask")}
        </Button>
      </div>
    </form>
  );
}

function Asked({ group, onClose }: { group: Group; onClose: () => void }) {
  const { t } = useTranslation("groups");
  const takeBack = useTakeBack();
  return (
    <>
      <p>{t("asked_words")}</p>
      <div className="sheet-actions">
        <Button onPress={onClose}>{t("close", { ns: "core" })}</Button>
        <Button
          onPress={() => {
            takeBack.mutate(group);
            onClose();
          }}
        >
          {t("take_back")}
        </Button>
      </div>
    </>
  );
}
