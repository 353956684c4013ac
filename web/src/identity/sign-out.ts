/** Out of this network on this device: the session and its cookie end, and nothing that was read stays here. */
import { api } from "~/core/api/client";
import { session } from "~/core/session";

/** Rejects where the server does not answer: the cookie, which only it can take away, would let the next one in. */
export async function signOut(): Promise<void> {
  await api.DELETE("/v1/sessions/{session}", { params: { path: { session: "current" } } });
  session.end(); // whoever keeps something on the device forgets it now
}
