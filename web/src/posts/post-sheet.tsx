/** What opens over a post; fetched when something does. */
import { useTranslation } from "react-i18next";
import { api } from "~/core/api/client";
import { useProblemWords } from "~/core/problem-words";
import { toast } from "~/ui/toast";
import { changePost, type Post } from "./cache";
import { ConfirmSheet } from "./confirm-sheet";
import { HistorySheet } from "./history-sheet";
import { ParticipantsSheet, ReactorsSheet } from "./people-sheets";

export type Sheet = "history" | "reactors" | "participants" | "delete";

interface Props {
  which: Sheet;
  post: Post;
  onClose: () => void;
  onGone?: (() => void) | undefined;
}

export function PostSheet({ which, post, onClose, onGone }: Props) {
  const { t } = useTranslation("posts");
  const remove = useRemove(post, onGone);
  switch (which) {
    case "history":
      return <HistorySheet post={post} onClose={onClose} />;
    case "reactors":
      return <ReactorsSheet target={{ post: post.id }} onClose={onClose} />;
    case "participants":
      return <ParticipantsSheet post={post.id} onClose={onClose} />;
    case "delete":
      return (
        <ConfirmSheet
          title={t("delete_post")}
          words={t("delete_post_words")}
          onClose={onClose}
          onConfirm={remove}
        />
      );
  }
}

/** Gone at once, and there again if the server refuses. */
function useRemove(post: Post, onGone?: () => void): () => void {
  const { t } = useTranslation("posts");
  const words = useProblemWords();
  const turn = (deleted: boolean) => changePost(post.id, (one) => ({ ...one, deleted }));
  return () => {
    turn(true);
    document.getElementById("content")?.focus({ preventScroll: true }); // what had focus is not there any more
    api.DELETE("/v1/posts/{post}", { params: { path: { post: post.id } } }).then(
      () => {
        toast(t("deleted_post"));
        onGone?.();
      },
      (error: unknown) => {
        turn(false);
        toast(words(error), { tone: "danger" });
      },
    );
  };
}
