/** The one file that holds the socket: opens it, keeps it, opens it again, hands its frames to who listens. */
import { useSyncExternalStore } from "react";
import { api, body } from "~/core/api/client";
import { Problem } from "~/core/problems";
import { session } from "~/core/session";

export type Frame = { type: string; [member: string]: unknown };
type Listener = (frame: Frame) => void;
export type Line = "off" | "connecting" | "open";

const SECOND = 1000;
const PING = 9.5 * 60 * SECOND; // after the last frame: API Gateway ends what is idle for ten minutes,
const LIFE = 110 * 60 * SECOND; // and every connection after two hours
const TOO_MANY = 429;
const ANSWER = 10 * SECOND; // in which a living line brings something
const FIRST_WAIT = SECOND;
const LONGEST_WAIT = 60 * SECOND;

const frameListeners = new Map<string, Set<Listener>>();
const lineListeners = new Set<() => void>();
const returned = new Set<() => void>();
const opened = new Set<() => void>();

let line: Line = "off";
let socket: WebSocket | null = null;
let attempts = 0;
let wanted = false;
let wasOpen = false;
let timers: number[] = [];
let quiet = 0; // the timer of the next ping
let silence = 0; // that of an answer which is waited for
let watched: string[] = [];
let numbers = 0;

export const live = {
  /** Opens it and keeps it open until `stop`. */
  start(): void {
    if (wanted) return;
    wanted = true;
    const now = session.get();
    wasOpen = now.is === "in" && !now.online; // begun without a connection: the first one is a return
    addEventListener("online", hurry);
    addEventListener("offline", lineLost);
    document.addEventListener("visibilitychange", hurry);
    void open();
  },

  stop(): void {
    wanted = false;
    wasOpen = false;
    removeEventListener("online", hurry);
    removeEventListener("offline", lineLost);
    document.removeEventListener("visibilitychange", hurry);
    drop();
    setLine("off");
  },

  /** Calls back with each frame of a type; the result ends it. */
  on(type: string, listener: Listener): () => void {
    const known = frameListeners.get(type) ?? new Set();
    frameListeners.set(type, known.add(listener));
    return () => known.delete(listener);
  },

  /** Calls back after a lost connection is there again: the time to ask for what was missed. */
  onReturn(listener: () => void): () => void {
    returned.add(listener);
    return () => returned.delete(listener);
  },

  /** Calls back whenever there is a line: now, if there is, and each time it opens. */
  onOpen(listener: () => void): () => void {
    opened.add(listener);
    if (line === "open") listener();
    return () => opened.delete(listener);
  },

  /** Whether there was a line to send it over. */
  send(frame: Frame): boolean {
    if (socket?.readyState !== WebSocket.OPEN) return false;
    socket.send(JSON.stringify({ id: ++numbers, ...frame }));
    return true;
  },

  /** Sends what is always answered: where nothing comes, the line is taken for lost. Whether there was one. */
  beat(frame: Frame): boolean {
    if (!live.send(frame)) return false;
    silence ||= window.setTimeout(lineLost, ANSWER);
    return true;
  },

  /** The posts on the screen: the server tells what changes on them. */
  watch(posts: string[]): void {
    watched = posts;
    live.send({ type: "watch", posts });
  },
};

export const useLine = () =>
  useSyncExternalStore(
    (listener) => {
      lineListeners.add(listener);
      return () => lineListeners.delete(listener);
    },
    () => line,
  );

/** A random part of a time, so that thousands who lost the line together do not come back together. */
export const jittered = (longest: number): number => longest / 2 + (Math.random() * longest) / 2;

export const waitBefore = (attempt: number): number =>
  jittered(Math.min(FIRST_WAIT * 2 ** Math.max(0, attempt - 1), LONGEST_WAIT));

/** Before the line is opened again: by chance from nothing on, so that a company that lost it together does not
 * come as one. Refused, all would only come again to be refused: they spread out at once. docs/scale.md */
export const waitToOpen = (attempt: number, refused = false): number =>
  Math.random() * (refused ? LONGEST_WAIT : Math.min(FIRST_WAIT * 2 ** Math.max(1, attempt), LONGEST_WAIT));

async function open(): Promise<void> {
  drop();
  setLine("connecting");
  try {
    const { ticket, url } = await body(api.POST("/v1/live/tickets"));
    if (!wanted) return;
    const next = new WebSocket(`${url}?ticket=${encodeURIComponent(ticket)}`);
    socket = next;
    next.onopen = () => arrived();
    next.onmessage = (event) => heard(String(event.data));
    next.onclose = () => {
      if (socket === next) lost();
    };
  } catch (error) {
    if (wanted && session.get().is === "in") lost(error instanceof Problem && error.status === TOO_MANY);
  }
}

function arrived(): void {
  attempts = 0;
  setLine("open");
  alive();
  later(jittered(LIFE), () => void open()); // in time, and not with everybody else
  if (watched.length) live.send({ type: "watch", posts: watched });
  for (const listener of opened) listener();
  if (wasOpen) for (const listener of returned) listener();
  wasOpen = true;
}

/** Something came over the line: it lives, and API Gateway counts its idle minutes anew. */
function alive(): void {
  clearTimeout(silence);
  silence = 0;
  clearTimeout(quiet);
  quiet = window.setTimeout(() => live.beat({ type: "ping" }), PING);
}

function heard(text: string): void {
  alive();
  let frame: Frame;
  try {
    frame = JSON.parse(text) as Frame;
  } catch {
    return;
  }
  for (const listener of frameListeners.get(frame.type) ?? []) listener(frame);
}

function lost(refused = false): void {
  drop();
  if (!wanted) return;
  setLine("connecting");
  attempts += 1;
  later(waitToOpen(attempts, refused), () => void open());
}

const lineLost = () => lost();

/** The device is online again, or the page is looked at again: no need to wait out a long pause. */
function hurry(): void {
  if (!wanted || line === "open" || document.visibilityState === "hidden" || !navigator.onLine) return;
  attempts = Math.min(attempts, 2);
  clear();
  later(waitToOpen(attempts), () => void open());
}

function drop(): void {
  clear();
  const old = socket;
  socket = null;
  old?.close();
}

function clear(): void {
  for (const timer of [...timers, quiet, silence]) clearTimeout(timer);
  timers = [];
  silence = 0;
}

function later(wait: number, work: () => void): number {
  const timer = window.setTimeout(work, wait);
  timers.push(timer);
  return timer;
}

function setLine(next: Line): void {
  line = next;
  for (const listener of lineListeners) listener();
}
