/** Which files of a list are chosen: one by one, a stretch of them, or all. */
import { type TouchEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import type { Document } from "./model";

export interface Chosen {
  ids: ReadonlySet<string>;
  /** Those themselves, in the order in which they are seen. */
  all: Document[];
  /** `to`: and all between the last one and this. */
  turn: (id: string, to?: boolean) => void;
  /** All that are there, or none where all are chosen. */
  turnAll: () => void;
  isAll: boolean;
  clear: () => void;
}

export function useChosen(entries: Document[]): Chosen {
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef<string | null>(null);
  const there = entries.map(({ id }) => id);
  const ids = new Set(there.filter((id) => kept.has(id))); // what is gone is chosen no more
  const turn = (id: string, to = false) => {
    setKept(turned(ids, there, id, to ? anchor.current : null));
    anchor.current = id;
  };
  const clear = () => setKept(new Set());
  const choose = () => setKept(new Set(there));
  const isAll = ids.size === there.length;
  useKeys(choose, clear, ids.size > 0);
  return {
    ids,
    isAll,
    turnAll: isAll ? clear : choose,
    all: entries.filter(({ id }) => ids.has(id)),
    turn,
    clear,
  };
}

/** With `from`, all from that one on are chosen, as this one comes to be. */
export function turned(
  ids: ReadonlySet<string>,
  there: string[],
  id: string,
  from: string | null,
): ReadonlySet<string> {
  const next = new Set(ids);
  const [one, other] = [there.indexOf(id), from === null ? -1 : there.indexOf(from)];
  const stretch = other < 0 ? [id] : there.slice(Math.min(one, other), Math.max(one, other) + 1);
  for (const each of stretch) {
    if (ids.has(id)) next.delete(each);
    else next.add(each);
  }
  return next;
}

const ELSEWHERE = "input:not([type=checkbox]), textarea, [contenteditable], [role=dialog], [role=menu]";

/** A key is meant for something else than the list. */
export const isTaken = ({ target, defaultPrevented }: KeyboardEvent): boolean =>
  defaultPrevented ||
  (target instanceof Element && target.closest(ELSEWHERE) !== null) ||
  document.querySelector("[role=dialog]") !== null;

/** Ctrl+A and Escape, wherever nothing else takes them. */
function useKeys(all: () => void, clear: () => void, isAny: boolean): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isTaken(event)) return;
    if (event.key === "Escape" && isAny) return clear();
    if (event.key.toLowerCase() !== "a" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    all();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    addEventListener("keydown", listener);
    return () => removeEventListener("keydown", listener);
  }, []);
}

const LONG = 500; // ms
const STILL = 10; // px

/** A finger that stays on a line chooses it; what its release would press is not pressed. */
export function useHold(choose: () => void) {
  const touch = useRef({ timer: 0, x: 0, y: 0, isHeld: false });
  const stop = () => clearTimeout(touch.current.timer);
  useEffect(() => () => clearTimeout(touch.current.timer), []);
  return {
    onTouchStart: ({ touches }: TouchEvent) => {
      stop();
      const at = touches[0];
      if (!at || touches.length > 1) return;
      touch.current = { timer: 0, x: at.clientX, y: at.clientY, isHeld: false };
      touch.current.timer = window.setTimeout(() => {
        touch.current.isHeld = true;
        navigator.vibrate?.(10);
        choose();
      }, LONG);
    },
    onTouchMove: ({ touches }: TouchEvent) => {
      const at = touches[0];
      const { x, y } = touch.current;
      if (!at || Math.hypot(at.clientX - x, at.clientY - y) > STILL) stop();
    },
    onTouchEnd: stop,
    onTouchCancel: stop,
    onContextMenu: (event: { preventDefault: () => void }) => {
      if (touch.current.isHeld) event.preventDefault(); // of a link
    },
    onClickCapture: (event: { preventDefault: () => void; stopPropagation: () => void }) => {
      if (!touch.current.isHeld) return;
      touch.current.isHeld = false;
      event.preventDefault();
      event.stopPropagation();
    },
    /** Asked by what is pressed without a click. */
    isHeld: () => touch.current.isHeld,
  };
}
