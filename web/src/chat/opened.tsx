/** One conversation: who it is with, what was said, where to write. */
import { type RefObject, useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "~/core/problems";
import { ButtonLink } from "~/ui/link";
import { Empty, Skeletons, Trouble } from "~/ui/states";
import { Composer, type Doing } from "./composer";
import type { Message } from "./model";
import { useConversation, useThread } from "./queries";
import { ThreadHead } from "./thread-head";
import { ThreadView } from "./thread-view";
import { TypingLine } from "./typing-line";

interface Props {
  id: string;
  at: number;
  /** Files that are dropped anywhere on it go along with the next message. */
  around: RefObject<HTMLElement | null>;
}

export function Opened({ id, at, around }: Props) {
  const { t } = useTranslation("chat");
  const conversation = useConversation(id);
  const thread = useThread(id, at);
  const [doing, setDoing] = useState<Doing | null>(null);
  const [hit, setHit] = useState(0);
  const error = conversation.error ?? thread.error;
  if (error instanceof Problem && error.status === 404) {
    return <Empty action={<ButtonLink to="/chat">{t("to_list")}</ButtonLink>}>{t("not_found_words")}</Empty>;
  }
  if (!conversation.data) {
    return error ? <Trouble error={error} again={() => void conversation.refetch()} /> : <Skeletons />;
  }
  const reply = (message: Message) => setDoing({ is: "reply", message });
  const edit = (message: Message) => setDoing({ is: "edit", message });
  return (
    <>
      <ThreadHead conversation={conversation.data} onHit={() => setHit((n) => n + 1)} />
      {thread.data ? (
        <ThreadView
          conversation={conversation.data}
          thread={thread.data}
          at={at}
          hit={hit}
          reply={reply}
          edit={edit}
        />
      ) : thread.error ? (
        <Trouble error={thread.error} again={() => void thread.refetch()} />
      ) : (
        <div className="chat-scroll">
          <Skeletons />
        </div>
      )}
      <TypingLine conversation={conversation.data} />
      <Composer
        key={doing ? `${doing.is} ${doing.message.number}` : "new"}
        conversation={conversation.data}
        around={around}
        doing={doing}
        edit={edit}
        onDone={() => setDoing(null)}
      />
    </>
  );
}
