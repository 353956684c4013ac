/** The door to the tray of uploads: it is fetched once something is sent in this tab. */
import { useSyncExternalStore } from "react";

let isOpen = false;
const listeners = new Set<() => void>();

export function openTray(): void {
  isOpen = true;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useTray = () => useSyncExternalStore(subscribe, () => isOpen);
