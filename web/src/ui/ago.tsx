import { useSyncExternalStore } from "react";
import { ago, moment } from "~/core/time";

const TICK = 30_000; // ms
const listeners = new Set<() => void>();
let now = Date.now();
let timer = 0;

/** "5 minutes ago", true for as long as it is shown; the whole moment when one points at it. */
export function Ago({ at }: { at: string }) {
  const shown = useSyncExternalStore(subscribe, () => now);
  return (
    <time dateTime={at} title={moment(at)}>
      {ago(at, Math.max(shown, Date.parse(at)))}
    </time>
  );
}

/** One clock for all of them, which stands while there are none. */
function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    now = Date.now();
    timer = window.setInterval(tick, TICK);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}
