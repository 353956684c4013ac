import { type InfiniteData, useInfiniteQuery } from "@tanstack/react-query";
import { api, body } from "~/core/api/client";
import { queries } from "~/core/query";
import { type Entry, type FeedPage, type Post, postKey, wallKey } from "~/posts/cache";

export interface Filters {
  group?: string | undefined;
  kind?: Post["kind"] | undefined;
}

type Feed = InfiniteData<FeedPage>;

const PAGE = 20;

export const feedKey = (filters: Filters = {}) => ["feed", filters.group ?? "", filters.kind ?? ""];

export function useFeed(filters: Filters) {
  return useInfiniteQuery({
    queryKey: feedKey(filters),
    queryFn: ({ pageParam, signal }) => readFeed(filters, pageParam, signal),
    initialPageParam: "",
    getNextPageParam: (page: FeedPage) => page.next,
    staleTime: Number.POSITIVE_INFINITY, // fetchNew keeps it: reading all its pages again is never needed
  });
}

export async function readFeed(filters: Filters, cursor = "", signal?: AbortSignal): Promise<FeedPage> {
  const query = { limit: PAGE, ...filters, ...(cursor && { cursor }) };
  const page = await body(
    api.GET("/v1/feed", { params: { query: query as { limit: number } }, ...(signal && { signal }) }),
  );
  return cursor ? page : withMine(page, filters);
}

/** Puts what is new at the top of the feed that is kept, each post once. How many were new. */
export async function fetchNew(filters: Filters = {}): Promise<number> {
  const newest = await readFeed(filters);
  const key = feedKey(filters);
  // A page that is on its way would be put to the list as it was before this.
  await queries.cancelQueries({ queryKey: key, exact: true });
  const kept = queries.getQueryData<Feed>(key);
  const known = new Set(kept?.pages.flatMap((page) => page.items.map((entry) => entry.post.id)));
  queries.setQueryData<Feed>(key, merged(kept, newest));
  return newest.items.filter((entry) => !known.has(entry.post.id)).length;
}

/** The feed that is kept, with the newest page as the server has it now. */
export function merged(kept: Feed | undefined, newest: FeedPage): Feed {
  const given = new Set(newest.items.map((entry) => entry.post.id));
  const before = kept?.pages.flatMap((page) => page.items) ?? [];
  const isJoined = before.some((entry) => given.has(entry.post.id));
  // A gap: what lies between is not known, so the list begins anew. As it does where the newest page is all.
  if (!kept || !isJoined || newest.next === null) return { pages: [newest], pageParams: [""] };
  const end = newest.items.at(-1)?.post.id ?? "";
  const wasNew = new Map(before.map((entry) => [entry.post.id, entry.new]));
  const items = newest.items.map((entry) => ({ ...entry, new: wasNew.get(entry.post.id) ?? entry.new }));
  const [first, ...rest] = kept.pages.map((page) => ({
    ...page,
    // What the server did not give again, in the stretch that it gave, is gone.
    items: page.items.filter((entry) => entry.post.id < end),
  }));
  if (!first) return { pages: [newest], pageParams: [""] };
  return {
    ...kept,
    pages: [{ ...first, items: [...items, ...first.items], unseen: newest.unseen }, ...rest],
  };
}

const ON_ITS_WAY = 10_000; // ms in which a post that is published may not have reached its author's feed
let mine: { id: string; at: number }[] = [];

/** What I have just published, where it will stand. */
export function putOnTop(post: Post): void {
  mine = [...mine, { id: post.id, at: Date.now() }];
  queries.setQueryData<Post>(postKey(post.id), post);
  const entry = entryOf(post);
  const { id, kind } = post.home;
  for (const group of ["", kind === "group" ? id : "-"]) {
    for (const one of ["", post.kind]) putFirst<Entry>(["feed", group, one], entry, (other) => other.post.id);
  }
  putFirst<Post>(wallKey(post.home), post, (other) => other.id);
}

const entryOf = (post: Post): Entry => ({ reason: "own", new: false, post });

/** A page that was asked for before they reached the feed does not take my own posts away. */
export function withMine(page: FeedPage, { group, kind }: Filters): FeedPage {
  mine = mine.filter(({ at }) => Date.now() - at < ON_ITS_WAY);
  const given = new Set(page.items.map((entry) => entry.post.id));
  const missing = mine
    .map(({ id }) => queries.getQueryData<Post>(postKey(id)))
    .filter((post): post is Post => post !== undefined && !post.deleted && !given.has(post.id))
    .filter((post) => !group || (post.home.kind === "group" && post.home.id === group))
    .filter((post) => !kind || post.kind === kind);
  return missing.length ? { ...page, items: [...missing.reverse().map(entryOf), ...page.items] } : page;
}

function putFirst<T>(key: string[], item: T, idOf: (item: T) => string): void {
  queries.setQueryData<InfiniteData<{ items: T[] }>>(key, (data) => {
    const [first, ...rest] = data?.pages ?? [];
    if (!data || !first || data.pages.some((page) => page.items.some((one) => idOf(one) === idOf(item))))
      return data;
    return { ...data, pages: [{ ...first, items: [item, ...first.items] }, ...rest] };
  });
}

/** Of the whole feed: what is new, as far as it is kept. */
export function changeFeed(change: (data: Feed) => Feed): void {
  queries.setQueryData<Feed>(feedKey(), (data) => data && change(data));
}
