/** Files that are attached to what one is writing, by the place where its draft is kept. They live as long as the tab. */
import { useSyncExternalStore } from "react";
import { api } from "~/core/api/client";
import { drop, isOpen, type Shown, send, useUploads } from "../uploads";

/** A file that was chosen among those that are here already. */
export interface Chosen {
  id: string;
  name: string;
}

export const MOST = 10;

interface Draft {
  uploads: number[];
  chosen: Chosen[];
}

const EMPTY: Draft = { uploads: [], chosen: [] };
const drafts = new Map<string, Draft>();
const listeners = new Set<() => void>();

const draftOf = (place: string): Draft => drafts.get(place) ?? EMPTY;

function set(place: string, draft: Draft): void {
  drafts.set(place, draft);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** How many more there is room for. */
export const roomIn = (place: string): number => {
  const { uploads, chosen } = draftOf(place);
  return MOST - uploads.length - chosen.length;
};

/** Sends them, into the space of what this person attaches. */
export function attach(place: string, files: File[], user: string): void {
  const { uploads, chosen } = draftOf(place);
  const some = files.slice(0, roomIn(place));
  const keys = send(some, { space: `a${user}`, folder: null }, { isBeside: true });
  set(place, { uploads: [...uploads, ...keys], chosen });
}

export function choose(place: string, files: Chosen[]): void {
  const { uploads, chosen } = draftOf(place);
  const fresh = files.filter(({ id }) => !chosen.some((one) => one.id === id)).slice(0, roomIn(place));
  set(place, { uploads, chosen: [...chosen, ...fresh] });
}

export function unchoose(place: string, id: string): void {
  const { uploads, chosen } = draftOf(place);
  set(place, { uploads, chosen: chosen.filter((one) => one.id !== id) });
}

/** It is not wanted after all: what was sent goes into the bin. */
export function takeOut(place: string, { key, state }: Shown): void {
  const { uploads, chosen } = draftOf(place);
  drop(key);
  set(place, { uploads: uploads.filter((one) => one !== key), chosen });
  if (state.is !== "done") return;
  const path = { document: state.document.id };
  void api.DELETE("/v1/documents/{document}", { params: { path } }).catch(() => undefined);
}

/** They were sent with their words. */
export function forget(place: string): void {
  for (const key of draftOf(place).uploads) drop(key);
  set(place, EMPTY);
}

export function useAttaching(place: string) {
  const { uploads: keys, chosen } = useSyncExternalStore(subscribe, () => draftOf(place));
  const uploads = useUploads().filter(({ key }) => keys.includes(key));
  const sent = uploads.flatMap(({ state }) => (state.is === "done" ? [state.document.id] : []));
  return { uploads, chosen, ids: [...chosen.map(({ id }) => id), ...sent], isBusy: uploads.some(isOpen) };
}
