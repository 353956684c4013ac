/** All that was said below a post: first comments, replies one level below them, and the box to say more. */
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useProblemWords } from "~/core/problem-words";
import { useMe } from "~/core/session";
import { Button } from "~/ui/button";
import { Trouble } from "~/ui/states";
import { toast } from "~/ui/toast";
import type { Comment, Post } from "./cache";
import { CommentView } from "./comment-view";
import { showEarlier, showLater, useThread } from "./comments";
import { OutgoingView } from "./outgoing-view";
import type { Talk } from "./post-talk";
import { type Outgoing, sendComment, useOutgoing } from "./sending";
import { TextBox } from "./text-box";
import { branches } from "./thread";

interface Props {
  post: Post;
  talk: Talk;
  turn: (talk: Talk) => void;
  /** What stands here until the comments have come. */
  latest: ReactNode;
  whole: boolean;
  focus?: string | null | undefined;
}

export function ThreadView({ post, talk, turn, latest, whole, focus }: Props) {
  const { t } = useTranslation("posts");
  const thread = useThread(post.id, focus);
  const sending = useSending(post.id, thread.data?.items ?? []);
  if (thread.isError && !thread.data) {
    return <Trouble error={thread.error} again={() => void thread.refetch()} />;
  }
  const reply = (comment: Comment | null) =>
    turn({ open: true, writing: comment !== null || whole, replyTo: comment?.id ?? null });
  const { items, older, newer } = thread.data ?? { items: [], older: null, newer: null };
  const replied = items.find((one) => one.id === talk.replyTo);
  const shared = { post, items, focus, reply };
  return (
    <div className="post-talk">
      {older && <Further act={() => showEarlier(post.id)}>{t("earlier")}</Further>}
      {thread.data
        ? items.length > 0 && (
            <ul className="comments" aria-label={t("comments")}>
              {branches(items).map(({ comment, replies }) => (
                <li key={comment.id}>
                  <CommentView {...shared} comment={comment} />
                  {replies.length > 0 && (
                    <ul className="comment-replies">
                      {replies.map((one) => (
                        <li key={one.id}>
                          <CommentView {...shared} comment={one} root={comment.id} />
                        </li>
                      ))}
                    </ul>
                  )}
                </li>
              ))}
            </ul>
          )
        : latest}
      {newer && <Further act={() => showLater(post.id)}>{t("later")}</Further>}
      {sending.map((one) => (
        <OutgoingView key={one.key} sent={one} />
      ))}
      {(talk.writing || whole) && (
        <Box
          key={talk.replyTo ?? "comment"}
          post={post.id}
          replied={replied}
          autoFocus={!whole || replied !== undefined}
          cancel={whole && !replied ? undefined : () => reply(null)}
          sent={() => reply(null)}
        />
      )}
    </div>
  );
}

/** Without those that a frame has brought already, while their own answer is on its way. */
function useSending(post: string, items: Comment[]): Outgoing[] {
  const { user } = useMe();
  const said = new Set(
    items
      .slice(-5)
      .flatMap((one) => (one.author.id === user.id ? [`${one.reply_to ?? ""} ${one.body}`] : [])),
  );
  return useOutgoing(post).filter((one) => one.problem || !said.has(`${one.replyTo ?? ""} ${one.body}`));
}

function Further({ act, children }: { act: () => Promise<void>; children: ReactNode }) {
  const words = useProblemWords();
  const [busy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    await act().catch((error: unknown) => toast(words(error), { tone: "danger" }));
    setBusy(false);
  };
  return (
    <Button look="quiet" className="comment-more" isDisabled={busy} onPress={() => void go()}>
      {children}
    </Button>
  );
}

interface BoxProps {
  post: string;
  replied: Comment | undefined;
  autoFocus: boolean;
  cancel: (() => void) | undefined;
  sent: () => void;
}

function Box({ post, replied, autoFocus, cancel, sent }: BoxProps) {
  const { t } = useTranslation("posts");
  const send = async (text: string) => {
    sendComment(post, text, replied?.id ?? null);
    sent();
  };
  return (
    <TextBox
      label={replied ? t("write_reply", { name: replied.author.name }) : t("write_comment")}
      send={replied ? t("reply") : t("send")}
      draft={`comment.${replied?.id ?? post}`}
      autoFocus={autoFocus}
      onSend={send}
      onCancel={cancel}
    />
  );
}
