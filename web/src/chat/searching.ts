/** A search through a conversation: page by page until enough is found, all is looked through, or somebody stops it. */
import { useEffect, useRef, useState } from "react";
import { api, body } from "~/core/api/client";
import type { Message } from "./model";

const ENOUGH = 20; // found: then one may want to look at them first

interface State {
  found: Message[];
  looked: number;
  next: string | null;
  isOn: boolean;
  error: unknown;
}

const NOTHING: State = { found: [], looked: 0, next: null, isOn: false, error: null };

export function useSearching(id: string, q: string) {
  const [state, setState] = useState(NOTHING);
  const ending = useRef(new AbortController());

  const run = async (from: State) => {
    const mine = new AbortController();
    ending.current.abort();
    ending.current = mine;
    let now: State = { ...from, isOn: true, error: null };
    const show = (next: State) => {
      now = next;
      if (!mine.signal.aborted) setState(next);
    };
    show(now);
    const wanted = from.found.length + ENOUGH;
    try {
      do {
        const query = { q, ...(now.next && { cursor: now.next }) };
        const params = { path: { conversation: id }, query };
        const to = "/v1/conversations/{conversation}/search";
        const page = await body(api.GET(to, { params, signal: mine.signal }));
        const found = [...now.found, ...page.items];
        show({ ...now, found, looked: now.looked + page.looked, next: page.next });
      } while (now.next && now.found.length < wanted);
      show({ ...now, isOn: false });
    } catch (error) {
      show({ ...now, isOn: false, error });
    }
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: other words begin anew
  useEffect(() => {
    if (q) void run(NOTHING);
    else setState(NOTHING);
    return () => ending.current.abort();
  }, [id, q]);

  return {
    ...state,
    stop: () => {
      ending.current.abort();
      setState((last) => ({ ...last, isOn: false }));
    },
    goOn: () => void run(state),
  };
}
