/** Who is signed in, in this tab. The access token lives in memory alone, the refresh token in a cookie that no script can read. */
import { useSyncExternalStore } from "react";
import type { components } from "~/core/api/schema";
import { wear } from "~/core/brand";
import { locked } from "~/core/locked";
import { slug } from "~/core/network";
import { Problem } from "~/core/problems";

export type Session = components["schemas"]["Session"];
export type Me = Pick<Session, "user" | "tenant" | "branding">;
export type State =
  | { is: "starting" }
  | { is: "out"; why?: "expired" }
  | { is: "in"; me: Me; online: boolean };

const REMEMBERED = `atrium.me.${slug}`; // no token: what is shown while there is no connection
const listeners = new Set<() => void>();
const ended = new Set<(why?: "expired") => void>();
let state: State = { is: "starting" };
let token: string | null = null;
let refreshing: Promise<string | null> | null = null;

export const session = {
  get: () => state,
  token: () => token,

  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },

  /** After signing in or up. */
  begin(granted: Session): void {
    token = granted.access_token;
    const me: Me = { user: granted.user, tenant: granted.tenant, branding: granted.branding };
    localStorage.setItem(`atrium.me.${granted.tenant.slug}`, JSON.stringify(me));
    set({ is: "in", me, online: true });
  },

  /** A new access token, or null when one has to sign in again. Rejects where no answer comes. */
  refresh(): Promise<string | null> {
    // One at a time in all tabs: the cookie's token is good once.
    refreshing ??= locked(`atrium.refresh.${slug}`, asked).finally(() => {
      refreshing = null;
    });
    return refreshing;
  },

  async start(): Promise<void> {
    const known = remembered();
    if (!known && !slug) return set({ is: "out" });
    if (known) wear(known.branding);
    addEventListener("storage", ({ key, newValue }) => {
      // In another tab: here too. What had to be forgotten, that tab has.
      if (key !== REMEMBERED || state.is !== "in") return;
      if (newValue === null) session.end("expired");
      else if (remembered()?.user.id !== state.me.user.id) void changeHands();
    });
    try {
      await session.refresh();
    } catch {
      // No connection: what was read before can be read now.
      set(known ? { is: "in", me: known, online: false } : { is: "out" });
    }
  },

  /** Signed out, or ("expired") ended by the server. */
  end(why?: "expired"): void {
    const wasIn = state.is === "in" || remembered() !== null;
    token = null;
    localStorage.removeItem(REMEMBERED);
    for (const listener of ended) listener(why);
    set(why && wasIn ? { is: "out", why } : { is: "out" });
  },

  /** Calls back when somebody is not signed in any more: the time to forget what is theirs. */
  onEnd(listener: (why?: "expired") => void): () => void {
    ended.add(listener);
    return () => ended.delete(listener);
  },

  rebranded(branding: Me["branding"]): void {
    if (state.is !== "in") return;
    know({ ...state.me, branding, tenant: { ...state.me.tenant, name: branding.name } });
  },

  pictured(avatar: string | null): void {
    if (state.is === "in") know({ ...state.me, user: { ...state.me.user, avatar } });
  },

  renamed(name: string): void {
    if (state.is === "in") know({ ...state.me, user: { ...state.me.user, name } });
  },
};

async function asked(): Promise<string | null> {
  const answer = await fetch("/v1/sessions/refresh", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ tenant: slug }),
  }).catch(() => {
    throw new Problem(0);
  });
  if (answer.ok) {
    const granted = (await answer.json()) as Session;
    if (isSomebodyElse(granted)) return changeHands();
    session.begin(granted);
    return token;
  }
  void answer.body?.cancel(); // what nobody reads would keep its connection
  if (answer.status === 401) {
    session.end("expired");
    return null;
  }
  throw new Problem(answer.status, {}, Number(answer.headers.get("Retry-After")) || undefined);
}

/** In another tab of this browser somebody else signed in: the cookie is theirs now, and this page is not. */
function isSomebodyElse(granted: Session): boolean {
  return state.is === "in" && state.me.user.id !== granted.user.id;
}

/** Begins anew as them, with nothing in memory of whoever was here; what was under way is never sent in their name. */
function changeHands(): Promise<never> {
  token = null;
  for (const listener of ended) listener("expired");
  location.reload();
  return new Promise(() => {}); // the page goes
}

function know(me: Me): void {
  if (state.is !== "in") return;
  localStorage.setItem(REMEMBERED, JSON.stringify(me));
  set({ ...state, me });
}

function remembered(): Me | null {
  try {
    return JSON.parse(localStorage.getItem(REMEMBERED) ?? "null") as Me | null;
  } catch {
    return null;
  }
}

function set(next: State): void {
  state = next;
  if (next.is === "in") wear(next.me.branding);
  for (const listener of listeners) listener();
}

export const useSession = () => useSyncExternalStore(session.subscribe, session.get);

/** The person who is signed in. Only below the screens that ask to sign in. */
export function useMe(): Me {
  const now = useSession();
  if (now.is !== "in") throw new Error("nobody is signed in");
  return now.me;
}
