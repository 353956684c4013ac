import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { drafts } from "~/core/drafts";
import { useProblemWords } from "~/core/problem-words";
import { Attach, NOTHING, wasSent } from "~/documents/attached/door";
import { Button } from "~/ui/button";
import { FormProblem } from "~/ui/states";
import { isTooLong, WritingBox } from "./writing-box";
import "./text-box.css";

interface Props {
  label: string;
  /** What the button says. */
  send: string;
  /** Rejects where the server refuses. */
  onSend: (text: string, attachments: string[]) => Promise<unknown>;
  onCancel?: (() => void) | undefined;
  /** The place where what is not sent yet is kept. */
  draft?: string;
  initial?: string;
  autoFocus?: boolean;
  /** Files may go along; with them there need be no words. */
  canAttach?: boolean;
  /** There are files already: there need be no words. */
  hasFiles?: boolean;
}

/** A small box for a comment or a change. What was typed stays until the server has it. */
export function TextBox({
  label,
  send,
  onSend,
  onCancel,
  draft,
  initial = "",
  autoFocus = true,
  canAttach = false,
  hasFiles = false,
}: Props) {
  const { t } = useTranslation();
  const words = useProblemWords();
  const [text, setText] = useState(() => (draft && drafts.read(draft)) || initial);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [files, setFiles] = useState(NOTHING);
  const box = useRef<HTMLDivElement>(null);
  const isSaid = text.trim() !== "" || files.ids.length > 0 || hasFiles;
  const ready = isSaid && !files.isBusy && !isTooLong(text) && !busy;

  const change = (next: string) => {
    setText(next);
    if (draft) drafts.write(draft, next);
  };
  const submit = async () => {
    if (!ready) return;
    setBusy(true);
    setProblem(undefined);
    if (draft) drafts.write(draft, ""); // before: the box may be there anew when this returns
    try {
      await onSend(text.trim(), files.ids);
      if (draft) void wasSent(draft);
      setText("");
    } catch (error) {
      change(text);
      setProblem(error);
    }
    setBusy(false);
  };
  const leave = (event: KeyboardEvent) => {
    if (event.key === "Escape" && onCancel && !event.defaultPrevented) onCancel();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape, as the button says it
    <div
      ref={box}
      className={isSaid || files.isBusy ? "text-box" : "text-box text-box-empty"}
      onKeyDown={leave}
    >
      <WritingBox
        label={label}
        placeholder={label}
        value={text}
        onChange={change}
        onSend={() => void submit()}
        rows={initial ? 3 : 1}
        autoFocus={autoFocus}
      />
      <FormProblem>{problem ? words(problem) : undefined}</FormProblem>
      <div className="text-box-end">
        {canAttach && draft && <Attach place={draft} around={box} onChange={setFiles} />}
        {onCancel && (
          <Button look="quiet" onPress={onCancel}>
            {t("cancel")}
          </Button>
        )}
        <Button look="primary" isDisabled={!ready} onPress={() => void submit()}>
          {send}
        </Button>
      </div>
    </div>
  );
}
