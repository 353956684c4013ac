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
let timer: number | undefined;
let total = 0;

export function startUnread(): () => void {
  const ends = [
    live.onOpen(ask),
    live.on("unread", ({ conversations }) => {
      parts = new Map((conversations as Part[]).map((one) => [one.conversation, one]));
      tell();
    }),
    live.on("message.new", ({ conversation, messages }) => {
      for (const one of messages as Schemas["Message"][]) said(String(conversation), one);
    }),
    live.on("read", ({ conversation, person, message }) => {
      if (person === me()) hasRead(String(conversation), Number(message));
    }),
    live.on("conversation.changed", () => {
      timer ??= window.setTimeout(ask, PAUSE);
    }),
  ];
  return () => {
    for (const end of ends) end();
    clearTimeout(timer);
    timer = undefined;
    parts = new Map();
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
  live.send({ type: "unread" });
}

function said(conversation: string, message: Schemas["Message"]): void {
  const { number } = message;
  const part = parts.get(conversation) ?? { conversation, last: number - 1, read: number - 1, muted: false };
  if (number <= part.last) return;
  if (!parts.has(conversation)) timer ??= window.setTimeout(ask, PAUSE); // whether it is muted, and what is unread before
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
