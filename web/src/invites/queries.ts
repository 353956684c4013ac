import { type InfiniteData, useInfiniteQuery } from "@tanstack/react-query";
import { api, body, type Schemas } from "~/core/api/client";
import { queries } from "~/core/query";

export type Invite = Schemas["Invite"];
type Pages = InfiniteData<{ items: Invite[]; next?: string | null }>;

const KEY = ["invites"];

/** Newest first: all for admins, one's own for others. */
export function useInvites() {
  return useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam, signal }) =>
      body(
        api.GET("/v1/invites", {
          params: { query: { limit: 50, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
}

export const refreshInvites = () => queries.invalidateQueries({ queryKey: KEY });

/** Changes one invitation in what is shown; the result undoes it. */
export function changeInvite(id: string, changed: Partial<Invite>): () => void {
  const before = queries.getQueryData<Pages>(KEY);
  queries.setQueryData<Pages>(
    KEY,
    before && {
      ...before,
      pages: before.pages.map((page) => ({
        ...page,
        items: page.items.map((one) => (one.id === id ? { ...one, ...changed } : one)),
      })),
    },
  );
  return () => queries.setQueryData(KEY, before);
}
