/** Light, dark, or as the system says. */
import { useSyncExternalStore } from "react";

export type Theme = "system" | "light" | "dark";

const KEPT = "atrium.theme";
const listeners = new Set<() => void>();
const darkSystem = matchMedia("(prefers-color-scheme: dark)");

function kept(): Theme {
  const found = localStorage.getItem(KEPT);
  return found === "light" || found === "dark" ? found : "system";
}

function shown(): "light" | "dark" {
  const theme = kept();
  if (theme !== "system") return theme;
  return darkSystem.matches ? "dark" : "light";
}

export function setTheme(theme: Theme): void {
  if (theme === "system") localStorage.removeItem(KEPT);
  else localStorage.setItem(KEPT, theme);
  applyTheme();
  for (const listener of listeners) listener();
}

export function applyTheme(): void {
  const theme = kept();
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  // What a phone draws around the page; brand.ts fills in the colours.
  for (const colour of document.querySelectorAll<HTMLElement>("meta[name=theme-color]")) {
    const its = colour.dataset.theme;
    const system = `(prefers-color-scheme: ${its})`;
    colour.setAttribute("media", theme === "system" ? system : theme === its ? "all" : "not all");
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  darkSystem.addEventListener("change", listener);
  return () => {
    listeners.delete(listener);
    darkSystem.removeEventListener("change", listener);
  };
}

/** What was chosen. */
export const useTheme = () => useSyncExternalStore(subscribe, kept);

/** What that comes to now. */
export const useShownTheme = () => useSyncExternalStore(subscribe, shown);
