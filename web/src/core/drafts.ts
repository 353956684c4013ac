/** What was begun and not sent: kept on the device, by network, person and place, until it is sent or they sign out. */
import { slug } from "~/core/network";
import { session } from "~/core/session";

const DRAFTS = `atrium.draft.${slug}.`;

function nameOf(place: string): string {
  const now = session.get();
  return `${DRAFTS}${now.is === "in" ? now.me.user.id : ""}.${place}`;
}

export const drafts = {
  read: (place: string): string => localStorage.getItem(nameOf(place)) ?? "",

  write(place: string, text: string): void {
    try {
      if (text.trim()) localStorage.setItem(nameOf(place), text);
      else localStorage.removeItem(nameOf(place));
    } catch {
      // The device is full: the text is still in its box.
    }
  },
};

session.onEnd((why) => {
  if (why) return; // who has to sign in again finds their words
  for (const kept of [localStorage, sessionStorage]) {
    for (const name of Object.keys(kept)) if (name.startsWith(DRAFTS)) kept.removeItem(name);
  }
});
