/** A post: who, where and when; what; how people answer to it. */
import { MessageCircle, Pin, Share2 } from "lucide-react";
import { lazy, memo, type ReactNode, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { number } from "~/core/time";
import { Attached } from "~/documents/attached/door";
import { Ago } from "~/ui/ago";
import { Avatar, Faces } from "~/ui/avatar";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { Link } from "~/ui/link";
import { toast } from "~/ui/toast";
import { type Post, refreshPost } from "./cache";
import { Fold } from "./fold";
import "./live-posts";
import { Markdown } from "./markdown";
import { useWatched } from "./on-screen";
import { postPath } from "./paths";
import { PostMenu } from "./post-menu";
import type { Sheet } from "./post-sheet";
import { PostTalk, type Talk, type Turn } from "./post-talk";
import { AddReaction, Reactions } from "./reaction-bar";
import { unsent } from "./unsent";
import "./post-card.css";

const PostSheet = lazy(async () => ({ default: (await import("./post-sheet")).PostSheet }));
const EditPost = lazy(async () => ({ default: (await import("./edit-post")).EditPost }));

interface Props {
  post: Post;
  /** Why it is in the feed. */
  why?: ReactNode;
  /** The same in words, for who asks in the menu. */
  reason?: string;
  /** On its own page: nothing is folded. */
  whole?: boolean;
  /** On the wall of its own group, which need not be named. */
  atHome?: boolean;
  /** The comment that a link names. */
  focus?: string | null;
  /** After it was deleted. */
  onGone?: () => void;
}

export const PostCard = memo(function PostCard({
  post,
  why,
  reason,
  whole = false,
  atHome = false,
  focus,
  onGone,
}: Props) {
  const watched = useWatched(post.id);
  const [editing, setEditing] = useState(false);
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const [talk, setTalk] = useState<Talk>({
    open: whole || unsent.has(post.id),
    writing: false,
    replyTo: null,
    asked: 0,
  });
  const turn: Turn = (to) => setTalk((now) => ({ ...now, ...to, asked: now.asked + 1 }));
  const edited = () => {
    setEditing(false);
    document.querySelector<HTMLElement>(`[data-post="${post.id}"]`)?.focus({ preventScroll: true });
  };
  if (post.deleted) return null;
  const title = `post-${post.id}`;
  return (
    <article ref={watched} tabIndex={-1} className="card post" aria-labelledby={title} data-post={post.id}>
      {why}
      <Head post={post} title={title} atHome={atHome}>
        <PostMenu post={post} reason={reason} edit={() => setEditing(true)} open={setSheet} />
      </Head>
      {editing ? (
        <Suspense fallback={<Markdown text={post.body} />}>
          <EditPost post={post} done={edited} />
        </Suspense>
      ) : (
        post.body && <Fold text={post.body} whole={whole} />
      )}
      <Attached
        by={{ post: post.id }}
        ids={post.attachments}
        files={post.files}
        refresh={() => refreshPost(post.id)}
      />
      <Bar post={post} open={setSheet} turn={turn} />
      <PostTalk post={post} talk={talk} turn={turn} whole={whole} focus={focus} />
      {sheet && (
        <Suspense fallback={null}>
          <PostSheet which={sheet} post={post} onClose={() => setSheet(null)} onGone={onGone} />
        </Suspense>
      )}
    </article>
  );
});

interface HeadProps {
  post: Post;
  title: string;
  atHome: boolean;
  children: ReactNode;
}

function Head({ post, title, atHome, children }: HeadProps) {
  const { t } = useTranslation("posts");
  const { t: shared } = useTranslation();
  const { author, home } = post;
  return (
    <header className="post-head">
      <Avatar name={author.name} id={author.id} src={author.avatar} />
      <div className="grow">
        <h2 className="post-who" id={title}>
          <Link to={`/people/${author.id}`} className="post-author">
            <bdi className="post-name cut">{author.name}</bdi>
          </Link>
          {author.guest && <Badge>{shared("guest")}</Badge>}
          {!atHome && home.kind === "group" && home.name && (
            <>
              <span className="post-in quiet" aria-hidden="true" />
              <Link to={`/groups/${home.id}`} className="post-group">
                <bdi className="post-name cut">{home.name}</bdi>
              </Link>
            </>
          )}
        </h2>
        <div className="post-when quiet">
          <Link to={postPath(post.id)} className="post-time">
            <Ago at={post.created_at} />
          </Link>
          {post.edited_at && <span>· {t("edited")}</span>}
          {post.kind !== "update" && <Badge>{t(post.kind)}</Badge>}
          {post.pinned && (
            <Badge>
              <Icon of={Pin} size={12} />
              {t("pinned")}
            </Badge>
          )}
        </div>
      </div>
      {children}
    </header>
  );
}

interface BarProps {
  post: Post;
  turn: Turn;
  open: (sheet: Sheet) => void;
}

function Bar({ post, turn, open }: BarProps) {
  const { t } = useTranslation("posts");
  const pass = async () => {
    const { address, share } = await import("./share");
    const path = postPath(post.id);
    const done = await share(path, t("post_by", { name: post.author.name }));
    if (done !== "shared") toast(done === "copied" ? t("copied") : t("not_copied", { link: address(path) }));
  };
  const reactions = { target: { post: post.id }, reactions: post.reactions };
  const talking = post.latest.map(({ author }) => author);
  const faces = [...new Map(talking.map((one) => [one.id, one])).values()];
  return (
    <div className="post-bar">
      <Reactions {...reactions} />
      <div className="post-acts">
        <AddReaction {...reactions} />
        <Button
          look="quiet"
          className="post-comment"
          icon={<Icon of={MessageCircle} />}
          onPress={() => turn({ open: true, writing: true, replyTo: null })}
        >
          {t("comment")}
        </Button>
        <Button
          look="quiet"
          aria-label={t("share")}
          icon={<Icon of={Share2} />}
          onPress={() => void pass()}
        />
        {post.participants > 0 && (
          <Button look="quiet" className="post-faces" onPress={() => open("participants")}>
            <Faces people={faces} />
            <span className="numbers" aria-hidden="true">
              {number(post.participants)}
            </span>
            <span className="unseen">
              {t("participants", { count: post.participants, shown: number(post.participants) })}
            </span>
          </Button>
        )}
      </div>
    </div>
  );
}
