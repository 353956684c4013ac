import { Forward as Forwarded, Reply } from "lucide-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { CallLine } from "~/calls/call-line";
import { useMe } from "~/core/session";
import { moment } from "~/core/time";
import { Attached } from "~/documents/attached/door";
import { Markdown } from "~/posts/markdown";
import { ReactionPill } from "~/posts/reaction-bar";
import { Avatar } from "~/ui/avatar";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { Link } from "~/ui/link";
import { refreshMessage, threadOf } from "./cache";
import { MessageActions } from "./message-actions";
import { type Conversation, type Message, plain } from "./model";
import { useToggle } from "./reacting";
import { clock } from "./when";
import "./message.css";

export interface MessageProps {
  message: Message;
  conversation: Conversation;
  /** With its author and time above it. */
  head: boolean;
  isMarked: boolean;
  /** By touch: shows what can be done. One at a time. */
  isChosen: boolean;
  choose: (isChosen: boolean) => void;
  goTo: (message: number) => void;
  reply: () => void;
  edit: () => void;
}

export const MessageView = memo(function MessageView(props: MessageProps) {
  const { t } = useTranslation("chat");
  const { user } = useMe();
  const { message, head, isMarked, isChosen, choose, goTo } = props;
  const { author, created_at: at, deleted, edited_at, forwarded, reply_to } = message;
  const mine = author.id === user.id;
  const look = ["chat-message", mine && "chat-mine", head && "chat-head-of", isMarked && "chat-marked"];
  return (
    <article
      className={look.filter(Boolean).join(" ")}
      data-chosen={isChosen || undefined}
      aria-label={`${author.name}, ${moment(at)}`}
    >
      {!mine && head && (
        <span className="chat-author-face">
          <Avatar name={author.name} id={author.id} src={author.avatar} size={32} />
        </span>
      )}
      {head && (
        <p className="chat-message-head">
          {!mine && (
            <Link to={`/people/${author.id}`} className="chat-author">
              <bdi>{author.name}</bdi>
            </Link>
          )}
          {author.guest && <Badge tone="warning">{t("guest", { ns: "core" })}</Badge>}
          <time className="quiet numbers" dateTime={at} title={moment(at)}>
            {clock(at)}
          </time>
        </p>
      )}
      <div className="chat-line">
        {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: for fingers; keys reach the actions themselves */}
        <div
          className={deleted ? "chat-bubble chat-gone" : "chat-bubble"}
          title={head ? undefined : clock(at)}
          onClick={(event) => (event.target as Element).closest("a, button") || choose(!isChosen)}
        >
          {reply_to && !deleted && <Quote id={message.conversation} number={reply_to} goTo={goTo} />}
          {forwarded && (
            <p className="chat-forwarded quiet">
              <Icon of={Forwarded} size={16} />
              <span>{t("forwarded_from", { name: forwarded.author.name })}</span>
            </p>
          )}
          <Said message={message} />
          {edited_at && !deleted && <span className="chat-edited quiet">{t("edited")}</span>}
        </div>
        {!head && (
          <time className="chat-when quiet numbers" dateTime={at} aria-hidden="true">
            {clock(at)}
          </time>
        )}
        {!deleted && !message.call && <MessageActions {...props} mine={mine} onDone={() => choose(false)} />}
      </div>
      {message.reactions.length > 0 && <Reactions message={message} />}
    </article>
  );
});

function Said({ message }: { message: Message }) {
  const { t } = useTranslation("chat");
  if (message.deleted) return <p>{t("deleted")}</p>;
  if (message.call) return <CallLine message={message} />;
  const { conversation, number, attachments, files } = message;
  return (
    <>
      {message.body && <Markdown text={message.body} />}
      <Attached
        by={{ conversation, message: number }}
        ids={attachments}
        files={files}
        refresh={() => refreshMessage(conversation, number)}
      />
    </>
  );
}

/** What a message answers, if it is at hand; a press goes there. */
function Quote({ id, number: to, goTo }: { id: string; number: number; goTo: (message: number) => void }) {
  const { t } = useTranslation("chat");
  const original = threadOf(id)?.items.find((one) => one.number === to);
  return (
    <Button look="quiet" className="chat-quote" onPress={() => goTo(to)}>
      <span className="unseen">{t("to_original")}</span>
      <span className="chat-quote-name cut">
        <Icon of={Reply} size={16} />
        <bdi className="cut">{original ? original.author.name : t("reply")}</bdi>
      </span>
      <span className="cut" dir="auto">
        {!original
          ? t("gone_before")
          : original.deleted
            ? t("deleted")
            : plain(original.body) || t("files", { ns: "core", count: original.attachments.length })}
      </span>
    </Button>
  );
}

function Reactions({ message }: { message: Message }) {
  const { user } = useMe();
  const toggle = useToggle();
  return (
    <div className="chat-reactions">
      {message.reactions.map(({ emoji, count, people }) => (
        <ReactionPill
          key={emoji}
          emoji={emoji}
          count={count}
          mine={people.includes(user.id)}
          onPress={() => toggle(message, emoji)}
        />
      ))}
    </div>
  );
}
