/** What was read last, kept on the device, so that the app opens without a connection: the feed's newest page, my groups, me. */
import {
  type DehydratedState,
  dehydrate,
  hydrate,
  type InfiniteData,
  type QueryKey,
} from "@tanstack/react-query";
import { createStore, delMany, get, keys, set } from "idb-keyval";
import { useEffect, useState } from "react";
import { slug } from "~/core/network";
import { messages, outbox } from "~/core/outbox";
import { queries } from "~/core/query";
import { session } from "~/core/session";

const KEPT = ["feed//", "groups/mine", "me"];
const PAUSE = 1000; // ms between two writes
const LONGEST = 400_000; // characters, for a phone's sake
const OLDEST = 14 * 24 * 3600 * 1000;
const BUILD = import.meta.url; // of another build, data may have another shape

interface Kept {
  build: string;
  at: number;
  state: DehydratedState;
}

const store = createStore("atrium-kept", "queries");
let stop = () => {};

/** Whether all that this device knows for a person is at hand; and sees to it that it stays so. */
export function useKept(user: string): boolean {
  const [ready, setReady] = useState("");
  useEffect(() => {
    const owner = `${slug}/${user}`;
    let here = true;
    void Promise.all([restore(owner), outbox.open(owner), messages.open(owner)]).then(() => {
      if (!here) return;
      stop = keep(owner);
      setReady(owner);
    });
    return () => {
      here = false;
      stop();
      outbox.close();
      messages.close();
    };
  }, [user]);
  return ready !== "";
}

session.onEnd((why) => {
  stop();
  queries.clear();
  if (!why) for (const one of [outbox, messages]) void one.forget(); // who has to sign in again finds their words
  void forget(() => true);
});

/** Nothing may go wrong for want of it: a browser may keep nothing at all. */
export async function restore(owner: string): Promise<void> {
  try {
    await forget((name) => name !== owner); // of whoever was here before
    const kept = await get<Kept>(owner, store);
    if (!kept || kept.build !== BUILD || Date.now() - kept.at > OLDEST) return;
    hydrate(queries, kept.state);
    await queries.invalidateQueries({ refetchType: "none" }); // shown now, and read anew
  } catch (error) {
    // biome-ignore lint/suspicious/noConsole: nothing is lost to the reader, and who looks into it must see why
    console.warn("What was read last cannot be had", error);
  }
}

function keep(owner: string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    timer = undefined;
    const state = newest();
    if (state.queries.length && JSON.stringify(state).length < LONGEST) {
      void set(owner, { build: BUILD, at: Date.now(), state } satisfies Kept, store).catch(() => undefined);
    }
  };
  const end = queries.getQueryCache().subscribe(({ type, query }) => {
    if (type === "updated" && isKept(query.queryKey)) timer ??= setTimeout(write, PAUSE);
  });
  return () => {
    end();
    clearTimeout(timer);
  };
}

/** Of each list its first page. */
export function newest(): DehydratedState {
  const state = dehydrate(queries, {
    shouldDehydrateQuery: ({ queryKey, state: { data } }) => data !== undefined && isKept(queryKey),
    shouldDehydrateMutation: () => false,
  });
  return { ...state, queries: state.queries.map((one) => ({ ...one, state: cut(one.state) })) };
}

function cut<S extends { data?: unknown; status: string }>(state: S): S {
  const data = state.data as InfiniteData<unknown> | undefined;
  const first = Array.isArray(data?.pages)
    ? { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) }
    : state.data;
  return { ...state, data: first, status: "success", error: null, fetchStatus: "idle" };
}

const isKept = (key: QueryKey) => KEPT.includes(key.join("/"));

async function forget(which: (owner: string) => boolean): Promise<void> {
  const owners = (await keys<string>(store)).filter((name) => name.startsWith(`${slug}/`) && which(name));
  if (owners.length) await delMany(owners, store);
}
