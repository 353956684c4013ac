/** The networks that this browser was in and is not signed out of; session.ts keeps them. */
import type { Me } from "~/core/session";

const KEPT = "atrium.me.";

export function remembered(storage: Storage = localStorage): Me[] {
  return Object.keys(storage)
    .filter((key) => key.startsWith(KEPT))
    .flatMap((key) => read(storage.getItem(key)))
    .sort((one, other) => one.tenant.name.localeCompare(other.tenant.name));
}

function read(text: string | null): Me[] {
  try {
    const me = JSON.parse(text ?? "null") as Me | null;
    return me?.tenant?.slug && me.user?.name ? [me] : [];
  } catch {
    return [];
  }
}
