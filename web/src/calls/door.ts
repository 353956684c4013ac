/**
 * The door to the room of calls: who rings, and whom one wishes to call. All else of that room, words too, is fetched
 * when somebody stands here.
 */
import { useSyncExternalStore } from "react";
import type { Schemas } from "~/core/api/client";
import { live } from "~/core/live";

export type Call = Schemas["Call"];
export type Media = Call["media"];

/** To call in a conversation, or to join what goes on there. */
export interface Wish {
  conversation: string;
  media: Media;
  /** To come back into this one, and to begin no other. */
  call?: string;
  muted?: boolean;
}

interface Door {
  ringing: Call | null;
  wish: Wish | null;
}

let now: Door = { ringing: null, wish: null };
const listeners = new Set<() => void>();

export const door = {
  get: () => now,

  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },

  ring(call: Call | null): void {
    set({ ...now, ringing: call });
  },

  ask(wish: Wish | null): void {
    set({ ...now, wish });
  },

  /** Hears calls; the result ends it. */
  listen(): () => void {
    // A frame can come twice, and two may ring: the first is heard, the other shows in its conversation.
    return live.on("call.ringing", (frame) => {
      if (!now.ringing) door.ring(frame.call as Call);
    });
  },
};

function set(next: Door): void {
  now = next;
  for (const listener of listeners) listener();
}

export const useDoor = () => useSyncExternalStore(door.subscribe, door.get);
