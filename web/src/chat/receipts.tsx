import { useTranslation } from "react-i18next";
import { useMe } from "~/core/session";
import type { Conversation, Thread } from "./model";
import { joined } from "./naming";
import { useSeats } from "./queries";

/** Below my newest message: who has read it, of those who show it. */
export function Receipts({ conversation, thread }: { conversation: Conversation; thread: Thread }) {
  const { t } = useTranslation("chat");
  const { user } = useMe();
  const seats = useSeats(conversation).data ?? [];
  const newest = thread.items.at(-1);
  if (!newest || newest.author.id !== user.id || newest.deleted || newest.notice) return null;
  const seen = seats.filter((seat) => seat.person.id !== user.id && (seat.read ?? 0) >= newest.number);
  if (!seen.length) return null;
  const names = joined(seen.map((seat) => seat.person.name));
  return (
    <p className="chat-receipts quiet">
      {conversation.kind === "pair" ? t("seen") : t("seen_by", { names })}
    </p>
  );
}
