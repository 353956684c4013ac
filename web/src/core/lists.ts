/** Lists that come page by page, and changes to what is kept of them. */
import type { InfiniteData } from "@tanstack/react-query";
import { queries } from "~/core/query";

export interface Page<T> {
  items: T[];
  next?: string | null;
}

/** For useInfiniteQuery: `read` asks for the page behind a cursor. */
export function paged<T>(
  queryKey: readonly unknown[],
  read: (at: { cursor?: string }, signal: AbortSignal) => Promise<Page<T>>,
) {
  return {
    queryKey,
    queryFn: ({ pageParam, signal }: { pageParam: string; signal: AbortSignal }) =>
      read(pageParam ? { cursor: pageParam } : {}, signal),
    initialPageParam: "",
    getNextPageParam: (page: Page<T>) => page.next,
  };
}

export const all = <T>(data: InfiniteData<Page<T>> | undefined): T[] =>
  data?.pages.flatMap((page) => page.items) ?? [];

/** Applies `change` to the items of every paged list whose key begins so; null takes one out. */
export function changeLists<T>(key: readonly unknown[], change: (item: T) => T | null): void {
  queries.setQueriesData<InfiniteData<Page<T>>>({ queryKey: key }, (data) =>
    data?.pages
      ? {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            items: page.items.flatMap((item) => change(item) ?? []),
          })),
        }
      : data,
  );
}

/** What is kept under keys that begin so; the result puts it back. */
export function keep(...keys: (readonly unknown[])[]): () => void {
  const before = keys.flatMap((queryKey) => queries.getQueriesData({ queryKey }));
  return () => {
    for (const [key, data] of before) queries.setQueryData(key, data);
  };
}
