import { api } from "~/core/api/client";

/** Tells the time zone of whoever just came in by this token: an account begins with UTC. Nobody waits for it. */
export function setZone(token: string): void {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone || zone === "UTC") return;
  const sent = api.PATCH("/v1/me", {
    body: { time_zone: zone },
    headers: { Authorization: `Bearer ${token}` },
    keepalive: true, // the page goes
  });
  sent.catch(() => undefined); // it can be chosen in the profile
}
