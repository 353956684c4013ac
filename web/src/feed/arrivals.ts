/** Posts that arrive while the app is open: shown at once to who reads the top, counted for all others. */
import { useSyncExternalStore } from "react";
import { jittered, live } from "~/core/live";
import { outbox } from "~/core/outbox";
import { feedKey, fetchNew, type Filters, putOnTop, readFeed } from "./queries";
import { queries } from "~/core/query";
import type { InfiniteData } from "@tanstack/react-query";
import type { FeedPage } from "~/posts/cache";

const PAUSE = 1500; // ms: several posts are one request, and a thousand readers are not one moment
const RETURN = 4000; // ms: after a lost line there are more who come back
const MOST = 99;

/** What the shown feed says of itself; null while none is shown. */
export interface View {
  filters: Filters;
  isAtTop: () => boolean;
  said: (count: number) => void; // so many came in
}

let view: View | null = null;
let waiting: string[] = []; // ids of posts that are in none of the kept lists yet
let away = false; // something may have been missed
let timer: number | undefined;
const listeners = new Set<() => void>();

export const useWaiting = () => useSyncExternalStore(subscribe, () => waiting);

/** Those that belong to what is shown. Of a kind nothing is known before it is read. */
export const fitting = (ids: string[], { group }: Filters) =>
  group ? ids.filter((id) => id.endsWith(`g${group}`)) : ids;

export function startArrivals(): () => void {
  const ends = [
    live.on("feed.entry", ({ post, reason }) => {
      if (reason !== "own") arrive([String(post)]);
      soon(PAUSE);
    }),
    live.onReturn(() => {
      away = true;
      void outbox.flush();
      soon(RETURN);
    }),
    outbox.onSent(putOnTop),
  ];
  document.addEventListener("visibilitychange", looked);
  return () => {
    for (const end of ends) end();
    document.removeEventListener("visibilitychange", looked);
    clearTimeout(timer);
    timer = undefined;
    waiting = [];
    away = false;
  };
}

/** This feed is shown from now on; the result ends it. */
export function show(next: View): () => void {
  view = next;
  const state = queries.getQueryState(feedKey(next.filters));
  const isOld = state?.data && !state.isInvalidated && Date.now() - state.dataUpdatedAt > PAUSE;
  if (waiting.length || isOld) soon(0);
  return () => {
    if (view === next) view = null;
  };
}

/** The reader asked for it, or is where they see it. */
export async function takeIn(): Promise<void> {
  const shown = view;
  if (!shown) return;
  away = false;
  const taken = waiting;
  const count = await fetchNew(shown.filters);
  set(waiting.filter((id) => !(taken.includes(id) && fitting([id], shown.filters).length && !shown.filters.kind)));
  if (count) shown.said(count);
}
