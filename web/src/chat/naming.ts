/** What a conversation is called: its own name, the other one, or who is in it. */
import i18next from "i18next";
import { useTranslation } from "react-i18next";
import { useMe } from "~/core/session";
import { number } from "~/core/time";
import type { Conversation } from "./model";

/** Runs its own way, whichever way the words around it run. */
export const apart = (text: string) => `\u2068${text}\u2069`;

export function joined(names: string[]): string {
  return new Intl.ListFormat(i18next.language, { type: "conjunction" }).format(names);
}

export function useName(): (conversation: Conversation) => string {
  const { t } = useTranslation("chat");
  const { user } = useMe();
  return ({ name, person, faces, people }) => {
    if (name) return name;
    if (person) return person.name;
    const others = faces.filter((face) => face.id !== user.id).map((face) => face.name);
    if (!others.length) return t("alone");
    const more = (people ?? 0) - 1 - others.length;
    return more > 0
      ? t("others", { count: more, names: others.join(", "), shown: number(more) })
      : joined(others);
  };
}
