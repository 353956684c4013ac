import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldProblem, formProblem, useProblemWords } from "~/core/problem-words";
import { Button } from "~/ui/button";
import { Choices } from "~/ui/choices";
import { Combo } from "~/ui/combo";
import { Field } from "~/ui/field";
import { FormProblem } from "~/ui/states";
import type { Visibility } from "./queries";
import { useKindWords, VISIBILITIES } from "./visibility";

export interface GroupFields {
  name: string;
  description: string;
  kind: string;
  visibility: Visibility;
}

interface Props {
  initial: GroupFields;
  submit: string;
  onSubmit: (fields: GroupFields) => void;
  isPending: boolean;
  error: unknown;
  /** What a change of the visibility would do. */
  warning?: (visibility: Visibility) => ReactNode;
}

/** What a group is called, for, and whom it is shown to. */
export function GroupForm({ initial, submit, onSubmit, isPending, error, warning }: Props) {
  const { t } = useTranslation("groups");
  const problem = useProblemWords();
  const { kinds, words } = useKindWords();
  const [fields, setFields] = useState(initial);
  const [kindText, setKindText] = useState(words(initial));
  const set = (more: Partial<GroupFields>) => setFields((before) => ({ ...before, ...more }));
  const send = (event: FormEvent) => {
    event.preventDefault();
    const chosen = kinds.find((kind) => kind.words === kindText.trim());
    onSubmit({ ...fields, kind: chosen?.id ?? (kindText.trim() || initial.kind) });
  };
  const at = (field: keyof GroupFields) => fieldProblem(error, field, problem);
  return (
    <form className="stack groups-form" onSubmit={send}>
      <FormProblem>{formProblem(error, ["name", "description", "kind", "visibility"], problem)}</FormProblem>
      <Field
        label={t("name")}
        value={fields.name}
        onChange={(name) => set({ name })}
        maxLength={80}
        problem={at("name")}
        isRequired
      />
      <Field
        label={t("description")}
        hint={t("description_hint")}
        value={fields.description}
        onChange={(description) => set({ description })}
        rows={3}
        maxLength={4000}
        problem={at("description")}
      />
      <Combo
        label={t("kind")}
        hint={t("kind_hint")}
        text={kindText}
        onText={setKindText}
        onChoose={(item) => setKindText(item.words)}
        items={kinds}
        problem={at("kind")}
      />
      <Choices
        label={t("who_sees")}
        value={fields.visibility}
        onChange={(visibility) => set({ visibility })}
        options={VISIBILITIES.map((id) => ({
          id,
          words: t(`visibility.${id}`),
          hint: t(`visibility_words.${id}`),
        }))}
        problem={at("visibility")}
      />
      {warning?.(fields.visibility)}
      <div className="row">
        <Button type="submit" look="primary" isPending={isPending} isDisabled={!fields.name.trim()}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
