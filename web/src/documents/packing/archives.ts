/** The archives that this tab makes, one at a time. A module of its own, so that screens come and go. */
import { useSyncExternalStore } from "react";
import { Problem } from "~/core/problems";
import { session } from "~/core/session";
import type { Document } from "../model";
import { gather, TooMuch } from "./gather";

export type State =
  | { is: "waiting" }
  | { is: "looking" } // what it is to hold
  | { is: "packing"; part: number } // from 0 to 1
  | { is: "refused"; why: Error }
  | { is: "done"; missing: string[] };

export interface Archive {
  key: number;
  name: string;
  state: State;
}

interface Job extends Archive {
  of: Document[];
  way: AbortController;
}

let jobs: Job[] = [];
let shown: Archive[] = [];
let numbers = 0;
const listeners = new Set<() => void>();

export const useArchives = () => useSyncExternalStore(subscribe, () => shown);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const isBeingMade = ({ state }: Archive): boolean =>
  ["waiting", "looking", "packing"].includes(state.is);

/** Of files and folders, to be saved on this device under this name. */
export function makeArchive(name: string, of: Document[]): void {
  numbers += 1;
  jobs = [...jobs, { key: numbers, name, of, state: { is: "waiting" }, way: new AbortController() }];
  pump();
}

export function makeAgain(key: number): void {
  const job = jobs.find((one) => one.key === key);
  if (job) set(job, { is: "waiting" });
  pump();
}

/** Stops it, or takes what is over out of the tray. */
export function dropArchive(key: number): void {
  jobs.find((one) => one.key === key)?.way.abort();
  jobs = jobs.filter((one) => one.key !== key);
  pump();
}

/** What is over leaves the tray. */
export function tidyArchives(): void {
  jobs = jobs.filter(isBeingMade);
  tell();
}

function pump(): void {
  const next = jobs.find(({ state }) => state.is === "waiting");
  const isBusy = jobs.some(({ state }) => state.is === "looking" || state.is === "packing");
  if (next && !isBusy) void make(next);
  tell();
}

async function make(job: Job): Promise<void> {
  const { signal } = job.way;
  set(job, { is: "looking" });
  try {
    const found = await gather(job.of, signal);
    const { missing, bytes } = found;
    set(job, { is: "packing", part: 0 });
    const { pack } = await import("./pack");
    const onBytes = (there: number) => set(job, { is: "packing", part: bytes ? there / bytes : 1 });
    const made = await pack(found, { signal, onBytes, onMissing: (path) => missing.push(path) });
    signal.throwIfAborted();
    save(made, job.name);
    set(job, { is: "done", missing });
  } catch (error) {
    if (!signal.aborted) set(job, { is: "refused", why: known(error) });
  }
  pump();
}

const known = (error: unknown): Error =>
  error instanceof Problem || error instanceof TooMuch ? error : new Problem(500);

const LINGERS = 60_000; // ms: until the browser has taken it over

function save(made: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(made);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), LINGERS);
}

function set(job: Job, state: State): void {
  job.state = state;
  tell();
}

function tell(): void {
  shown = jobs.map(({ key, name, state }) => ({ key, name, state }));
  for (const listener of listeners) listener();
}

addEventListener("beforeunload", (event) => {
  if (jobs.some(isBeingMade)) event.preventDefault();
});
session.onEnd(() => {
  for (const job of jobs) job.way.abort();
  jobs = [];
  tell();
});
