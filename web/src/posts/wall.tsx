import { Pin } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { all } from "~/core/lists";
import { Icon } from "~/ui/icon";
import { More } from "~/ui/more";
import { Skeletons, Trouble } from "~/ui/states";
import type { Post } from "./cache";
import { PostCard } from "./post-card";
import "./wall.css";
import { useLiveWall, usePinned, useWall } from "./walls";

interface Props {
  home: Pick<Post["home"], "kind" | "id">;
  label: string;
  /** What stands here while there is nothing. */
  empty: ReactNode;
  /** Told the newest post that was shown. */
  onSeen?: (newest: string) => void;
}

/** The posts of a group or a person, what is pinned first. */
export function Wall({ home, label, empty, onSeen }: Props) {
  const { t } = useTranslation("posts");
  const wall = useWall(home);
  const pins = usePinned(home);
  useLiveWall(home);
  const posts = all(wall.data).filter((post) => !post.deleted);
  const newest = posts[0]?.id;
  useEffect(() => {
    if (newest) onSeen?.(newest);
  }, [newest, onSeen]);
  if (wall.isPending) return <Skeletons />;
  if (wall.isError && !wall.data) return <Trouble error={wall.error} again={() => void wall.refetch()} />;
  const pinned = pinnedOf(all(pins.data), posts);
  const above = new Set(pinned.map((post) => post.id));
  return (
    <>
      {pinned.length > 0 && (
        <section className="stack" aria-labelledby="wall-pinned">
          <h2 id="wall-pinned" className="wall-pinned row quiet">
            <Icon of={Pin} size={16} />
            {t("pinned")}
          </h2>
          {pinned.map((post) => (
            <PostCard key={post.id} post={post} />
          ))}
        </section>
      )}
      {posts.length === 0 && !wall.hasNextPage && empty}
      <div className="stack" role="feed" aria-busy={wall.isFetching} aria-label={label}>
        {posts.map((post) => above.has(post.id) || <PostCard key={post.id} post={post} />)}
      </div>
      <More query={wall} />
    </>
  );
}

/** As the list of pins was read, and as posts were pinned since, newest first. */
function pinnedOf(pins: Post[], posts: Post[]): Post[] {
  const found = new Map([...pins, ...posts].map((post) => [post.id, post]));
  return [...found.values()].filter((post) => post.pinned && !post.deleted).sort((a, b) => (a.id < b.id ? 1 : -1));
}
