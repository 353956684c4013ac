/** Where a thread stands: at its end for as long as one is there, else where one reads, whatever comes above or below. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { loadMore, threadOf } from "./cache";
import type { Thread } from "./model";
import { markRead } from "./reading";

const NEAR = 600; // px from an end, when the next piece is fetched
const END = 32; // px: as good as at the end
const MARKED = 2000; // ms

interface Start {
  at: number;
  newFrom: number;
}

export function useScroll(id: string, thread: Thread, letters: number, { at, newFrom }: Start) {
  const box = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const stick = useRef(!at && !newFrom);
  const top = useRef(0);
  const anchor = useRef<{ number: number; top: number } | null>(null);
  const wanted = useRef<number | "end" | null>(at || newFrom || "end");
  const [isAtEnd, setAtEnd] = useState(true);
  const [marked, setMarked] = useState(0);

  /** What is below or above was seen; what is near is fetched. */
  const look = useCallback(() => {
    const area = box.current;
    const now = threadOf(id);
    if (!area || !now) return;
    const left = area.scrollHeight - area.scrollTop - area.clientHeight;
    // A picture that came below has moved the end away, not the reader: only whoever scrolls up leaves it.
    const wentUp = area.scrollTop < top.current;
    top.current = area.scrollTop;
    stick.current = now.newer === null && (left < END || (stick.current && !wentUp));
    setAtEnd(stick.current);
    anchor.current = firstShown(area);
    if (area.scrollTop < NEAR && now.older) void loadMore(id, "older").catch(() => undefined);
    if (left < NEAR && now.newer !== null) void loadMore(id, "newer").catch(() => undefined);
    if (document.visibilityState === "hidden" || !document.hasFocus()) return;
    const seen = stick.current ? (now.items.at(-1)?.number ?? 0) : lastShown(area);
    if (seen > now.read) markRead(id, seen);
  }, [id]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever what is shown has changed
  useLayoutEffect(() => {
    const area = box.current;
    if (!area) return;
    if (wanted.current !== null && place(area, wanted.current, newFrom)) wanted.current = null;
    else if (stick.current) area.scrollTop = area.scrollHeight;
    else if (anchor.current) {
      const element = find(area, anchor.current.number);
      if (element) area.scrollTop += topOf(area, element) - anchor.current.top;
    }
    look();
  }, [thread.items, thread.older, thread.newer, letters, look]);

  useEffect(() => {
    const area = box.current;
    if (!area || !inner.current) return undefined;
    const grown = new ResizeObserver(() => {
      if (stick.current) area.scrollTop = area.scrollHeight;
    });
    grown.observe(inner.current);
    grown.observe(area);
    area.addEventListener("scroll", look, { passive: true });
    document.addEventListener("visibilitychange", look);
    addEventListener("focus", look);
    return () => {
      grown.disconnect();
      area.removeEventListener("scroll", look);
      document.removeEventListener("visibilitychange", look);
      removeEventListener("focus", look);
    };
  }, [look]);

  /** Goes to a message and marks it for a moment, or to the end. */
  const show = useCallback((target: number | "end") => {
    wanted.current = target;
    if (box.current && place(box.current, target, 0)) wanted.current = null;
    if (target === "end") {
      stick.current = true; // what was just fetched is not on the page yet
      return;
    }
    stick.current = false;
    setMarked(target);
    window.setTimeout(() => setMarked((now) => (now === target ? 0 : now)), MARKED);
  }, []);

  return { box, inner, isAtEnd, marked, show };
}

/** Whether the target is there. The line before what is new stands a little below the top. */
function place(area: HTMLElement, target: number | "end", newFrom: number): boolean {
  if (target === "end") {
    area.scrollTop = area.scrollHeight;
    return true;
  }
  const element = find(area, target);
  if (!element) return false;
  const room = target === newFrom ? 0.15 : 0.35;
  area.scrollTop += topOf(area, element) - area.clientHeight * room;
  return true;
}

const find = (area: HTMLElement, number: number) =>
  area.querySelector<HTMLElement>(`[data-number="${number}"]`);

const topOf = (area: HTMLElement, element: HTMLElement) =>
  element.getBoundingClientRect().top - area.getBoundingClientRect().top;

const all = (area: HTMLElement) => [...area.querySelectorAll<HTMLElement>("[data-number]")];

function firstShown(area: HTMLElement): { number: number; top: number } | null {
  const element = all(area).find((one) => topOf(area, one) + one.offsetHeight > 0);
  return element ? { number: Number(element.dataset.number), top: topOf(area, element) } : null;
}

/** The last message whose end is on the screen. */
function lastShown(area: HTMLElement): number {
  const element = all(area).findLast((one) => topOf(area, one) + one.offsetHeight <= area.clientHeight + 1);
  return Number(element?.dataset.number ?? 0);
}
