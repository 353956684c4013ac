import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, body, type Schemas } from "~/core/api/client";
import { paged } from "~/core/lists";

export type Group = Schemas["Group"];
export type Visibility = Group["visibility"];
export type GroupRole = NonNullable<Group["my_role"]>;
export type Member = Schemas["Member"];
export type Asking = Schemas["Asking"];
export type Invitation = Schemas["InvitedTo"];

export const groupKey = (id: string) => ["group", id];
export const mineKey = ["groups", "mine"];
export const invitationsKey = ["groups", "invitations"];
export const membersKey = (id: string) => ["members", id];
export const requestsKey = (id: string) => ["requests", id];
export const invitedKey = (id: string) => ["invited", id];

const MINE = 20; // those that the navigation shows, and a few more

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
    paged<Group>(["groups", "list", mine, q], (at, signal) =>
      body(api.GET("/v1/groups", { params: { query: { mine, q, ...at } }, signal })),
    ),
  );
}

export function useGroup(group: string) {
  return useQuery({
    queryKey: groupKey(group),
    queryFn: ({ signal }) => body(api.GET("/v1/groups/{group}", { params: { path: { group } }, signal })),
  });
}

export function useMyInvitations() {
  return useInfiniteQuery(
    paged<Invitation>(invitationsKey, (at, signal) =>
      body(api.GET("/v1/me/group-invitations", { params: { query: at }, signal })),
    ),
  );
}

export function useMembers(group: string) {
  return useInfiniteQuery(
    paged<Member>(membersKey(group), (at, signal) =>
      body(
        api.GET("/v1/groups/{group}/members", {
          params: { path: { group }, query: { limit: 50, ...at } },
          signal,
        }),
      ),
    ),
  );
}

export function useRequests(group: string, enabled = true) {
  return useInfiniteQuery({
    ...paged<Asking>(requestsKey(group), (at, signal) =>
      body(api.GET("/v1/groups/{group}/requests", { params: { path: { group }, query: at }, signal })),
    ),
    enabled,
  });
}

export function useInvited(group: string) {
  return useInfiniteQuery(
    paged<Asking>(invitedKey(group), (at, signal) =>
      body(api.GET("/v1/groups/{group}/invitations", { params: { path: { group }, query: at }, signal })),
    ),
  );
}
