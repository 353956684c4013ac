/** The posts on the screen: the server is told which they are, and tells what changes about them. */
import { useCallback } from "react";
import { live } from "~/core/live";

const MOST = 30; // that the server watches for one connection
const PAUSE = 400; // ms, so that scrolling past asks nothing
const ANSWER = 10_000; // ms

const elements = new Map<Element, string>();
const seen = new Set<Element>();
let asked: string[] = [];
let asking = 0; // a timer while the answer to the last `watch` has not come
let pause = 0;

/** A ref for the element that shows a post. */
export function useWatched(post: string) {
  return useCallback(
    (element: HTMLElement | null) => {
      if (!element) return undefined;
      elements.set(element, post);
      observer.observe(element);
      return () => {
        observer.unobserve(element);
        elements.delete(element);
        if (seen.delete(element)) soon();
      };
    },
    [post],
  );
}

const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting && elements.has(target)) seen.add(target);
      else seen.delete(target);
    }
    soon();
  },
  { rootMargin: "200px" },
);

export const onScreen = (): string[] =>
  [...new Set([...seen].flatMap((element) => elements.get(element) ?? []))].slice(0, MOST);

/** What was asked last: the answer to it has all that may be read of these. */
export const lastAsked = (): string[] => asked;

function soon(): void {
  clearTimeout(pause);
  pause = window.setTimeout(tell, PAUSE);
}

/** One question at a time: of two at once either may win on the server. */
function tell(): void {
  const posts = onScreen();
  if (asking || posts.join() === asked.join()) return;
  asked = posts;
  asking = window.setTimeout(answered, ANSWER);
  live.watch(posts);
}

function answered(): void {
  clearTimeout(asking);
  asking = 0;
  soon();
}

live.on("watching", answered);
live.on("error", answered);
