import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, body } from "~/core/api/client";
import { useProblemWords } from "~/core/problem-words";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { toast } from "~/ui/toast";
import { keepConversation } from "./cache";
import type { Conversation } from "./model";

export function Rename({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("chat");
  const words = useProblemWords();
  const [name, setName] = useState(conversation.name ?? "");
  const [problem, setProblem] = useState<unknown>();
  const change = (event: FormEvent) => {
    event.preventDefault();
    setProblem(undefined);
    body(
      api.PATCH("/v1/conversations/{conversation}", {
        params: { path: { conversation: conversation.id } },
        body: { name: name.trim() || null },
      }),
    ).then((changed) => {
      keepConversation(changed);
      toast(t("renamed"));
    }, setProblem);
  };
  const isSame = name.trim() === (conversation.name ?? "");
  return (
    <form className="chat-rename" onSubmit={change}>
      <Field
        label={t("rename")}
        value={name}
        onChange={setName}
        maxLength={100}
        problem={problem ? words(problem) : undefined}
      />
      <Button type="submit" isDisabled={isSame}>
        {t("save", { ns: "core" })}
      </Button>
    </form>
  );
}
