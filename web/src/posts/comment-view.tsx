import { memo, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, body } from "~/core/api/client";
import { Attached } from "~/documents/attached/door";
import { Button } from "~/ui/button";
import { type Comment, keepComment, type Post, refreshComment } from "./cache";
import { CommentFrame } from "./comment-frame";
import { CommentMenu } from "./comment-menu";
import { Fold } from "./fold";
import { AddReaction, Reactions } from "./reaction-bar";
import { TextBox } from "./text-box";

interface Props {
  post: Post;
  comment: Comment;
  /** Those that are shown, to say whom it answers. */
  items: Comment[];
  /** The first comment of its branch, where it is a reply. */
  root?: string;
  focus?: string | null | undefined;
  reply: (comment: Comment) => void;
}

export const CommentView = memo(function CommentView({ post, comment, items, root, focus, reply }: Props) {
  const { t } = useTranslation("posts");
  const { t: shared } = useTranslation();
  const [editing, setEditing] = useState(false);
  const marked = focus === comment.id;
  const place = useMarked(marked);
  const reactions = { target: { post: post.id, comment: comment.id }, reactions: comment.reactions };
  const edited = () => {
    setEditing(false);
    place.current?.focus({ preventScroll: true });
  };
  const answered = items.find((one) => one.id === comment.reply_to);
  const to =
    comment.reply_to && comment.reply_to !== root
      ? answered
        ? t("reply_to", { name: answered.author.name })
        : t("reply_to_earlier")
      : undefined;
  if (comment.deleted) {
    return (
      <p ref={place} tabIndex={-1} className={marked ? "comment-gone comment-marked" : "comment-gone"}>
        {t("comment_gone")}
      </p>
    );
  }
  return (
    <div ref={place} tabIndex={-1} className={marked ? "comment-marked" : ""} data-comment={comment.id}>
      <CommentFrame
        author={comment.author}
        at={comment.created_at}
        edited={Boolean(comment.edited_at)}
        link={{ post: post.id, comment: comment.id }}
        reply={root !== undefined}
        to={to}
        menu={<CommentMenu post={post} comment={comment} edit={() => setEditing(true)} />}
      >
        {editing ? (
          <TextBox
            label={t("edit_comment")}
            send={shared("save")}
            initial={comment.body}
            hasFiles={comment.attachments.length > 0}
            onSend={async (text) => {
              if (text !== comment.body) keepComment(await change(comment, text));
              edited();
            }}
            onCancel={edited}
          />
        ) : (
          <>
            {comment.body && <Fold text={comment.body} whole={marked} />}
            <Attached
              by={{ comment: comment.id }}
              ids={comment.attachments}
              files={comment.files}
              refresh={() => refreshComment(comment.id)}
            />
            <div className="comment-bar">
              <Button look="quiet" className="comment-reply" onPress={() => reply(comment)}>
                {t("reply")}
              </Button>
              <Reactions {...reactions} />
              <AddReaction {...reactions} small />
            </div>
          </>
        )}
      </CommentFrame>
    </div>
  );
});

const change = ({ id, version }: Comment, text: string) =>
  body(
    api.PATCH("/v1/comments/{comment}", {
      params: { path: { comment: id }, header: { "If-Match": `"${version}"` } },
      body: { body: text },
    }),
  );

/** What a link names is scrolled to, and gets focus, once it is there. */
function useMarked(marked: boolean) {
  const place = useRef<HTMLDivElement & HTMLParagraphElement>(null);
  useEffect(() => {
    if (!marked) return;
    place.current?.scrollIntoView({ block: "center" });
    place.current?.focus({ preventScroll: true });
  }, [marked]);
  return place;
}
