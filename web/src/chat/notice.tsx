/** What somebody did with the conversation, in words: nobody said it, so it stands between what was said. */
import { useTranslation } from "react-i18next";
import { useMe } from "~/core/session";
import { moment } from "~/core/time";
import type { Card, Message } from "./model";
import { apart } from "./naming";

type Notice = NonNullable<Message["notice"]>;

export function useNoticeWords(): (notice: Notice, author: Card) => string {
  const { t } = useTranslation("chat");
  const { user } = useMe();
  return ({ kind, person, name: to }, author) => {
    const what = kind === "renamed" && !to ? "unnamed" : kind;
    const names = {
      name: apart(author.name),
      person: person ? apart(person.name) : t("notice.somebody"),
      to: apart(to ?? ""),
    };
    if (author.id === user.id) return t(`notice.${what}_mine`, names);
    return what === "added" && person?.id === user.id
      ? t("notice.added_me", names)
      : t(`notice.${what}`, names);
  };
}

export function NoticeLine({ message }: { message: Message }) {
  const words = useNoticeWords();
  const { notice, author, created_at: at } = message;
  return (
    <p className="chat-notice quiet" title={moment(at)}>
      {notice && words(notice, author)}
    </p>
  );
}
