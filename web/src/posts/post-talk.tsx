import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { number } from "~/core/time";
import { Button } from "~/ui/button";
import type { Post } from "./cache";
import { CommentFrame } from "./comment-frame";
import { Markdown } from "./markdown";

const load = () => import("./thread-view");
const ThreadView = lazy(async () => ({ default: (await load()).ThreadView }));

export interface Talk {
  /** Whether all of it is shown, or the newest two comments. */
  open: boolean;
  /** Whether somebody wants to write; and to which comment a reply. */
  writing: boolean;
  replyTo: string | null;
  /** How often they asked for something: focus goes there each time. */
  asked: number;
}

export type Turn = (to: Partial<Talk>) => void;

interface Props {
  post: Post;
  talk: Talk;
  turn: Turn;
  /** On the post's own page. */
  whole: boolean;
  focus?: string | null | undefined;
}

/** What was said below a post. */
export function PostTalk(props: Props) {
  const latest = <Latest {...props} />;
  return props.talk.open ? (
    <Suspense fallback={latest}>
      <ThreadView {...props} latest={latest} />
    </Suspense>
  ) : (
    latest
  );
}

/** The newest two comments come with the post; the rest is asked for. */
function Latest({ post, turn }: Props) {
  const { t } = useTranslation("posts");
  if (post.latest.length === 0) return null;
  const cut = post.latest.some(({ body }) => body.length >= CUT && body.endsWith("…"));
  return (
    <div className="post-talk" onPointerEnter={() => void load()}>
      {(cut || post.comments > post.latest.length) && (
        <Button look="quiet" className="comment-more" onPress={() => turn({ open: true })}>
          {t("all_comments", { count: post.comments, shown: number(post.comments) })}
        </Button>
      )}
      <ul className="comments" aria-label={t("comments")}>
        {post.latest.toReversed().map(({ id, author, body, created_at, files }) => (
          <li key={id}>
            <CommentFrame author={author} at={created_at} link={{ post: post.id, comment: id }}>
              {body && <Markdown text={body} />}
              {files > 0 && (
                <Button look="quiet" className="comment-files" onPress={() => turn({ open: true })}>
                  {t("files", { ns: "core", count: files })}
                </Button>
              )}
              <div className="comment-bar">
                <Button
                  look="quiet"
                  className="comment-reply"
                  onPress={() => turn({ open: true, writing: true, replyTo: id })}
                >
                  {t("reply")}
                </Button>
              </div>
            </CommentFrame>
          </li>
        ))}
      </ul>
    </div>
  );
}

const CUT = 300; // characters that the server gives of each
