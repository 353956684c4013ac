import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, body, type Schemas } from "~/core/api/client";
import { paged } from "~/core/lists";

export type Person = Schemas["Person"];
export type Me = Schemas["Me"];
export type Role = Person["role"];

/** What the directory is asked for. */
export interface Wanted {
  q: string;
  department: string;
  location: string;
  role: Role | "";
}

export const EVERYBODY: Wanted = { q: "", department: "", location: "", role: "" };

const FACETS = 20;

export const personKey = (id: string) => ["person", id];
export const meKey = ["me"];

export function usePeople({ q, department, location, role }: Wanted, enabled = true) {
  return useInfiniteQuery({
    ...paged<Person>(["people", "list", q, department, location, role], (at, signal) =>
      body(
        api.GET("/v1/people", {
          params: { query: { q, department, location, ...(role && { role }), ...at } },
          signal,
        }),
      ),
    ),
    enabled,
  });
}

/** Departments or places that people give, by the beginning of any of their words. */
export function useFacets(field: "department" | "location", q: string, enabled = true) {
  return useQuery({
    queryKey: ["facets", field, q],
    queryFn: ({ signal }) =>
      body(api.GET("/v1/people/facets", { params: { query: { field, q, limit: FACETS } }, signal })),
    enabled,
    placeholderData: (before) => before,
  });
}

export function usePerson(user: string) {
  return useQuery({
    queryKey: personKey(user),
    queryFn: ({ signal }) => body(api.GET("/v1/people/{user}", { params: { path: { user } }, signal })),
  });
}

export function useMyProfile() {
  return useQuery({ queryKey: meKey, queryFn: ({ signal }) => body(api.GET("/v1/me", { signal })) });
}

/** Who follows a person, or whom they follow. */
export function useTies(user: string, side: "followers" | "following") {
  const path = { user };
  return useInfiniteQuery(
    paged<Person>(["people", side, user], (query, signal) => {
      const asked = { params: { path, query }, signal };
      return side === "followers"
        ? body(api.GET("/v1/people/{user}/followers", asked))
        : body(api.GET("/v1/people/{user}/following", asked));
    }),
  );
}
