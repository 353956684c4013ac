/** Who types: told at most every eight seconds, over by itself. */
import { useSyncExternalStore } from "react";
import { live } from "~/core/live";

const PAUSE = 8000; // ms, as the server wants it
const NOBODY: string[] = [];
const listeners = new Set<() => void>();
const typing = new Map<string, Map<string, number>>(); // timers, by conversation and person
let shown = new Map<string, string[]>();
const told = new Map<string, number>();

export function startTyping(): () => void {
  const ends = [
    live.on("typing", ({ conversation, person, seconds }) =>
      begin(String(conversation), String(person), Number(seconds)),
    ),
    live.on("message.new", ({ conversation, messages }) => {
      for (const { author } of messages as { author: { id: string } }[])
        stop(String(conversation), author.id);
    }),
  ];
  return () => {
    for (const one of ends) one();
  };
}

export function tellTyping(conversation: string): void {
  if (Date.now() - (told.get(conversation) ?? 0) < PAUSE) return;
  if (live.send({ type: "typing", conversation, quiet: true })) told.set(conversation, Date.now());
}

/** It was sent: the next word is told at once. */
export const typed = (conversation: string) => told.delete(conversation);

function begin(conversation: string, person: string, seconds: number): void {
  const people = typing.get(conversation) ?? new Map<string, number>();
  clearTimeout(people.get(person));
  people.set(
    person,
    window.setTimeout(() => stop(conversation, person), seconds * 1000),
  );
  typing.set(conversation, people);
  tell();
}

function stop(conversation: string, person: string): void {
  const people = typing.get(conversation);
  if (!people?.has(person)) return;
  clearTimeout(people.get(person));
  people.delete(person);
  tell();
}

function tell(): void {
  shown = new Map([...typing].map(([id, people]) => [id, [...people.keys()]]));
  for (const listener of listeners) listener();
}

/** Ids of the people who type there now. */
export const useTyping = (conversation: string): string[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown.get(conversation) ?? NOBODY,
  );
