/** What was said, the newest at the bottom; older and newer pieces come as one gets near them. */
import { ArrowDown } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { messages as outbox, useOutbox } from "~/core/outbox";
import { useMe } from "~/core/session";
import { number } from "~/core/time";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { jump, loadMore, threadOf } from "./cache";
import { LetterView } from "./letter-view";
import { MessageView } from "./message-view";
import { type Conversation, lines, type Message, type Thread } from "./model";
import { NoticeLine } from "./notice";
import { Reader } from "./reader";
import { Receipts } from "./receipts";
import { useScroll } from "./scroll";
import { dayName } from "./when";
import "./thread.css";

interface Props {
  conversation: Conversation;
  thread: Thread;
  at: number;
  hit: number; // counts how often a found message was pressed
  reply: (message: Message) => void;
  edit: (message: Message) => void;
}

export function ThreadView({ conversation, thread, at, hit, reply, edit }: Props) {
  const { t } = useTranslation("chat");
  const { user } = useMe();
  const { id, first, last } = conversation;
  const [chosen, setChosen] = useState(0);
  const [newFrom] = useState(() => firstNew(thread, user.id));
  const shown = useMemo(() => lines(thread.items, newFrom), [thread.items, newFrom]);
  const sent = new Set(thread.items.map((one) => one.client_id));
  const isAtEnd = thread.newer === null;
  const letters = useOutbox(outbox)
    .filter((one) => one.conversation === id && !sent.has(one.key))
    .reverse();
  const scroll = useScroll(id, thread, letters.length, { at, newFrom });
  const { show } = scroll;

  const goTo = async (message: number) => {
    if (!threadOf(id)?.items.some((one) => one.number === message)) await jump(id, message);
    show(message);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: an address that names a message, each time anew
  useEffect(() => {
    if (at) void goTo(at);
  }, [at, id, hit]);
  const toNewest = async () => {
    if (threadOf(id)?.newer !== null) await jump(id);
    show("end");
  };
  // What one writes is seen: to the end, also from far above.
  const mine = letters.at(-1)?.key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: by one's own new message alone
  useEffect(() => {
    if (mine) void toNewest();
  }, [mine]);

  const behind = Math.max(0, last - thread.read);
  return (
    <div className="chat-scroll-place">
      <div
        ref={scroll.box}
        className="chat-scroll"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keys too
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label={t("messages")}
      >
        <div ref={scroll.inner} className="chat-messages">
          {thread.older ? (
            <Button className="chat-older" onPress={() => void loadMore(id, "older")}>
              {t("more", { ns: "core" })}
            </Button>
          ) : (
            <p className="chat-start quiet">
              {t(first > 1 ? "start_later" : shown.length ? "start" : "nothing_said")}
            </p>
          )}
          {shown.map(({ message, day, isNew, head }) => (
            <div key={message.number} data-number={message.number}>
              {day && (
                <p className="chat-day">
                  <span>{dayName(message.created_at)}</span>
                </p>
              )}
              {isNew && (
                <p className="chat-new">
                  <span>{t("new_here")}</span>
                </p>
              )}
              {message.notice ? (
                <NoticeLine message={message} />
              ) : (
                <MessageView
                  message={message}
                  conversation={conversation}
                  head={head}
                  isMarked={scroll.marked === message.number}
                  isChosen={chosen === message.number}
                  choose={(isChosen) => setChosen(isChosen ? message.number : 0)}
                  goTo={(one) => void goTo(one)}
                  reply={() => reply(message)}
                  edit={() => edit(message)}
                />
              )}
            </div>
          ))}
          {isAtEnd && letters.map((letter) => <LetterView key={letter.key} letter={letter} />)}
          {isAtEnd && !letters.length && <Receipts conversation={conversation} thread={thread} />}
        </div>
      </div>
      {(!scroll.isAtEnd || !isAtEnd) && (
        <Button
          className="chat-to-newest"
          icon={<Icon of={ArrowDown} />}
          aria-label={
            behind ? t("to_newest", { count: behind, shown: number(behind) }) : t("to_newest_plain")
          }
          onPress={() => void toNewest()}
        >
          {behind > 0 && <span className="chat-count numbers">{number(behind)}</span>}
        </Button>
      )}
      <Reader items={thread.items} me={user.id} isAtEnd={isAtEnd} />
    </div>
  );
}

/** The first message that was not read, and is not mine; 0 where all is read. */
function firstNew({ items, read }: Thread, me: string): number {
  return items.find((one) => one.number > read && one.author.id !== me)?.number ?? 0;
}
