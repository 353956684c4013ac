import { useTranslation } from "react-i18next";
import { outbox, type Shown, useOutbox } from "~/core/outbox";
import { useProblemWords } from "~/core/problem-words";
import { Problem } from "~/core/problems";
import { useMe } from "~/core/session";
import { Avatar } from "~/ui/avatar";
import { Button } from "~/ui/button";
import { toast } from "~/ui/toast";
import type { Post } from "./cache";
import { Markdown } from "./markdown";
import "./letters.css";

/** What I published and the server does not have yet; on a wall, what is for it. */
export function Letters({ home }: { home?: Pick<Post["home"], "id"> }) {
  const { t } = useTranslation("posts");
  const all = useOutbox(outbox);
  const letters = home ? all.filter((letter) => letter.home.id === home.id) : all;
  return (
    <>
      <p className="unseen" role="status">
        {letters.some((letter) => letter.is === "sending") && t("compose.sending")}
      </p>
      {letters.length > 0 && (
        <div className="stack">
          {letters.map((letter) => (
            <LetterCard key={letter.key} letter={letter} />
          ))}
        </div>
      )}
    </>
  );
}

function LetterCard({ letter }: { letter: Shown }) {
  const { t } = useTranslation("posts");
  const { user } = useMe();
  const { key, home, body, attachments = [], is } = letter;
  const discard = () => {
    void outbox.discard(key);
    const { is: _, refused: __, ...again } = letter;
    toast(t("compose.discarded"), { undo: () => void outbox.put(again) });
  };
  return (
    <article className={`card post letter-${is}`} aria-label={t("compose.my_post")}>
      <header className="post-head">
        <Avatar name={user.name} id={user.id} src={user.avatar} />
        <div className="grow">
          <div className="post-who">
            <bdi className="post-author">{user.name}</bdi>
            {home.kind === "group" && (
              <>
                <span className="quiet" aria-hidden="true">
                  ›
                </span>
                <bdi className="post-group">{home.name}</bdi>
              </>
            )}
          </div>
          <State letter={letter} />
        </div>
      </header>
      {body && <Markdown text={body} />}
      {attachments.length > 0 && (
        <p className="quiet">{t("files", { ns: "core", count: attachments.length })}</p>
      )}
      {is !== "sending" && (
        <div className="letter-actions">
          {is === "refused" && (
            <Button onPress={() => void outbox.again(key)}>{t("again", { ns: "core" })}</Button>
          )}
          <Button look="quiet" onPress={discard}>
            {t("compose.discard")}
          </Button>
        </div>
      )}
    </article>
  );
}

function State({ letter: { is, refused } }: { letter: Shown }) {
  const { t } = useTranslation("posts");
  const words = useProblemWords();
  if (!refused)
    return <p className="letter-state quiet">{t(`compose.${is === "sending" ? "sending" : "waiting"}`)}</p>;
  return (
    <p className="letter-state letter-problem" role="alert">
      {t("compose.not_sent")} {words(new Problem(refused.status, refused.members, refused.retryAfter))}
    </p>
  );
}
