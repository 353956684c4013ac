/** How this device comes into a call and out of it, as the server is asked. */
import { api, body, once } from "~/core/api/client";
import type { Wish } from "./door";
import { left } from "./left";
import type { Mine } from "./mine";

export const start = ({ conversation, media }: Wish, device: string, mine: Mine) =>
  body(
    api.POST("/v1/conversations/{conversation}/calls", {
      params: { path: { conversation } },
      headers: once(),
      body: { device, media, ...coming(mine) },
    }),
  );

export const join = (call: string, device: string, mine: Mine) =>
  body(
    api.PUT("/v1/calls/{call}/participants/{device}", {
      params: { path: { call, device } },
      body: coming(mine),
    }),
  );

const coming = (mine: Mine) => {
  const { muted, camera } = sent(mine);
  return { muted, camera, meetings: true };
};

export function hangUp(call: string, device: string): void {
  left.forget();
  void api
    .DELETE("/v1/calls/{call}/participants/{device}", { params: { path: { call, device } } })
    .catch(() => undefined); // whoever is silent is taken out
}

/** What I send, as others are told. */
export const sent = ({ muted, tracks }: Mine) => ({
  muted: muted || !tracks.audio,
  camera: Boolean(tracks.camera),
  screen: Boolean(tracks.screen),
});
