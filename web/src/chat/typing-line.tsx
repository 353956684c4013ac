import { useTranslation } from "react-i18next";
import { threadOf } from "./cache";
import type { Conversation } from "./model";
import { joined } from "./naming";
import { useSeats } from "./queries";
import { useTyping } from "./typing";

/** Who types now. It keeps its place, so that nothing moves. */
export function TypingLine({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("chat");
  const people = useTyping(conversation.id);
  const seats = useSeats(conversation).data ?? [];
  const known = [
    ...seats.map((seat) => seat.person),
    ...(threadOf(conversation.id)?.items.map((one) => one.author) ?? []),
  ];
  const names = people.flatMap((id) => known.find((one) => one.id === id)?.name ?? []);
  return (
    <p className="chat-typing quiet cut">
      {names.length > 0 && t("typing", { count: names.length, names: joined(names) })}
    </p>
  );
}
