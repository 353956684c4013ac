import { useTranslation } from "react-i18next";
import { useProblemWords } from "~/core/problem-words";
import { useMe } from "~/core/session";
import { Button } from "~/ui/button";
import { CommentFrame } from "./comment-frame";
import { Markdown } from "./markdown";
import { discard, type Outgoing, sendAgain } from "./sending";

/** One's own comment while it is on its way, or when it did not arrive: its words stay. */
export function OutgoingView({ sent }: { sent: Outgoing }) {
  const { t } = useTranslation("posts");
  const { t: shared } = useTranslation();
  const words = useProblemWords();
  const { user } = useMe();
  const author = { id: user.id, name: user.name, avatar: user.avatar, guest: user.role === "guest" };
  return (
    <div className={sent.replyTo ? "comment-replies" : ""}>
      <CommentFrame author={author} at={sent.at} reply={Boolean(sent.replyTo)}>
        {sent.body && <Markdown text={sent.body} />}
        {sent.attachments.length > 0 && (
          <p className="quiet">{shared("files", { count: sent.attachments.length })}</p>
        )}
        {sent.problem ? (
          <div className="comment-bar" role="alert">
            <span className="comment-problem">
              {t("not_sent")} {words(sent.problem)}
            </span>
            <Button look="quiet" onPress={() => sendAgain(sent)}>
              {shared("again")}
            </Button>
            <Button look="quiet" onPress={() => discard(sent)}>
              {t("discard")}
            </Button>
          </div>
        ) : (
          <div className="comment-bar quiet" role="status">
            {t("sending")}
          </div>
        )}
      </CommentFrame>
    </div>
  );
}
