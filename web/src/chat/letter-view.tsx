import { useTranslation } from "react-i18next";
import { messages as outbox, type Said, type Shown } from "~/core/outbox";
import { useProblemWords } from "~/core/problem-words";
import { Problem } from "~/core/problems";
import { Markdown } from "~/posts/markdown";
import { Button } from "~/ui/button";
import "./message.css";

/** My message on its way, or refused: its words stay. */
export function LetterView({ letter }: { letter: Shown<Said> }) {
  const { t } = useTranslation("chat");
  const words = useProblemWords();
  const { key, body, attachments = [], is, refused } = letter;
  const problem = refused && new Problem(refused.status, refused.members, refused.retryAfter);
  return (
    <div className="chat-message chat-mine" data-letter={is}>
      <div className="chat-bubble">
        {body && <Markdown text={body} />}
        {attachments.length > 0 && <p>{t("files", { ns: "core", count: attachments.length })}</p>}
      </div>
      {problem ? (
        <div className="chat-letter chat-problem" role="alert">
          <span>
            {t("not_sent")} {words(problem)}
          </span>
          <Button look="quiet" onPress={() => void outbox.again(key)}>
            {t("again", { ns: "core" })}
          </Button>
          <Button look="quiet" onPress={() => void outbox.discard(key)}>
            {t("discard")}
          </Button>
        </div>
      ) : (
        <p className="chat-letter quiet" role="status">
          {t(is === "waiting" ? "waiting" : "sending")}
        </p>
      )}
    </div>
  );
}
