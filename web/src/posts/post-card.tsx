import { useTranslation } from "react-i18next";
import { ago, moment } from "~/core/time";
import { Avatar } from "~/ui/avatar";
import { Link } from "~/ui/link";
import type { Post } from "./cache";
import { Markdown } from "./markdown";
import "./post-card.css";

export function PostCard({ post }: { post: Post }) {
  const { t } = useTranslation("posts");
  const name = `post-${post.id}`;
  return (
    <article className="card post" aria-labelledby={name}>
      <header className="post-head">
        <Avatar name={post.author.name} id={post.author.id} />
        <div className="grow">
          <div className="post-who" id={name}>
            <Link to={`/people/${post.author.id}`} className="post-author">
              <bdi>{post.author.name}</bdi>
            </Link>
            {post.home.kind === "group" && post.home.name && (
              <>
                <span className="quiet" aria-hidden="true">
                  ›
                </span>
                <Link to={`/groups/${post.home.id}`} className="post-group">
                  <bdi>{post.home.name}</bdi>
                </Link>
              </>
            )}
          </div>
          <Link to={`/posts/${post.id}`} className="post-time quiet">
            <time dateTime={post.created_at} title={moment(post.created_at)}>
              {ago(post.created_at)}
            </time>
            {post.edited_at && ` · ${t("edited")}`}
          </Link>
        </div>
      </header>
      <Markdown text={post.body} />
    </article>
  );
}
