/** The door to the tray of uploads, which the screen of files brings along: nothing stands in the frame before. */
import { type ComponentType, useSyncExternalStore } from "react";

let tray: ComponentType | null = null;
const listeners = new Set<() => void>();

export function bringTray(brought: ComponentType): void {
  tray = brought;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useTray = () => useSyncExternalStore(subscribe, () => tray);
