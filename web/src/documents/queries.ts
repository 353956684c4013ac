import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, body } from "~/core/api/client";
import { paged } from "~/core/lists";
import { queries } from "~/core/query";
import type { Document, FileVersion, Sorted, Where } from "./model";

export const entriesKey = (where: Where) => ["files", "entries", where.space, where.folder ?? ""];
export const binKey = (space: string) => ["files", "bin", space];
export const versionsKey = (id: string) => ["files", "versions", id];
const storageKey = ["files", "storage"];
export const fileKey = (id: string) => ["files", "one", id];

// Of the folder on the screen others' changes are told (./browsing); all else is asked for anew as one comes back.
const FRESH = { staleTime: 5000, refetchOnWindowFocus: true } as const;

export function useSpace(space: string) {
  return useQuery({
    queryKey: ["files", "space", space],
    queryFn: ({ signal }) => body(api.GET("/v1/spaces/{space}", { params: { path: { space } }, signal })),
  });
}

/** A document or a folder, with the folders above it; not asked for without an id. */
export function useFile(id: string | null) {
  return useQuery({
    queryKey: fileKey(id ?? ""),
    queryFn: ({ signal }) =>
      body(api.GET("/v1/documents/{document}", { params: { path: { document: id ?? "" } }, signal })),
    enabled: id !== null,
    ...FRESH,
  });
}

export function useEntries(where: Where, { sort, order }: Sorted) {
  const place = where.folder ? { folder: where.folder } : { space: where.space };
  return useInfiniteQuery({
    ...paged<Document>([...entriesKey(where), sort, order], (at, signal) =>
      body(
        api.GET("/v1/documents", { params: { query: { ...place, sort, order, limit: 50, ...at } }, signal }),
      ),
    ),
    ...FRESH,
  });
}

export function useBin(space: string) {
  return useInfiniteQuery({
    ...paged<Document>(binKey(space), (at, signal) =>
      body(api.GET("/v1/bin", { params: { query: { space, limit: 50, ...at } }, signal })),
    ),
    ...FRESH,
  });
}

export function useVersions(document: string) {
  return useInfiniteQuery({
    ...paged<FileVersion>(versionsKey(document), (at, signal) =>
      body(
        api.GET("/v1/documents/{document}/versions", { params: { path: { document }, query: at }, signal }),
      ),
    ),
    ...FRESH,
  });
}

export function useStorage() {
  return useQuery({
    queryKey: storageKey,
    queryFn: ({ signal }) => body(api.GET("/v1/me/storage", { signal })),
    ...FRESH,
  });
}

/** What lies somewhere is another now, and so is how much is stored. */
export function changedIn(where: Where, document?: string): void {
  void queries.invalidateQueries({ queryKey: entriesKey(where) });
  void queries.invalidateQueries({ queryKey: storageKey });
  if (!document) return;
  void queries.invalidateQueries({ queryKey: fileKey(document) });
  void queries.invalidateQueries({ queryKey: versionsKey(document) });
}

export function changedInBin(space: string): void {
  void queries.invalidateQueries({ queryKey: binKey(space) });
}
