/** All that was said below a post: first comments, replies one level below them, and the box to say more. */
import { type ReactNode, useEffect, useRef, useState } from "react";
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
import type { Talk, Turn } from "./post-talk";
import { discard, isArrived, type Outgoing, sendComment, useOutgoing } from "./sending";
import { TextBox } from "./text-box";
import { branches } from "./thread";

interface Props {
  post: Post;
  talk: Talk;
  turn: Turn;
  /** What stands here until the comments have come. */
  latest: ReactNode;
  whole: boolean;
  focus?: string | null | undefined;
}

export function ThreadView({ post, talk, turn, latest, whole, focus }: Props) {
  const { t } = useTranslation("posts");
  const thread = useThread(post.id, focus);
  const sending = useSending(post.id, thread.data?.items ?? []);
  const place = useAsked(talk.asked > 0 && !talk.writing);
  if (thread.isError && !thread.data) {
    return <Trouble error={thread.error} again={() => void thread.refetch()} />;
  }
  const reply = (comment: Comment) => turn({ writing: true, replyTo: comment.id });
  const leave = () => {
    turn({ writing: false, replyTo: null });
    document.querySelector<HTMLElement>(`[data-post="${post.id}"] .post-comment`)?.focus();
  };
  const { items, older, newer } = thread.data ?? { items: [], older: null, newer: null };
  const replied = [...items, ...post.latest].find((one) => one.id === talk.replyTo);
  const shared = { post, items, focus, reply };
  return (
    <div ref={place} tabIndex={-1} className="post-talk">
      {focus && thread.isSuccess && !thread.isFetching && !items.some((one) => one.id === focus) && (
        <p className="comment-gone comment-marked" role="status">
          {t("comment_gone")}
        </p>
      )}
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
          key={talk.asked}
          post={post.id}
          replyTo={talk.replyTo}
          whom={replied?.author.name}
          autoFocus={talk.writing}
          cancel={talk.writing ? leave : undefined}
          sent={() => turn({ writing: true, replyTo: null })}
        />
      )}
    </div>
  );
}

/** Who asked for the comments by a button that is gone now is where they are. */
function useAsked(asked: boolean) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (asked && document.activeElement === document.body) place.current?.focus({ preventScroll: true });
  }, [asked]);
  return place;
}

/** Without those that a frame has brought already, while their own answer is on its way or lost. */
function useSending(post: string, items: Comment[]): Outgoing[] {
  const { user } = useMe();
  const outgoing = useOutgoing(post);
  const newest = items.slice(-5);
  const isHere = (sent: Outgoing) => newest.some((one) => isArrived(sent, one, user.id));
  useEffect(() => {
    for (const sent of outgoing) if (sent.problem && isHere(sent)) discard(sent);
  });
  return outgoing.filter((sent) => !isHere(sent));
}

function Further({ act, children }: { act: () => Promise<void>; children: ReactNode }) {
  const words = useProblemWords();
  const [busy, setBusy] = useState(false);
  const go = async ({ target }: { target: Element }) => {
    setBusy(true);
    const talk = target.closest<HTMLElement>(".post-talk");
    await act().catch((error: unknown) => toast(words(error), { tone: "danger" }));
    setBusy(false);
    if (!target.isConnected) talk?.focus({ preventScroll: true });
  };
  return (
    <Button look="quiet" className="comment-more" onPress={(event) => void (busy || go(event))}>
      {children}
    </Button>
  );
}

interface BoxProps {
  post: string;
  replyTo: string | null;
  whom: string | undefined;
  autoFocus: boolean;
  cancel: (() => void) | undefined;
  sent: () => void;
}

function Box({ post, replyTo, whom, autoFocus, cancel, sent }: BoxProps) {
  const { t } = useTranslation("posts");
  const send = async (text: string, attachments: string[]) => {
    sendComment(post, text, replyTo, attachments);
    sent();
  };
  return (
    <TextBox
      label={replyTo ? t("write_reply", { name: whom ?? "" }) : t("write_comment")}
      send={replyTo ? t("reply") : t("send")}
      draft={`comment.${replyTo ?? post}`}
      autoFocus={autoFocus}
      canAttach
      onSend={send}
      onCancel={cancel}
    />
  );
}
