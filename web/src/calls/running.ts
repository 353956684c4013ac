/** The call that this tab is in: joined, kept, left. One at most; a module of its own, so that screens come and go. */
import { useSyncExternalStore } from "react";
import { api, body, type Schemas } from "~/core/api/client";
import { live } from "~/core/live";
import { Problem } from "~/core/problems";
import { session } from "~/core/session";
import { hangUp, join, sent, start } from "./asking";
import type { Call, Wish } from "./door";
import { away, left } from "./left";
import { Mesh } from "./mesh";
import { Mine } from "./mine";
import { type Heard, onSignal } from "./signals";
import type { Way } from "./way";

type Joined = Schemas["Joined"];
export type Why = "ended" | "declined" | "missed" | "out" | "elsewhere" | "over";

export interface In {
  is: "in";
  call: Call;
  device: string;
  mine: Mine;
  way: Pick<Way, "others" | "sounds" | "speakers">; // as it is at this moment
}
export type State = { is: "out"; why?: Why; problem?: unknown } | { is: "joining" } | In;

const RENEWED = 30_000; // ms; the server takes whoever is silent for 100 s to have gone
const PAUSE = 20_000; // between two tries of a meeting: of many whom one lets go, none asks more than once a renewal

let state: State = { is: "out" };
let ends: (() => void)[] = [];
let way: Way | null = null;
let inSight: readonly string[] = [];
let tried = 0; // when a meeting was, in ms
let isAsking = false; // to join again
const NOBODY: In["way"] = { others: new Map(), sounds: new Map(), speakers: [] };
const listeners = new Set<() => void>();

export const useRunning = () => useSyncExternalStore(subscribe, () => state);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Call in a conversation, or join the call that goes on there. */
export async function enter(wish: Wish): Promise<void> {
  if (state.is !== "out") return;
  set({ is: "joining" });
  const device = crypto.randomUUID().replaceAll("-", "");
  const mine = new Mine(() => changedMine());
  mine.muted = wish.muted ?? false;
  const early: Heard[] = [];
  ends = [onSignal(device, (heard) => (state.is === "in" ? hear(heard) : early.push(heard)))];
  await mine.speak();
  if (wish.media === "video") await mine.show(true);
  try {
    const joined = await (wish.call ? join(wish.call, device, mine) : start(wish, device, mine));
    left.forget();
    await begin(joined, device, mine);
    early.forEach(hear);
  } catch (problem) {
    mine.end();
    const isOver = wish.call && problem instanceof Problem && problem.status === 404;
    finish(isOver ? { is: "out", why: "over" } : { is: "out", problem });
  }
}

/** Hang up. */
export function leave(): void {
  if (state.is !== "in") return;
  const { call, device } = state;
  finish({ is: "out" });
  hangUp(call.id, device);
}

export async function decline(call: Call): Promise<void> {
  await api.PUT("/v1/calls/{call}/decline", { params: { path: { call: call.id } } }).catch(() => undefined);
}

/** The devices of those whose pictures are on the screen. */
export function watch(devices: readonly string[]): void {
  inSight = devices;
  way?.watch(devices);
}

/** The words about the last call were read. */
export function acknowledge(): void {
  if (state.is === "out") set({ is: "out" });
}

async function begin(joined: Joined, device: string, mine: Mine): Promise<void> {
  const timer = setInterval(() => void renew(), RENEWED);
  // Credentials are for browsers that send to each other; in a meeting, to join is to come in once more.
  const fresh = setInterval(() => way instanceof Mesh && void rejoin(), (joined.servers_seconds * 1000) / 2);
  const goodbye = () => state.is === "in" && away(state.call, state.device, sent(state.mine));
  addEventListener("pagehide", goodbye);
  ends.push(
    live.on("call.changed", (frame) => follow(frame.call as Call)),
    live.on("call.ended", (frame) => ended(frame.call as string, frame.outcome as Why)),
    live.onReturn(() => void renew()),
    () => clearInterval(timer),
    () => clearInterval(fresh),
    () => removeEventListener("pagehide", goodbye),
    () => mine.end(),
  );
  way = mesh(joined, device, mine);
  set({ is: "in", call: joined.call, device, mine, way: { ...NOBODY } });
  await go(joined).catch(() => undefined); // the meeting's library did not come: asked for with the next renewal
}

/** By the way that the server says: the call is a meeting, or it is not. */
async function go(joined: Joined): Promise<void> {
  if (state.is !== "in") return;
  const { device, mine } = state;
  if (joined.meeting) {
    tried = Date.now();
    const { Meeting } = await import("./meeting");
    if (state.is !== "in" || state.device !== device) return; // hung up meanwhile
    way?.close();
    way = new Meeting(joined.meeting, { device, mine, changed: touch, lost, crowded });
    way.watch(inSight);
  } else if (way instanceof Mesh) way.serve(joined.servers as RTCIceServer[]);
  follow(joined.call);
}

function mesh({ call, servers }: Joined, device: string, mine: Mine): Mesh {
  return new Mesh({ call: call.id, device, mine, servers: servers as RTCIceServer[], changed: touch });
}

/** What the server says of the call; the newer of two counts. */
function follow(call: Call): void {
  if (state.is !== "in" || call.id !== state.call.id || call.version < state.call.version) return;
  const { device } = state;
  if (!call.participants.some((one) => one.device === device)) {
    const elsewhere = call.participants.some((one) => one.person.id === me());
    if (elsewhere) finish({ is: "out", why: "elsewhere" });
    else void rejoin(); // taken to have gone while the line was down
    return;
  }
  const isToChange = call.meeting && way instanceof Mesh; // it has grown beyond six
  if (isToChange && Date.now() - tried > PAUSE) void rejoin();
  else if (!isToChange) way?.follow(new Set(call.participants.map((one) => one.device)));
  set({ ...state, call });
  touch();
}

function hear(heard: Heard): void {
  if (state.is !== "in" || heard.call !== state.call.id || !(way instanceof Mesh)) return;
  way.hear(heard);
  touch();
}

function ended(call: string, why: Why): void {
  if (state.is === "in" && state.call.id === call) finish({ is: "out", why });
}

// What I send

const REFUSED = [403, 404, 409, 422];
let told = "";

function changedMine(): void {
  if (state.is !== "in") return;
  const { mine } = state;
  way?.send(mine);
  touch();
  const now = sent(mine);
  if (told !== JSON.stringify(now)) void renew();
}

/** That I am still there, and what I send. */
async function renew(): Promise<void> {
  if (state.is !== "in") return;
  const now = sent(state.mine);
  told = JSON.stringify(now);
  const path = { call: state.call.id, device: state.device };
  try {
    const call = await body(
      api.PATCH("/v1/calls/{call}/participants/{device}", { params: { path }, body: now }),
    );
    follow(call);
  } catch (error) {
    if (error instanceof Problem && error.status === 404) await missing();
  }
}

/** Not in it any more, as the server sees it: out, elsewhere, or too long without a line. */
async function missing(): Promise<void> {
  if (state.is !== "in") return;
  const { id } = state.call;
  try {
    follow(await body(api.GET("/v1/calls/{call}", { params: { path: { call: id } } })));
  } catch (error) {
    if (error instanceof Problem && error.status === 404) ended(id, "ended");
  }
}

async function rejoin(): Promise<void> {
  if (state.is !== "in" || isAsking) return;
  isAsking = true;
  if (state.call.meeting) tried = Date.now();
  const { call, device, mine } = state;
  try {
    await go(await join(call.id, device, mine));
  } catch (error) {
    // A server that falters is asked again by the next renewal.
    if (error instanceof Problem && REFUSED.includes(error.status)) finish({ is: "out", problem: error });
  } finally {
    isAsking = false;
  }
}

/** A meeting has let us go: it has ended, or cannot be reached. */
function lost(wasIn: boolean): void {
  if (state.is !== "in") return;
  if (wasIn) tried = 0;
  const { call, device, mine } = state;
  way = new Mesh({ call: call.id, device, mine, servers: [], changed: touch });
  touch();
  void missing();
}

function crowded(): void {
  if (state.is !== "in") return;
  const { mine } = state;
  mine.troubles = { ...mine.troubles, camera: "crowded" };
  void mine.show(false);
}

function finish(next: State): void {
  for (const end of ends) end();
  ends = [];
  way?.close();
  way = null;
  told = "";
  set(next);
}

function touch(): void {
  if (state.is !== "in" || !way) return;
  const { others, sounds, speakers } = way;
  set({ ...state, way: { others: new Map(others), sounds: new Map(sounds), speakers } });
}

function me(): string {
  const now = session.get();
  return now.is === "in" ? now.me.user.id : "";
}

function set(next: State): void {
  state = next;
  for (const listener of listeners) listener();
}

session.onEnd(() => finish({ is: "out" }));
