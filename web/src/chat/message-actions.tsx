import { Reply, SmilePlus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "~/core/api/client";
import { useProblemWords } from "~/core/problem-words";
import { useCopy } from "~/posts/post-menu-open";
import { Button } from "~/ui/button";
import { Confirm } from "~/ui/confirm";
import { Icon } from "~/ui/icon";
import { Menu } from "~/ui/menu";
import { toast } from "~/ui/toast";
import { keepChanged } from "./cache";
import { ForwardSheet } from "./forward-sheet";
import { chatPath } from "./keys";
import type { MessageProps } from "./message-view";
import type { Message } from "./model";
import { useToggle } from "./reacting";

const load = () => import("~/posts/emoji/react-popover");
const ReactPopover = lazy(async () => ({ default: (await load()).ReactPopover }));

type Props = MessageProps & { mine: boolean; onDone: () => void };

/** Beside a message: seen by pointer, by focus, and by a touch of the message. */
export function MessageActions({ message, conversation, mine, reply, edit, onDone }: Props) {
  const { t } = useTranslation("chat");
  const { t: shared } = useTranslation();
  const copy = useCopy();
  const remove = useRemove();
  const [sheet, setSheet] = useState<"forward" | "delete" | null>(null);
  const keepsOrder =
    conversation.kind !== "pair" && (conversation.role === "owner" || conversation.role === "moderator");
  const choices = [
    mine && !message.forwarded && { id: "edit", words: shared("edit"), act: edit },
    { id: "forward", words: t("forward"), act: () => setSheet("forward") },
    { id: "text", words: t("copy_text"), act: () => void copyText(message.body, t("text_copied")) },
    {
      id: "copy",
      words: t("copy_link"),
      act: () => copy(chatPath(conversation.id, message.number)),
    },
    (mine || keepsOrder) && {
      id: "delete",
      words: shared("delete"),
      danger: true,
      act: () => setSheet("delete"),
    },
  ].filter((choice) => choice !== false);
  return (
    <div className="chat-actions">
      <React message={message} />
      <Button
        look="quiet"
        aria-label={t("reply")}
        icon={<Icon of={Reply} />}
        onPress={() => {
          onDone();
          reply();
        }}
      />
      <Menu label={t("actions")} choices={choices} />
      {sheet === "forward" && <ForwardSheet message={message} onClose={() => setSheet(null)} />}
      {sheet === "delete" && (
        <Confirm
          title={t("delete_title")}
          words={t("delete_words")}
          act={shared("delete")}
          onAct={() => remove(message)}
          onClose={() => setSheet(null)}
        />
      )}
    </div>
  );
}

function React({ message }: { message: Message }) {
  const { t } = useTranslation("posts");
  const toggle = useToggle();
  const [opened, setOpened] = useState(false);
  const closed = (
    <Button
      look="quiet"
      aria-label={t("react")}
      aria-haspopup="dialog"
      icon={<Icon of={SmilePlus} />}
      onHoverStart={load}
      onPress={() => setOpened(true)}
    />
  );
  return opened ? (
    <Suspense fallback={closed}>
      <ReactPopover small={false} pick={(emoji) => toggle(message, emoji)} />
    </Suspense>
  ) : (
    closed
  );
}

async function copyText(text: string, done: string): Promise<void> {
  await navigator.clipboard.writeText(text).then(
    () => toast(done),
    () => undefined,
  );
}

/** A tombstone at once; the words come back where the server refuses. */
function useRemove(): (message: Message) => void {
  const words = useProblemWords();
  return (message) => {
    const { conversation, number } = message;
    void keepChanged(conversation, [{ ...message, body: "", deleted: true, reactions: [] }]);
    api
      .DELETE("/v1/conversations/{conversation}/messages/{number}", {
        params: { path: { conversation, number: String(number) } },
      })
      .catch((error: unknown) => {
        void keepChanged(conversation, [message]);
        toast(words(error), { tone: "danger" });
      });
  };
}
