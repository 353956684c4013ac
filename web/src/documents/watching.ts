/** What is being checked, or filled, turns into what it is by itself. */
import { useEffect, useRef } from "react";
import type { Document } from "./model";

const LONGEST = 30_000; // ms

/** Between the first question and the second, the second and the third: 2 s, 4 s ... */
export const pauseAfter = (questions: number): number => Math.min(2000 * 2 ** questions, LONGEST);

/** Asks again with growing pauses, as long as somebody looks at what is not done. */
export function useWatching(
  entries: Document[],
  { answered, ask }: { answered: number; ask: () => void },
): void {
  const waiting = entries.flatMap(({ id, number, state, copying }) =>
    state === "checking" || copying ? [`${id} ${number}`] : [],
  );
  const known = waiting.join();
  const asked = useRef({ of: known, times: 0 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `answered` says that the next question is due
  useEffect(() => {
    if (!known) return undefined;
    if (asked.current.of !== known) asked.current = { of: known, times: 0 }; // others: they are young
    const next = () => {
      if (document.hidden) return wait();
      asked.current.times += 1;
      ask();
    };
    let timer = 0;
    const wait = () => {
      timer = window.setTimeout(next, pauseAfter(asked.current.times));
    };
    wait();
    return () => clearTimeout(timer);
  }, [known, answered]);
}
