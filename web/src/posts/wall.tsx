import { Pin } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { all } from "~/core/lists";
import { number } from "~/core/time";
import { Icon } from "~/ui/icon";
import { More } from "~/ui/more";
import { Skeletons, Trouble } from "~/ui/states";
import type { Post } from "./cache";
import { Compose } from "./compose";
import { Letters } from "./letters";
import { PostCard } from "./post-card";
import "./wall.css";
import { useLiveWall, usePinned, useWall } from "./walls";

interface Props {
  home: Post["home"];
  label: string;
  /** Whether I may write here. */
  writes: boolean;
  /** What stands here while there is nothing. */
  empty: ReactNode;
  /** Told the newest post that was shown. */
  onSeen?: (newest: string) => void;
}

/** The posts of a group or a person, what is pinned first. */
export function Wall({ home, label, writes, empty, onSeen }: Props) {
  const { t } = useTranslation("posts");
  const wall = useWall(home);
  const pins = usePinned(home);
  const arrived = useLiveWall(home);
  const posts = all(wall.data).filter((post) => !post.deleted);
  const newest = posts[0]?.id;
  useEffect(() => {
    if (newest) onSeen?.(newest);
  }, [newest, onSeen]);
  return (
    <>
      {writes && <Compose home={home} />}
      {writes && <Letters home={home} />}
      <p className="unseen" role="status">
        {arrived > 0 && t("arrived", { count: arrived, shown: number(arrived) })}
      </p>
      {wall.isPending && <Skeletons />}
      {wall.isError && !wall.data && <Trouble error={wall.error} again={() => void wall.refetch()} />}
      <Posts label={label} pinned={pinnedOf(all(pins.data), posts)} posts={posts} />
      {wall.data && posts.length === 0 && !wall.hasNextPage && empty}
      <More query={wall} />
    </>
  );
}

function Posts({ label, pinned, posts }: { label: string; pinned: Post[]; posts: Post[] }) {
  const { t } = useTranslation("posts");
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
            <PostCard key={post.id} post={post} atHome />
          ))}
        </section>
      )}
      <section className="stack" aria-label={label}>
        {posts.map((post) => above.has(post.id) || <PostCard key={post.id} post={post} atHome />)}
      </section>
    </>
  );
}

/** As the list of pins was read, and as posts were pinned since, newest first. */
function pinnedOf(pins: Post[], posts: Post[]): Post[] {
  const found = new Map([...pins, ...posts].map((post) => [post.id, post]));
  return [...found.values()]
    .filter((post) => post.pinned && !post.deleted)
    .sort((a, b) => (a.id < b.id ? 1 : -1));
}
