import { useTranslation } from "react-i18next";
import { api } from "~/core/api/client";
import { useProblemWords } from "~/core/problem-words";
import { toast } from "~/ui/toast";
import { type Comment, changePost, keepComment } from "./cache";
import { ConfirmSheet } from "./confirm-sheet";
import { ReactorsSheet } from "./people-sheets";

export type Sheet = "reactors" | "delete";

interface Props {
  which: Sheet;
  comment: Comment;
  onClose: () => void;
}

export function CommentSheet({ which, comment, onClose }: Props) {
  const { t } = useTranslation("posts");
  const remove = useRemove(comment);
  if (which === "reactors")
    return <ReactorsSheet target={{ post: comment.post, comment: comment.id }} onClose={onClose} />;
  return (
    <ConfirmSheet
      title={t("delete_comment")}
      words={t("delete_comment_words")}
      onClose={onClose}
      onConfirm={remove}
    />
  );
}

/** Gone at once, and there again if the server refuses. */
function useRemove(comment: Comment): () => void {
  const words = useProblemWords();
  const count = (by: number) =>
    changePost(comment.post, (post) => ({ ...post, comments: Math.max(0, post.comments + by) }));
  return () => {
    keepComment({ ...comment, body: "", reactions: [], deleted: true });
    count(-1);
    api
      .DELETE("/v1/comments/{comment}", { params: { path: { comment: comment.id } } })
      .catch((error: unknown) => {
        keepComment(comment);
        count(1);
        toast(words(error), { tone: "danger" });
      });
  };
}
