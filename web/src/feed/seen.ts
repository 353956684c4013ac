/** How far I have read: told to the server once the top was looked at. */
import type { InfiniteData } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { api } from "~/core/api/client";
import { queries } from "~/core/query";
import { session } from "~/core/session";
import { sawWall } from "~/groups/unread";
import type { Entry, FeedPage } from "~/posts/cache";
import { onScreen } from "~/posts/on-screen";
import { useWaiting } from "./arrivals";
import { changeFeed, feedKey } from "./queries";

const A_LOOK = 1500; // ms

let marked = "";

/** `top` is the newest entry of the whole feed, while it is on the screen. */
export function useSeen(top: string | undefined, isNew: boolean): void {
  useEffect(() => {
    if (!top || !isNew || top <= marked) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (document.visibilityState === "visible" && scrollY < innerHeight)
        timer = setTimeout(mark, A_LOOK, top);
    };
    look();
    addEventListener("scrollend", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      removeEventListener("scrollend", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, [top, isNew]);
  useEffect(() => forgetNew, []);
}

/** What was looked at here is no longer new in its group. */
export function useRead(entries: Entry[]): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = () => {
      if (document.visibilityState === "hidden") return;
      const shown = new Set(onScreen());
      for (const { new: isNew, post } of entries) {
        if (isNew && shown.has(post.id) && post.home.kind === "group") sawWall(post.home.id, post.id);
      }
    };
    const look = () => {
      clearTimeout(timer);
      timer = setTimeout(read, A_LOOK);
    };
    look();
    addEventListener("scrollend", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      removeEventListener("scrollend", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, [entries]);
}

async function mark(top: string): Promise<void> {
  if (top <= marked) return;
  const before = marked;
  marked = top;
  changeFeed((data) => ({ ...data, pages: data.pages.map((page) => ({ ...page, unseen: 0 })) }));
  await api.PUT("/v1/feed/seen", { body: { entry: top } }).catch(() => {
    marked = before; // the next look tells it
  });
}

session.onEnd(() => {
  marked = "";
});

/** On leaving: what was looked at is not new when one comes back. */
function forgetNew(): void {
  changeFeed((data) => ({
    ...data,
    pages: data.pages.map((page) => ({
      ...page,
      items: page.items.map((entry) =>
        entry.new && entry.post.id <= marked ? { ...entry, new: false } : entry,
      ),
    })),
  }));
}

/** How much is new, from what is known anyway. */
export const useUnseen = (): number => useSyncExternalStore(subscribe, kept) + useWaiting().ids.length;

const kept = () => queries.getQueryData<InfiniteData<FeedPage>>(feedKey())?.pages[0]?.unseen ?? 0;

const subscribe = (listener: () => void) =>
  queries.getQueryCache().subscribe(({ query }) => query.queryKey[0] === "feed" && listener());
