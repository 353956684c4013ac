import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCallWords } from "~/calls/call-line";
import { type Message, plain } from "./model";
import { useNoticeWords } from "./notice";

/** Says to screen readers what others write while the conversation is open; what was there before it does not read. */
export function Reader({ items, me, isAtEnd }: { items: Message[]; me: string; isAtEnd: boolean }) {
  const { t } = useTranslation("chat");
  const ofCall = useCallWords();
  const ofNotice = useNoticeWords();
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
      const told = (one: Message) =>
        one.notice
          ? ofNotice(one.notice, one.author)
          : t("said_now", {
              name: one.author.name,
              text: one.call ? ofCall(one.call, one.author.id) : plain(one.body),
            });
      setWords(fresh.map(told).join(" "));
    }
  }, [items, newest, me, isAtEnd, t, ofCall, ofNotice]);
  return (
    <p className="unseen" aria-live="polite">
      {words}
    </p>
  );
}
