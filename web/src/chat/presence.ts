/** Who is there: said once a minute, in the frame that asks for the people on the screen. */
import { useEffect, useSyncExternalStore } from "react";
import type { Schemas } from "~/core/api/client";
import { live } from "~/core/live";

export type Status = "online" | "away" | "dnd" | "offline";
export type Chosen = Exclude<Status, "offline">;

const MINUTE = 60_000;
const PAUSE = 500; // ms: a list that is scrolled asks once
const OLD = 2000; // ms: what is known longer is asked anew where it is shown anew
const MOST = 50;
const KEPT = "atrium.status";

const listeners = new Set<() => void>();
const shown = new Map<string, number>(); // people on the screen, by how many places show them
let known = new Map<string, Status>();
let timer: number | undefined;
let soon: number | undefined;
let askedAt = 0;

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
  timer = window.setInterval(beat, MINUTE);
  document.addEventListener("visibilitychange", beat);
  return () => {
    for (const end of ends) end();
    clearInterval(timer);
    document.removeEventListener("visibilitychange", beat);
    known = new Map();
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
  askedAt = Date.now();
  const own = chosen();
  const status = own === "online" && document.visibilityState === "hidden" ? "away" : own;
  live.send({ type: "presence", status, people: [...shown.keys()].slice(0, MOST) });
}

function tell(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
