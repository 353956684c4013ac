/** What is unread in my conversations, from the first screen on: asked over the socket, so that opening the app costs no request. */
import { useSyncExternalStore } from "react";
import type { Schemas } from "~/core/api/client";
import { live } from "~/core/live";
import { session } from "~/core/session";
import { readTo } from "./model";

interface Part {
  conversation: string;
  last: number;
  read: number;
  muted: boolean;
}

const PAUSE = 1000; // ms: several changes are asked about once
const listeners = new Set<() => void>();
let parts = new Map<string, Part>();
let asked = parts; // as they were when they were asked about
let doubtful = new Set<string>(); // something may have happened there that was not told
let doubted = doubtful; // when they were asked about
let timer: number | undefined;
let total = 0;

export function startUnread(): () => void {
  const ends = [
    live.onOpen(() => {
      doubtful = new Set(parts.keys());
      ask();
    }),
    live.on("unread", ({ conversations }) => {
      answered(conversations as Part[]);
    }),
    live.on("message.new", ({ conversation, messages }) => {
      for (const one of messages as Schemas["Message"][]) said(String(conversation), one);
    }),
    live.on("read", ({ conversation, person, message }) => {
      if (person === me()) hasRead(String(conversation), Number(message));
    }),
    live.on("conversation.changed", ({ conversation }) => {
      doubtful.add(String(conversation)); // it may be muted, or no more
      timer ??= window.setTimeout(ask, PAUSE);
    }),
  ];
  return () => {
    for (const end of ends) end();
    clearTimeout(timer);
    timer = undefined;
    parts = new Map();
    asked = new Map();
    tell();
  };
}

/** I have read it up to there, here or on another device. */
export function hasRead(conversation: string, message: number): void {
  const part = parts.get(conversation);
  if (!part || part.read >= message) return;
  parts.set(conversation, { ...part, read: message });
  tell();
}

function ask(): void {
  timer = undefined;
  asked = new Map(parts);
  doubted = doubtful;
  doubtful = new Set();
  live.send({ type: "unread" });
}

/** What is not told has nothing unread. It is kept, so that its next message needs no question. */
function answered(told: Part[]): void {
  for (const [id, { last }] of asked) {
    const part = parts.get(id);
    if (!part || part.last !== last) continue; // a message came meanwhile
    if (doubted.has(id)) parts.delete(id);
    else parts.set(id, { ...part, read: last });
  }
  for (const part of told) parts.set(part.conversation, part);
  asked = new Map();
  tell();
}

function said(conversation: string, message: Schemas["Message"]): void {
  const { number } = message;
  const part = parts.get(conversation) ?? { conversation, last: number - 1, read: number - 1, muted: false };
  if (number <= part.last) return;
  if (number > part.last + 1) doubtful.add(conversation); // some did not come
  if (!parts.has(conversation) || doubtful.has(conversation)) timer ??= window.setTimeout(ask, PAUSE); // whether it is muted, and what is unread before
  parts.set(conversation, { ...part, last: number, read: readTo(part.read, [message], me()) });
  tell();
}

function tell(): void {
  total = [...parts.values()].reduce(
    (sum, { last, read, muted }) => sum + (muted ? 0 : Math.max(0, last - read)),
    0,
  );
  for (const listener of listeners) listener();
}

function me(): string {
  const now = session.get();
  return now.is === "in" ? now.me.user.id : "";
}

/** Messages that wait to be read, but in what is muted. */
export const useUnread = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => total,
  );
