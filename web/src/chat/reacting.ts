/** Reactions to messages: shown at once, taken back when the server refuses. */
import { api } from "~/core/api/client";
import { useProblemWords } from "~/core/problem-words";
import { toast } from "~/ui/toast";
import { keepChanged, me, threadOf } from "./cache";
import type { Message } from "./model";

type Reaction = Message["reactions"][number];

export function useToggle(): (message: Message, emoji: string) => void {
  const words = useProblemWords();
  return (message, emoji) => {
    const { conversation, number } = message;
    const mine = message.reactions.some((one) => one.emoji === emoji && one.people.includes(me()));
    const path = { params: { path: { conversation, number: String(number), emoji } } };
    const to = "/v1/conversations/{conversation}/messages/{number}/reactions/{emoji}";
    change(message, emoji, !mine);
    (mine ? api.DELETE(to, path) : api.PUT(to, path)).catch((error: unknown) => {
      change(message, emoji, mine);
      toast(words(error), { tone: "danger" });
    });
  };
}

function change({ conversation, number }: Message, emoji: string, on: boolean): void {
  const now = threadOf(conversation)?.items.find((one) => one.number === number);
  if (now) {
    void keepChanged(conversation, [{ ...now, reactions: toggled(now.reactions, emoji, me(), on) }]);
  }
}

export function toggled(reactions: Reaction[], emoji: string, person: string, on: boolean): Reaction[] {
  const known = reactions.find((one) => one.emoji === emoji);
  if (!known) return on ? [...reactions, { emoji, count: 1, people: [person] }] : reactions;
  if (known.people.includes(person) === on) return reactions;
  const count = known.count + (on ? 1 : -1);
  const people = on ? [...known.people, person] : known.people.filter((one) => one !== person);
  return reactions.flatMap((one) => (one !== known ? [one] : count > 0 ? [{ emoji, count, people }] : []));
}
