/** Where one writes: Enter sends, Shift and Enter begins a line, Up changes the last message, Escape gives a reply or a change up. */
import { SendHorizontal, X } from "lucide-react";
import { type KeyboardEvent, type RefObject, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, body } from "~/core/api/client";
import { drafts } from "~/core/drafts";
import { messages as outbox } from "~/core/outbox";
import { useProblemWords } from "~/core/problem-words";
import { useMe } from "~/core/session";
import { Attach, NOTHING, wasSent } from "~/documents/attached/door";
import { isTooLong, WritingBox } from "~/posts/writing-box";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { toast } from "~/ui/toast";
import { keepChanged, threadOf } from "./cache";
import { type Conversation, type Message, plain } from "./model";
import { useName } from "./naming";
import { tellTyping, typed } from "./typing";
import "./composer.css";

/** What is done to another message in place of writing a new one. */
export interface Doing {
  is: "reply" | "edit";
  message: Message;
}

interface Props {
  conversation: Conversation;
  around: RefObject<HTMLElement | null>;
  doing: Doing | null;
  edit: (message: Message) => void;
  onDone: () => void;
}

const LIMIT = 8000; // characters, as the server has it

export function Composer({ conversation, around, doing, edit, onDone }: Props) {
  const { t } = useTranslation("chat");
  const { user } = useMe();
  const name = useName();
  const change = useChange();
  const { id } = conversation;
  const isEdit = doing?.is === "edit";
  const place = `chat/${id}`;
  const [text, setText] = useState(() => (isEdit ? doing.message.body : drafts.read(place)));
  const [files, setFiles] = useState(NOTHING);
  const keeps = isEdit && doing.message.attachments.length > 0;
  const isSaid = text.trim() !== "" || keeps || (!isEdit && files.ids.length > 0);
  const ready = isSaid && !files.isBusy && !isTooLong(text, LIMIT);

  useEffect(() => {
    if (!isEdit) drafts.write(place, text);
  }, [isEdit, place, text]);

  const write = (next: string) => {
    setText(next);
    if (next && !isEdit) tellTyping(id);
  };
  const send = () => {
    if (!ready) return;
    if (isEdit) {
      change(doing.message, text);
      return onDone();
    }
    void outbox.write({
      conversation: id,
      body: text,
      attachments: files.ids,
      ...(doing && { reply_to: doing.message.number }),
    });
    void wasSent(place);
    typed(id);
    setText("");
    drafts.write(place, "");
    if (doing) onDone();
  };
  const press = (event: KeyboardEvent): boolean => {
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) send();
    else if (event.key === "ArrowUp" && !text && !doing) {
      const mine = threadOf(id)?.items.findLast(
        (one) => one.author.id === user.id && !one.deleted && !one.forwarded && !one.call && !one.notice,
      );
      if (mine) edit(mine);
    } else if (event.key === "Escape" && doing) onDone();
    else return false;
    return true;
  };

  return (
    <div className="chat-composer">
      {doing && (
        <div className="chat-doing">
          <div className="grow">
            <p className="chat-doing-what">
              {isEdit ? t("editing") : t("answering", { name: doing.message.author.name })}
            </p>
            <p className="cut quiet" dir="auto">
              {plain(doing.message.body)}
            </p>
          </div>
          <Button look="quiet" aria-label={t("stop")} icon={<Icon of={X} />} onPress={onDone} />
        </div>
      )}
      <div className="chat-writing">
        {!isEdit && <Attach place={place} around={around} onChange={setFiles} />}
        <WritingBox
          compact
          label={t("write_to", { name: name(conversation) })}
          placeholder={t("write")}
          value={text}
          onChange={write}
          onSend={send}
          onPress={press}
          rows={1}
          limit={LIMIT}
          autoFocus={doing !== null || isDesktop()}
        />
        <Button
          look="primary"
          className="chat-send"
          aria-label={t(isEdit ? "save_edit" : "send")}
          icon={<Icon of={SendHorizontal} />}
          isDisabled={!ready}
          onPress={send}
        />
      </div>
    </div>
  );
}

/** On a phone the keyboard would cover what was just opened. */
const isDesktop = () => matchMedia("(min-width: 1100px) and (pointer: fine)").matches;

/** Shown at once; the words come back where the server refuses them. */
function useChange(): (message: Message, text: string) => void {
  const words = useProblemWords();
  return (message, text) => {
    if (text === message.body) return;
    const { conversation, number } = message;
    void keepChanged(conversation, [{ ...message, body: text, edited_at: new Date().toISOString() }]);
    body(
      api.PATCH("/v1/conversations/{conversation}/messages/{number}", {
        params: { path: { conversation, number: String(number) } },
        body: { body: text },
      }),
    )
      .then((changed) => keepChanged(conversation, [changed]))
      .catch((error: unknown) => {
        void keepChanged(conversation, [message]);
        toast(words(error), { tone: "danger" });
      });
  };
}
