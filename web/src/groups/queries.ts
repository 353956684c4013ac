import { type InfiniteData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, body, type Schemas } from "~/core/api/client";
import { queries } from "~/core/query";

export type Group = Schemas["Group"];
export type Visibility = Group["visibility"];
export type GroupRole = NonNullable<Group["my_role"]>;
export type Member = Schemas["Member"];
export type Asking = Schemas["Asking"];
export type Invitation = Schemas["InvitedTo"];
export interface Page<T> {
  items: T[];
  next?: string | null;
}

export const groupKey = (id: string) => ["group", id];
export const mineKey = ["groups", "mine"];
export const invitationsKey = ["groups", "invitations"];
export const membersKey = (id: string) => ["members", id];
export const requestsKey = (id: string) => ["requests", id];
export const invitedKey = (id: string) => ["invited", id];

const MINE = 20; // those that the navigation shows, and a few more

export const all = <T>(data: InfiniteData<Page<T>> | undefined): T[] =>
  data?.pages.flatMap((page) => page.items) ?? [];

/** A list that comes page by page. */
function paged<T>(key: unknown[], read: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>) {
  return {
    queryKey: key,
    queryFn: ({ pageParam, signal }: { pageParam: string | undefined; signal: AbortSignal }) =>
      read(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page<T>) => page.next ?? undefined,
  };
}

export const cursorOf = (cursor: string | undefined) => (cursor ? { cursor } : {});

/** The first of the groups one is in, by name. */
export function useMyGroups() {
  return useQuery({
    queryKey: mineKey,
    queryFn: ({ signal }) =>
      body(api.GET("/v1/groups", { params: { query: { mine: true, limit: MINE } }, signal })),
  });
}

export function useGroups(mine: boolean, q: string) {
  return useInfiniteQuery(
    paged<Group>(["groups", "list", mine, q], (cursor, signal) =>
      body(api.GET("/v1/groups", { params: { query: { mine, q, ...cursorOf(cursor) } }, signal })),
    ),
  );
}

export function useGroup(id: string) {
  return useQuery({
    queryKey: groupKey(id),
    queryFn: ({ signal }) =>
      body(api.GET("/v1/groups/{group}", { params: { path: { group: id } }, signal })),
  });
}

export function useMyInvitations() {
  return useInfiniteQuery(
    paged<Invitation>(invitationsKey, (cursor, signal) =>
      body(api.GET("/v1/me/group-invitations", { params: { query: cursorOf(cursor) }, signal })),
    ),
  );
}

export function useMembers(group: string) {
  return useInfiniteQuery(
    paged<Member>(membersKey(group), (cursor, signal) =>
      body(
        api.GET("/v1/groups/{group}/members", {
          params: { path: { group }, query: { limit: 50, ...cursorOf(cursor) } },
          signal,
        }),
      ),
    ),
  );
}

export function useRequests(group: string, enabled = true) {
  return useInfiniteQuery({
    ...paged<Asking>(requestsKey(group), (cursor, signal) =>
      body(
        api.GET("/v1/groups/{group}/requests", {
          params: { path: { group }, query: cursorOf(cursor) },
          signal,
        }),
      ),
    ),
    enabled,
  });
}

export function useInvited(group: string) {
  return useInfiniteQuery(
    paged<Asking>(invitedKey(group), (cursor, signal) =>
      body(
        api.GET("/v1/groups/{group}/invitations", {
          params: { path: { group }, query: cursorOf(cursor) },
          signal,
        }),
      ),
    ),
  );
}

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

/** What is kept under these keys now; the result puts it back. */
export function keep(...keys: (readonly unknown[])[]): () => void {
  const before = keys.flatMap((queryKey) => queries.getQueriesData({ queryKey }));
  return () => {
    for (const [key, data] of before) queries.setQueryData(key, data);
  };
}
