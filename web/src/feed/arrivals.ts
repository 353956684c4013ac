/** Posts that arrive while the app is open: shown at once to who reads the top of the feed, counted for all others. */
import type { InfiniteData } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { jittered, live } from "~/core/live";
import { messages, outbox } from "~/core/outbox";
import { queries } from "~/core/query";
import type { FeedPage } from "~/posts/cache";
import { type Filters, feedKey, fetchNew, putOnTop, readFeed } from "./queries";

const SECOND = 1000;
const PAUSE = 2 * SECOND; // several posts are one request, and a thousand readers are not one moment
const RETURN = 4 * SECOND; // after a lost line more of them come at once
const OLD = 30 * SECOND;
const LONG_UNSEEN = 300 * SECOND;
const MOST = 200;

/** The feed that is on the screen. */
export interface View {
  filters: Filters;
  isAtTop: () => boolean;
  onNew: (count: number) => void; // so many came in
}

interface Waiting {
  ids: string[]; // of posts that the whole feed does not have yet, as far as it is kept
  here: number; // how many of them the shown feed could take in
}

const NOTHING: Waiting = { ids: [], here: 0 };
const listeners = new Set<() => void>();
let waiting = NOTHING;
let read = 0; // how many of them the shown feed has looked for
let view: View | null = null;
let away = false; // something may have been missed
let timer: number | undefined;

export const useWaiting = () => useSyncExternalStore(subscribe, () => waiting);

export function startArrivals(): () => void {
  const ends = [
    live.on("feed.entry", ({ post, reason }) => {
      if (isKept(String(post))) return;
      if (reason !== "own") wait([String(post)]);
      soon(PAUSE);
    }),
    live.onReturn(() => {
      away = true;
      void outbox.flush();
      void messages.flush();
      soon(RETURN);
      setTimeout(readFailed, jittered(RETURN));
    }),
    live.onOpen(() => {
      if (age() < PAUSE) return; // the less lies between, the less was missed: one reading serves
      away = true;
      soon(RETURN);
    }),
    outbox.onSent(putOnTop),
  ];
  document.addEventListener("visibilitychange", looked);
  addEventListener("scrollend", looked);
  return () => {
    for (const end of ends) end();
    document.removeEventListener("visibilitychange", looked);
    removeEventListener("scrollend", looked);
    clearTimeout(timer);
    timer = undefined;
    away = false;
    set([]);
  };
}

/** This feed is shown from now on; the result ends it. */
export function show(next: View): () => void {
  view = next;
  read = 0;
  set(waiting.ids);
  if (waiting.ids.length || age() > OLD) soon(0);
  return () => {
    if (view === next) view = null;
  };
}

/** Into the shown feed, because the reader asks for it or sees its top. */
export async function takeIn(): Promise<void> {
  if (!view) return;
  const { filters, onNew } = view;
  const looked = waiting.ids.length;
  try {
    const count = await fetchNew(filters);
    away = false;
    if (view?.filters === filters) {
      read = looked;
      if (count) onNew(count);
    }
    set(filters.group || filters.kind ? waiting.ids : waiting.ids.slice(looked));
  } catch {
    away = true; // the line's return brings it
  }
}

async function look(): Promise<void> {
  timer = undefined;
  if (!view || document.visibilityState === "hidden") return;
  if (view.isAtTop()) return takeIn();
  if (!away) return;
  const { filters } = view;
  const newest = await readFeed(filters).catch(() => null);
  if (!newest) return;
  away = false;
  wait(
    newest.items
      .filter((entry) => entry.reason !== "own" && !isKept(entry.post.id))
      .map((one) => one.post.id),
  );
}

function looked(): void {
  if (away || waiting.here || (view && age() > LONG_UNSEEN)) soon(0);
}

function soon(longest: number): void {
  timer ??= window.setTimeout(() => void look(), jittered(longest));
}

/** What could not be read without a connection, and is on the screen. */
function readFailed(): void {
  void queries.refetchQueries({
    type: "active",
    predicate: (query) => query.state.status === "error" && query.queryKey[0] !== "feed",
  });
}

function isKept(post: string): boolean {
  return [feedKey(), feedKey(view?.filters)].some((key) =>
    queries
      .getQueryData<InfiniteData<FeedPage>>(key)
      ?.pages.some((page) => page.items.some((entry) => entry.post.id === post)),
  );
}

/** Milliseconds since the shown feed was read; 0 where it is being read anyway. */
function age(): number {
  const state = queries.getQueryState(feedKey(view?.filters));
  return state?.data && !state.isInvalidated ? Date.now() - state.dataUpdatedAt : 0;
}

function wait(ids: string[]): void {
  set([...new Set([...waiting.ids, ...ids])].slice(-MOST));
}

function set(ids: string[]): void {
  const { group, kind } = view?.filters ?? {};
  if (!group && !kind) read = 0;
  const fitting = ids.slice(read).filter((id) => !group || id.endsWith(`g${group}`));
  waiting = { ids, here: fitting.length };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
