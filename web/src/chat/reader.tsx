import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Message, plain } from "./model";

/** Says to screen readers what others write while the conversation is open; what was there before it does not read. */
export function Reader({ items, me, isAtEnd }: { items: Message[]; me: string; isAtEnd: boolean }) {
  const { t } = useTranslation("chat");
  const newest = items.at(-1);
  const told = useRef(newest?.number ?? 0);
  const wasAtEnd = useRef(isAtEnd); // else it is a page that was fetched
  const [words, setWords] = useState("");
  useEffect(() => {
    const isNews = wasAtEnd.current && isAtEnd;
    wasAtEnd.current = isAtEnd;
    if (!newest || newest.number <= told.current) return;
    const fresh = items.filter((one) => one.number > told.current && one.author.id !== me && !one.deleted);
    told.current = newest.number;
    if (isNews && fresh.length) {
      setWords(fresh.map((one) => t("said_now", { name: one.author.name, text: plain(one.body) })).join(" "));
    }
  }, [items, newest, me, isAtEnd, t]);
  return (
    <p className="unseen" aria-live="polite">
      {words}
    </p>
  );
}
