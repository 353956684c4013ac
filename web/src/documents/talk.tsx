/** What is said of a file: the comments and reactions of a post, below a file. */
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, body } from "~/core/api/client";
import { number } from "~/core/time";
import { type Post, postKey } from "~/posts/cache";
import "~/posts/live-posts";
import { useWatched } from "~/posts/on-screen";
import type { Talk as Turned } from "~/posts/post-talk";
import { AddReaction, Reactions } from "~/posts/reaction-bar";
import { Skeleton, Trouble } from "~/ui/states";
import "~/posts/post-card.css";
import "./talk.css";

const ThreadView = lazy(async () => ({ default: (await import("~/posts/thread-view")).ThreadView }));

interface Props {
  /** As the document names it. */
  id: string;
  /** The comment that a link names. */
  focus?: string | null;
}

export function Talk({ id, focus }: Props) {
  const post = useQuery({
    queryKey: postKey(id),
    queryFn: ({ signal }) => body(api.GET("/v1/posts/{post}", { params: { path: { post: id } }, signal })),
  });
  if (post.data) return <Said post={post.data} focus={focus} />;
  return post.isError ? (
    <Trouble error={post.error} again={() => void post.refetch()} />
  ) : (
    <Skeleton card={false} />
  );
}

function Said({ post, focus }: { post: Post; focus: string | null | undefined }) {
  const { t } = useTranslation("posts");
  const watched = useWatched(post.id);
  const [talk, setTalk] = useState<Turned>({ open: true, writing: false, replyTo: null, asked: 0 });
  const turn = (to: Partial<Turned>) => setTalk((now) => ({ ...now, ...to, asked: now.asked + 1 }));
  const reactions = { target: { post: post.id }, reactions: post.reactions };
  const waits = <Skeleton card={false} />;
  return (
    <section ref={watched} className="file-talk" data-post={post.id} aria-labelledby={`talk-${post.id}`}>
      <div className="row">
        <h2 id={`talk-${post.id}`} className="file-talk-title grow">
          {t("comments")}
          {post.comments > 0 && <span className="quiet numbers"> {number(post.comments)}</span>}
        </h2>
        <div className="post-bar">
          <Reactions {...reactions} />
          <AddReaction {...reactions} />
        </div>
      </div>
      <Suspense fallback={waits}>
        <ThreadView post={post} talk={talk} turn={turn} latest={waits} whole focus={focus} />
      </Suspense>
    </section>
  );
}
