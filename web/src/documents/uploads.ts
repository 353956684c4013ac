/** The files that this tab sends: two at once, the others wait. A module of its own, so that screens come and go. */
import { useSyncExternalStore } from "react";
import { live, waitBefore } from "~/core/live";
import { Problem } from "~/core/problems";
import { session } from "~/core/session";
import { judged } from "./judged";
import { announced, giveUpLeft, isOf } from "./left";
import type { Document, Where } from "./model";
import { changedIn } from "./queries";
import { type As, Sending } from "./sending";

export type State =
  | { is: "left"; upload: string; part: number } // by a page that is gone: its file is to be chosen again
  | { is: "waiting" }
  | { is: "sending"; part: number }
  | { is: "paused" } // without a line; goes on by itself
  | { is: "taken"; document: string } // the name: one chooses
  | { is: "refused"; why: "empty" | Error }
  | { is: "done"; document: Document; isConflict: boolean };

export interface Shown {
  key: number;
  name: string;
  where: Where;
  state: State;
  isBeside: boolean;
}

interface Job extends Shown {
  /** None where the file is not known any more. */
  sending: Sending | null;
  failures: number;
  way: AbortController | null;
}

export type Choice = "version" | "both" | "skip";

const AT_ONCE = 2;
const MOST_FAILURES = 5; // of a server that answers, one after the other
const OPEN = ["waiting", "sending", "paused"];

let jobs: Job[] = [];
let shown: Shown[] = [];
let numbers = 0;
const listeners = new Set<() => void>();

export const useUploads = () => useSyncExternalStore(subscribe, () => shown);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** It did not come; or it came, and was refused when it was looked into. */
export const isRefused = ({ state }: Shown): boolean =>
  state.is === "refused" || (state.is === "done" && state.document.state === "refused");

export const isOpen = ({ state }: Shown): boolean => OPEN.includes(state.is);

export const mayGoAgain = ({ state }: Shown): boolean => state.is === "refused" && state.why !== "empty";

/** How much of it is there, from 0 to 1; what is over is over. */
export const partOf = (one: Shown): number =>
  one.state.is === "sending" ? one.state.part : isOpen(one) ? 0 : 1;

const FIRST = ["taken", "left", "refused", "sending", "paused", "waiting", "done"];
const rank = (one: Shown): number => (isRefused(one) ? 2 : FIRST.indexOf(one.state.is));

/** What the tray shows: first where a choice is needed, then what goes wrong, what is on its way, what is over. */
export const inTray = (uploads: Shown[]): Shown[] =>
  uploads.filter(({ isBeside }) => !isBeside).sort((one, other) => rank(one) - rank(other));

interface How extends As {
  /** Beside what has the name already, and shown by whoever sends them, not by the tray. */
  isBeside?: boolean;
}

/** Their keys. */
export function send(files: File[], where: Where, how: How = {}): number[] {
  const fresh = files.map((file) => jobOf(file, where, how));
  jobs = [...jobs, ...fresh];
  pump();
  return fresh.map(({ key }) => key);
}

function jobOf(file: File, where: Where, { isBeside = false, ...as }: How): Job {
  const state: State = file.size ? { is: "waiting" } : { is: "refused", why: "empty" };
  const sending = new Sending(file, where, as);
  if (isBeside) sending.besides();
  numbers += 1;
  return { key: numbers, name: file.name, where, state, isBeside, sending, failures: 0, way: null };
}

/** Offers to go on with what pages that are gone have left. */
export async function takeUpLeft(): Promise<void> {
  for (const { upload, name, where, part } of await announced()) {
    if (jobs.some(({ state }) => state.is === "left" && state.upload === upload)) continue;
    numbers += 1;
    const state: State = { is: "left", upload, part };
    jobs = [
      ...jobs,
      { key: numbers, name, where, state, isBeside: false, sending: null, failures: 0, way: null },
    ];
  }
  tell();
}

/** Its file was chosen again; false where it is another one. */
export function goOnWith(key: number, file: File): boolean {
  const job = jobs.find((one) => one.key === key);
  if (job?.state.is !== "left") return true;
  const { upload } = job.state;
  if (!isOf(upload, file)) return false;
  job.sending = new Sending(file, job.where, {}, upload);
  wait(job);
  return true;
}

export function again(key: number): void {
  const job = jobs.find((one) => one.key === key);
  if (job) wait(job);
}

/** All that did not come, and may yet. */
export function againAll(): void {
  for (const job of inTray(jobs) as Job[]) if (mayGoAgain(job)) wait(job);
}

/** All that is on its way, or waits for it; what is there stays there. */
export function stopAll(): void {
  const open = (inTray(jobs) as Job[]).filter(isOpen);
  for (const job of open) end(job);
  jobs = jobs.filter((one) => !open.includes(one));
  pump();
}

/** Stops it, or takes what is over out of the tray. */
export function drop(key: number): void {
  const job = jobs.find((one) => one.key === key);
  if (!job) return;
  end(job);
  jobs = jobs.filter((one) => one !== job);
  pump();
}

function end(job: Job): void {
  job.way?.abort();
  if (job.state.is === "left") giveUpLeft(job.state.upload);
  else if (job.state.is !== "done") void job.sending?.giveUp();
}

/** What is over leaves the tray. */
export function tidy(): void {
  jobs = jobs.filter((one) => one.isBeside || !["done", "refused"].includes(one.state.is));
  tell();
}

/** Of a file whose name is taken; `all`: and of all others. */
export async function decide(key: number, choice: Choice, all = false): Promise<void> {
  const asked = jobs.filter((one) => one.state.is === "taken" && (all || one.key === key));
  for (const job of asked) {
    if (job.state.is !== "taken") continue;
    if (choice === "skip") drop(job.key);
    else {
      if (choice === "both") job.sending?.besides();
      else await job.sending?.replacing(job.state.document);
      wait(job);
    }
  }
}

function wait(job: Job): void {
  job.failures = 0;
  job.state = { is: "waiting" };
  pump();
}

function pump(): void {
  const going = jobs.filter((one) => one.way).length;
  const next = jobs.filter((one) => one.state.is === "waiting" && !one.way && one.sending);
  for (const job of next.slice(0, Math.max(0, AT_ONCE - going))) void run(job);
  tell();
}

async function run(job: Job): Promise<void> {
  const way = new AbortController();
  job.way = way;
  job.state = { is: "sending", part: 0 };
  tell();
  const onProgress = (part: number) => {
    job.state = { is: "sending", part };
    tell();
  };
  try {
    if (!job.sending) return;
    const sent = await job.sending.run({ signal: way.signal, onProgress });
    const { document } = sent;
    job.state = { is: "done", ...sent };
    changedIn(job.where, document.id);
    void tellJudged(job, document);
  } catch (error) {
    if (!way.signal.aborted) fail(job, error);
  }
  job.way = null;
  pump();
}

/** It is there, and yet may be refused: whoever moved on to another screen learns it from the tray. */
async function tellJudged(job: Job, document: Document): Promise<void> {
  const found = await judged(document, () => jobs.includes(job));
  if (!found || !jobs.includes(job) || job.state.is !== "done") return;
  job.state = { ...job.state, document: found };
  if (found.state === "refused") changedIn(job.where, document.id);
  tell();
}

function fail(job: Job, error: unknown): void {
  const problem = error instanceof Problem ? error : null;
  const taken = problem?.status === 409 ? problem.members.document : undefined;
  if (typeof taken === "string") job.state = { is: "taken", document: taken };
  else if (problem && passes(problem, job.failures)) {
    job.failures += 1;
    job.state = { is: "paused" };
    setTimeout(() => goOn(job), waitBefore(job.failures));
  } else {
    job.state = { is: "refused", why: error instanceof Error ? error : new Problem(500) };
    if (problem?.status === 404) changedIn(job.where, job.where.folder ?? undefined); // its folder is gone
  }
}

/** Whether it may go well the next time. */
function passes({ status }: Problem, failures: number): boolean {
  if (status === 0) return true;
  return (status >= 500 || status === 409 || status === 429) && failures < MOST_FAILURES;
}

function goOn(job: Job): void {
  if (job.state.is !== "paused" || !jobs.includes(job)) return;
  job.state = { is: "waiting" };
  pump();
}

function hurry(): void {
  for (const job of jobs) goOn(job);
}

function tell(): void {
  shown = jobs.map(({ key, name, where, state, isBeside }) => ({ key, name, where, state, isBeside }));
  for (const listener of listeners) listener();
}

addEventListener("online", hurry);
live.onReturn(hurry);
addEventListener("beforeunload", (event) => {
  if (jobs.some(isOpen)) event.preventDefault();
});
session.onEnd(() => {
  for (const job of jobs) job.way?.abort();
  jobs = [];
  tell();
});
