import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { LazyMenu } from "~/ui/menu";
import type { Comment, Post } from "./cache";
import type { Sheet } from "./comment-sheet";

export interface CommentMenuProps {
  post: Post;
  comment: Comment;
  edit: () => void;
}

const load = () => import("./comment-menu-open");
const OpenCommentMenu = lazy(async () => ({ default: (await load()).OpenCommentMenu }));
const CommentSheet = lazy(async () => ({ default: (await import("./comment-sheet")).CommentSheet }));

export function CommentMenu(props: CommentMenuProps) {
  const { t } = useTranslation("posts");
  const [sheet, setSheet] = useState<Sheet | null>(null);
  return (
    <span className="comment-menu">
      <LazyMenu label={t("comment_actions")} load={load}>
        <OpenCommentMenu {...props} open={setSheet} />
      </LazyMenu>
      {sheet && (
        <Suspense fallback={null}>
          <CommentSheet which={sheet} comment={props.comment} onClose={() => setSheet(null)} />
        </Suspense>
      )}
    </span>
  );
}
