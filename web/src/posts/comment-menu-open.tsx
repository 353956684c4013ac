import { useTranslation } from "react-i18next";
import { useMe } from "~/core/session";
import { OpenMenu } from "~/ui/menu-open";
import type { CommentMenuProps } from "./comment-menu";
import type { Sheet } from "./comment-sheet";
import { postPath } from "./paths";
import { useCopy, useKeepsOrder } from "./post-menu-open";

type Props = CommentMenuProps & { open: (sheet: Sheet) => void };

/** What the person may do with a comment. */
export function OpenCommentMenu({ post, comment, edit, open }: Props) {
  const { t } = useTranslation("posts");
  const { t: shared } = useTranslation();
  const { user } = useMe();
  const keepsOrder = useKeepsOrder(post.home);
  const link = useCopy();
  const mine = comment.author.id === user.id;
  const choices = [
    { id: "copy", words: t("copy_link"), act: () => link(postPath(post.id, comment.id)) },
    ...(mine ? [{ id: "edit", words: shared("edit"), act: edit }] : []),
    ...(comment.reactions.length > 0
      ? [{ id: "reactors", words: t("who_reacted"), act: () => open("reactors") }]
      : []),
    ...(mine || keepsOrder
      ? [{ id: "delete", words: shared("delete"), danger: true, act: () => open("delete") }]
      : []),
  ];
  return <OpenMenu label={t("comment_actions")} choices={choices} />;
}
