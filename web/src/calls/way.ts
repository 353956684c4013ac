/** How sound and pictures go between those in a call: from browser to browser (mesh.ts) or over a meeting (meeting.ts). */
import type { Mine } from "./mine";

export type OtherState = "connecting" | "connected" | "lost";

/** One of the others. */
export interface Other {
  readonly picture: MediaStream;
  readonly screen: MediaStream;
  readonly state: OtherState;
  /** How loud they are at this moment, from 0 to 1. */
  loudness(): number;
}

/** The others are known by the devices that they are in the call with. */
export interface Way {
  readonly others: ReadonlyMap<string, Other>;
  /** What is to be heard, each under a name that stays. */
  readonly sounds: ReadonlyMap<string, MediaStream>;
  /** Who speaks now, the loudest first; empty where all can be seen anyway. */
  readonly speakers: readonly string[];
  /** These are in the call now. */
  follow(devices: ReadonlySet<string>): void;
  send(mine: Mine): void;
  /** Pictures of these alone are looked at. */
  watch(devices: readonly string[]): void;
  close(): void;
}
