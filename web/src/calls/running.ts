/** The call that this tab is in: joined, kept, left. One at most; a module of its own, so that screens come and go. */
import { useSyncExternalStore } from "react";
import { api, body, once, type Schemas } from "~/core/api/client";
import { live } from "~/core/live";
import { Problem } from "~/core/problems";
import { session } from "~/core/session";
import type { Call, Wish } from "./door";
import { Mine } from "./mine";
import { Peer } from "./peer";
import { type Heard, onSignal, sendSignal } from "./signals";

export type Why = "ended" | "declined" | "missed" | "out" | "elsewhere";

export interface In {
  is: "in";
  call: Call;
  device: string;
  mine: Mine;
  peers: ReadonlyMap<string, Peer>;
}
export type State = { is: "out"; why?: Why; problem?: unknown } | { is: "joining" } | In;

const RENEWED = 30_000; // ms; the server takes whoever is silent for 100 s to have gone

let state: State = { is: "out" };
let ends: (() => void)[] = [];
let servers: RTCIceServer[] = [];
let peers = new Map<string, Peer>();
const listeners = new Set<() => void>();

export const useRunning = () => useSyncExternalStore(subscribe, () => state);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Call in a conversation, or join the call that goes on there. */
export async function enter({ conversation, media }: Wish): Promise<void> {
  if (state.is !== "out") return;
  set({ is: "joining" });
  const device = crypto.randomUUID().replaceAll("-", "");
  const mine = new Mine(() => changedMine());
  const early: Heard[] = [];
  ends = [onSignal(device, (heard) => (state.is === "in" ? hear(heard) : early.push(heard)))];
  await mine.speak();
  if (media === "video") await mine.show(true);
  try {
    const joined = await body(
      api.POST("/v1/conversations/{conversation}/calls", {
        params: { path: { conversation } },
        headers: once(),
        body: {
          device,
          media,
          muted: !mine.tracks.audio,
          camera: Boolean(mine.tracks.camera),
          meetings: false,
        },
      }),
    );
    begin(joined, device, mine);
    early.forEach(hear);
  } catch (problem) {
    mine.end();
    finish({ is: "out", problem });
  }
}

/** Hang up. */
export function leave(): void {
  if (state.is !== "in") return;
  const { call, device } = state;
  finish({ is: "out" });
  void api
    .DELETE("/v1/calls/{call}/participants/{device}", { params: { path: { call: call.id, device } } })
    .catch(() => undefined); // whoever is silent is taken out
}

export async function decline(call: Call): Promise<void> {
  await api.PUT("/v1/calls/{call}/decline", { params: { path: { call: call.id } } }).catch(() => undefined);
}

/** The words about the last call were read. */
export function acknowledge(): void {
  if (state.is === "out") set({ is: "out" });
}

function begin(joined: Schemas["Joined"], device: string, mine: Mine): void {
  servers = joined.servers as RTCIceServer[];
  peers = new Map();
  const timer = setInterval(() => void renew(), RENEWED);
  const fresh = setInterval(() => void rejoin(), (joined.servers_seconds * 1000) / 2);
  const goodbye = () => leaveAtOnce();
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
  set({ is: "in", call: joined.call, device, mine, peers });
  follow(joined.call);
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
  const there = new Set(call.participants.map((one) => one.device));
  for (const [other, peer] of peers) {
    if (there.has(other)) continue;
    peer.close();
    peers.delete(other);
  }
  for (const other of there) if (other !== device) peerOf(other);
  set({ ...state, call, peers: new Map(peers) });
}

function peerOf(other: string): Peer | null {
  if (state.is !== "in") return null;
  const { call, device, mine } = state;
  const known = peers.get(other);
  if (known) return known;
  const peer = new Peer({
    isFirst: device < other,
    servers,
    tracks: mine.tracks,
    signal: (signal) => sendSignal(call.id, device, other, signal),
    changed: touch,
  });
  peers.set(other, peer);
  return peer;
}

function hear(heard: Heard): void {
  if (state.is !== "in" || heard.call !== state.call.id) return;
  peerOf(heard.device)?.hear(heard); // may come before the news that somebody has joined
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
  for (const peer of peers.values()) peer.send(mine.tracks);
  touch();
  const now = sent(mine);
  if (told !== JSON.stringify(now)) void renew();
}

const sent = ({ muted, tracks }: Mine) => ({
  muted: muted || !tracks.audio,
  camera: Boolean(tracks.camera),
  screen: Boolean(tracks.screen),
});

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
  if (state.is !== "in") return;
  const { call, device, mine } = state;
  const { muted, camera } = sent(mine);
  try {
    const joined = await body(
      api.PUT("/v1/calls/{call}/participants/{device}", {
        params: { path: { call: call.id, device } },
        body: { muted, camera, meetings: false },
      }),
    );
    servers = joined.servers as RTCIceServer[];
    for (const peer of peers.values()) peer.serve(servers);
    follow(joined.call);
  } catch (error) {
    // A server that falters is asked again by the next renewal.
    if (error instanceof Problem && REFUSED.includes(error.status)) finish({ is: "out", problem: error });
  }
}

/** The page goes: a request that outlives it. */
function leaveAtOnce(): void {
  if (state.is !== "in") return;
  const path = `/v1/calls/${encodeURIComponent(state.call.id)}/participants/${state.device}`;
  const headers = { Authorization: `Bearer ${session.token()}` };
  void fetch(path, { method: "DELETE", keepalive: true, headers });
}

function finish(next: State): void {
  for (const end of ends) end();
  ends = [];
  for (const peer of peers.values()) peer.close();
  peers = new Map();
  told = "";
  set(next);
}

function touch(): void {
  if (state.is === "in") set({ ...state, peers: new Map(peers) });
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
