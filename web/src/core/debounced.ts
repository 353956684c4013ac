import { useEffect, useState } from "react";

const PAUSE = 200; // ms: long enough to type on, short enough not to wait

/** What was typed, once the typing pauses: what a server is asked for. */
export function useDebounced<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
