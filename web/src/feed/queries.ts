import { type InfiniteData, useInfiniteQuery } from "@tanstack/react-query";
import { api, body } from "~/core/api/client";
import { queries } from "~/core/query";
import type { FeedPage, Post } from "~/posts/cache";

export interface Filters {
  group?: string | undefined;
  kind?: Post["kind"] | undefined;
}

const PAGE = 20;

export const feedKey = (filters: Filters = {}) => ["feed", filters.group ?? "", filters.kind ?? ""];

export function useFeed(filters: Filters) {
  return useInfiniteQuery({
    queryKey: feedKey(filters),
    queryFn: ({ pageParam, signal }) => readFeed(filters, pageParam, signal),
    initialPageParam: "",
    getNextPageParam: (page: FeedPage) => page.next,
  });
}

export function readFeed(filters: Filters, cursor = "", signal?: AbortSignal): Promise<FeedPage> {
  const query = { limit: PAGE, ...filters, ...(cursor && { cursor }) };
  return body(
    api.GET("/v1/feed", { params: { query: query as { limit: number } }, ...(signal && { signal }) }),
  );
}

/** Puts what is new at the top of the feed that is kept, each post once. How many were new. */
export async function fetchNew(filters: Filters = {}): Promise<number> {
  const newest = await readFeed(filters);
  const key = feedKey(filters);
  const data = queries.getQueryData<InfiniteData<FeedPage>>(key);
  const known = new Set(data?.pages.flatMap((page) => page.items.map((entry) => entry.post.id)));
  const fresh = newest.items.filter((entry) => !known.has(entry.post.id));
  if (!data || fresh.length === newest.items.length) {
    // A gap: what lies between is not known, so the list begins anew.
    queries.setQueryData(key, { pages: [newest], pageParams: [""] });
    return fresh.length;
  }
  const [first, ...rest] = data.pages;
  if (first) {
    const seen = new Map(newest.items.map((entry) => [entry.post.id, entry]));
    const items = [...fresh, ...first.items.map((entry) => seen.get(entry.post.id) ?? entry)];
    queries.setQueryData(key, { ...data, pages: [{ ...first, items, unseen: newest.unseen }, ...rest] });
  }
  return fresh.length;
}
