/**
 * A page that goes while it is in a call, closed or read anew, says so and leaves a word for itself in the tab: the call
 * waits a moment for it, and the page that comes in its place offers to come back.
 */
import { slug } from "~/core/network";
import { session } from "~/core/session";
import type { Call, Media } from "./door";

const KEY = `atrium.call.${slug}`;

export interface Left {
  call: string;
  conversation: string;
  device: string;
  media: Media;
  muted: boolean;
}

export const left = {
  read(): Left | null {
    try {
      return JSON.parse(sessionStorage.getItem(KEY) ?? "null") as Left | null;
    } catch {
      return null;
    }
  },

  forget(): void {
    sessionStorage.removeItem(KEY);
  },
};

/** By a request that outlives the page. */
export function away(call: Call, device: string, how: { muted: boolean; camera: boolean }): void {
  const { id, conversation } = call;
  void fetch(`/v1/calls/${encodeURIComponent(id)}/participants/${device}`, {
    method: "PATCH",
    keepalive: true,
    headers: { Authorization: `Bearer ${session.token()}`, "Content-Type": "application/json" },
    body: JSON.stringify({ away: true }),
  }).catch(() => undefined); // whoever is silent is taken out
  const media: Media = how.camera ? "video" : "audio";
  sessionStorage.setItem(KEY, JSON.stringify({ call: id, conversation, device, media, muted: how.muted }));
}
