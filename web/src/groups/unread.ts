/** Groups in which the kept feed knows of something new that was not seen on their walls yet. */
import type { InfiniteData } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { queries } from "~/core/query";
import type { FeedPage } from "~/posts/cache";

const seen = new Map<string, string>(); // the newest post that a group's wall has shown; ids are in order of time
const listeners = new Set<() => void>();

export function sawWall(group: string, newest: string): void {
  if (newest <= (seen.get(group) ?? "")) return;
  seen.set(group, newest);
  for (const listener of listeners) listener();
}

export const useNewIn = (): ReadonlySet<string> => useSyncExternalStore(subscribe, newIn, newIn);

let known: ReadonlySet<string> = new Set();

function newIn(): ReadonlySet<string> {
  const feeds = queries.getQueriesData<InfiniteData<FeedPage>>({ queryKey: ["feed"] });
  const found = new Set<string>();
  for (const [, feed] of feeds) {
    for (const { new: isNew, post } of feed?.pages.flatMap((page) => page.items) ?? []) {
      const { kind, id } = post.home;
      if (isNew && kind === "group" && post.id > (seen.get(id) ?? "")) found.add(id);
    }
  }
  // The same set while it says the same, so that nothing is drawn again.
  if (found.size !== known.size || [...found].some((id) => !known.has(id))) known = found;
  return known;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  const end = queries.getQueryCache().subscribe(({ type, query }) => {
    if (type === "updated" && query.queryKey[0] === "feed") listener();
  });
  return () => {
    listeners.delete(listener);
    end();
  };
}
