/** Ways through the files of a viewer, and out of it: keys, swipes, the back button. */
import { type TouchEvent, useEffect, useEffectEvent, useRef } from "react";

export type Step = -1 | 1;

const OWN = "input, video, audio, select, textarea"; // arrows mean something there

/** Arrow keys, wherever the focus is within the viewer. */
export function useArrows(step: (to: Step) => void, isOff: boolean): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isOff || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target instanceof Element && event.target.closest(OWN)) return;
    const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") step(event.key === forward ? 1 : -1);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    addEventListener("keydown", listener);
    return () => removeEventListener("keydown", listener);
  }, []);
}

const FAR = 60; // px, and rather along the line than across

/** By a finger; not where the page is enlarged, or what lies under it runs sideways itself. */
export function useSwipes(step: (to: Step) => void) {
  const begun = useRef<{ x: number; y: number } | null>(null);
  return {
    onTouchStart: ({ touches, target }: TouchEvent) => {
      const touch = touches.length === 1 ? touches[0] : undefined;
      const isFree = (visualViewport?.scale ?? 1) < 1.05 && !runsSideways(target as Element);
      begun.current = touch && isFree ? { x: touch.clientX, y: touch.clientY } : null;
    },
    onTouchEnd: ({ changedTouches }: TouchEvent) => {
      const [from, to] = [begun.current, changedTouches[0]];
      begun.current = null;
      if (!from || !to) return;
      const x = to.clientX - from.x;
      if (Math.abs(x) < FAR || Math.abs(x) < 2 * Math.abs(to.clientY - from.y)) return;
      step(x < 0 === (document.documentElement.dir !== "rtl") ? 1 : -1);
    },
    onTouchCancel: () => {
      begun.current = null;
    },
  };
}

function runsSideways(from: Element): boolean {
  for (let one: Element | null = from; one; one = one.parentElement) {
    const isTaken = one.matches("video, audio, input");
    if (isTaken || (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== "visible"))
      return true;
    if (one.matches(".viewer")) return false;
  }
  return false;
}

const MARK = "viewer";

/** The back button closes what is open, and does not leave the page. */
export function useBack(onClose: () => void): void {
  const close = useEffectEvent(onClose);
  useEffect(() => {
    history.pushState({ ...history.state, [MARK]: true }, "");
    const onPop = () => close();
    addEventListener("popstate", onPop);
    return () => {
      removeEventListener("popstate", onPop);
      if (history.state?.[MARK]) history.back(); // closed by other means
    };
  }, []);
}
