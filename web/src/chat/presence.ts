/** Who is there: said now and then, in the frame that asks for the people on the screen. Each frame and its answer are billed. */
import { useEffect, useSyncExternalStore } from "react";
import type { Schemas } from "~/core/api/client";
import { live } from "~/core/live";

export type Status = "online" | "away" | "dnd" | "offline";
export type Chosen = Exclude<Status, "offline">;

const MINUTE = 60_000;
const OFTEN = 4 * MINUTE; // while somebody looks
const SELDOM = 9 * MINUTE; // while nobody looks: the server waits eleven
const AWAY = 5 * MINUTE; // hidden for so long
const PAUSE = 500; // ms: a list that is scrolled asks once
const OLD = 15_000; // ms: what is known longer is asked anew where it is shown anew
const MOST = 50;
const KEPT = "atrium.status";

const listeners = new Set<() => void>();
const shown = new Map<string, number>(); // people on the screen, by how many places show them
let known = new Map<string, Status>();
let timer: number | undefined;
let soon: number | undefined;
let askedAt = 0;
let said: Chosen | undefined;
let saidAt = 0;
let hiddenSince = 0;

export function startPresence(): () => void {
  const ends = [
    live.onOpen(beat),
    live.on("presence", ({ people }) => {
      known = new Map([
        ...known,
        ...(people as { person: string; status: Status }[]).map(
          ({ person, status }) => [person, status] as const,
        ),
      ]);
      tell();
    }),
    live.on("typing", ({ person }) => isThere(String(person))),
    live.on("message.new", ({ messages }) => {
      for (const { author } of messages as Schemas["Message"][]) isThere(author.id);
    }),
  ];
  document.addEventListener("visibilitychange", turned);
  return () => {
    for (const end of ends) end();
    clearTimeout(timer);
    clearTimeout(soon);
    document.removeEventListener("visibilitychange", turned);
    known = new Map();
    said = soon = undefined;
    saidAt = askedAt = 0;
  };
}

export function chosen(): Chosen {
  const kept = localStorage.getItem(KEPT);
  return kept === "away" || kept === "dnd" ? kept : "online";
}

export function choose(status: Chosen): void {
  localStorage.setItem(KEPT, status);
  beat();
  tell();
}

export const useChosen = () => useSyncExternalStore(subscribe, chosen);

/** What somebody is now, asked for as long as it is shown; undefined until it is known. */
export function usePresence(person: string | undefined): Status | undefined {
  useEffect(() => {
    if (!person) return undefined;
    shown.set(person, (shown.get(person) ?? 0) + 1);
    if (!known.has(person) || Date.now() - askedAt > OLD) soon ??= window.setTimeout(beat, PAUSE);
    return () => {
      const left = (shown.get(person) ?? 1) - 1;
      if (left) shown.set(person, left);
      else shown.delete(person);
    };
  }, [person]);
  return useSyncExternalStore(subscribe, () => (person ? known.get(person) : undefined));
}

/** Who writes is not offline, whatever was said a minute ago. */
function isThere(person: string): void {
  if (known.get(person) !== "offline") return;
  known.set(person, "online");
  tell();
}

function beat(): void {
  clearTimeout(soon);
  soon = undefined;
  const status = own();
  const people = isHidden() ? [] : [...shown.keys()].slice(0, MOST); // nobody sees them
  if (live.beat({ type: "presence", status, people })) {
    said = status;
    saidAt = Date.now();
    if (!isHidden()) askedAt = saidAt;
  }
  next(isHidden() ? SELDOM : OFTEN);
}

function next(wait: number): void {
  clearTimeout(timer);
  timer = window.setTimeout(beat, wait);
}

/** Who looks away for a moment is not away; who comes back asks again only where that is not what was said, or old. */
function turned(): void {
  const now = Date.now();
  if (isHidden()) {
    hiddenSince = now;
    next(Math.min(AWAY, Math.max(0, saidAt + SELDOM - now)));
  } else if (said !== own() || now - askedAt >= OFTEN) beat();
  else next(askedAt + OFTEN - now);
}

function own(): Chosen {
  const mine = chosen();
  return mine === "online" && isHidden() && Date.now() - hiddenSince >= AWAY ? "away" : mine;
}

const isHidden = (): boolean => document.visibilityState === "hidden";

function tell(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
