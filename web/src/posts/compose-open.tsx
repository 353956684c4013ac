import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { drafts } from "~/core/drafts";
import { outbox } from "~/core/outbox";
import { Attach, NOTHING, wasSent } from "~/documents/attached/door";
import { Button } from "~/ui/button";
import { Sheet } from "~/ui/sheet";
import type { Post } from "./cache";
import { HomePicker } from "./home-picker";
import { lastHome, useFirstHome } from "./homes";
import { KindChoice } from "./kind-choice";
import { isTooLong, WritingBox } from "./writing-box";

interface Props {
  home: Post["home"] | undefined;
  /** Under which the draft is kept. */
  place: string;
  /** What stands in its place behind a sheet. */
  box: ReactNode;
  onClose: () => void;
}

/** In place on wide screens, as a sheet on phones. */
export function ComposeOpen(props: Props) {
  const { t } = useTranslation("posts");
  const [isPhone] = useState(() => matchMedia("(max-width: 767px)").matches);
  if (!isPhone) return <Form {...props} className="card" />;
  return (
    <>
      {props.box}
      <Sheet title={t("compose.new_post")} isOpen full onClose={props.onClose}>
        <Form {...props} className="compose-full" />
      </Sheet>
    </>
  );
}

function Form({ home, place, onClose, className }: Props & { className: string }) {
  const { t } = useTranslation("posts");
  const first = useFirstHome();
  const [chosen, setChosen] = useState<Post["home"] | null>(null);
  const [kind, setKind] = useState<Post["kind"]>("update");
  const [text, setText] = useState(() => drafts.read(place));
  const [files, setFiles] = useState(NOTHING);
  const form = useRef<HTMLFormElement>(null);
  const to = home ?? chosen ?? first;
  const canSend = (text.trim() !== "" || files.ids.length > 0) && !files.isBusy && !isTooLong(text);

  const write = (next: string) => {
    setText(next);
    drafts.write(place, next);
  };
  const send = () => {
    if (!canSend) return;
    void outbox.write({ home: to, body: text, kind, attachments: files.ids });
    void wasSent(place);
    drafts.write(place, "");
    if (!home) lastHome.keep(to);
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  return (
    <form
      ref={form}
      className={`${className} compose-form`}
      onSubmit={submit}
      aria-label={t("compose.new_post")}
    >
      {!home && <HomePicker home={to} onChoose={setChosen} />}
      <WritingBox
        label={t("compose.text")}
        placeholder={t("compose.write")}
        value={text}
        onChange={write}
        onSend={send}
        autoFocus
      />
      <div className="compose-actions">
        <Attach place={place} around={form} onChange={setFiles} />
        <KindChoice kind={kind} onChange={setKind} />
        <Button look="quiet" onPress={onClose}>
          {t("close", { ns: "core" })}
        </Button>
        <Button type="submit" look="primary" isDisabled={!canSend}>
          {t("compose.publish")}
        </Button>
      </div>
    </form>
  );
}
