import { useSyncExternalStore } from "react";
import { drafts } from "~/core/drafts";
import { session } from "~/core/session";
import { type Branding, changed, type Edits, kept, restored } from "./edits";

const PLACE = "branding";
const listeners = new Set<() => void>();
let edits: Edits | null = null; // not read yet

const read = (): Edits => {
  edits ??= restored(drafts.read(PLACE));
  return edits;
};

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** They outlive the screen; their texts and colours the tab too, until they are saved or their author signs out. */
export function setEdits(next: Edits): void {
  edits = next;
  drafts.write(PLACE, kept(next));
  for (const listener of listeners) listener();
}

/** Upon whatever else was changed by now. */
export const edit = (now: Branding, more: Edits) => setEdits(changed(now, read(), more));

export const useEdits = () => useSyncExternalStore(subscribe, read);

session.onEnd(() => {
  edits = null;
});
