import { useEffect, useRef } from "react";
import { number } from "~/core/time";
import { Link } from "./link";
import "./link-tabs.css";

export interface Tab {
  to: string;
  words: string;
  here: boolean;
  count?: number | undefined;
}

/** The parts of a screen, each with an address of its own. */
export function LinkTabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  const strip = useRef<HTMLElement>(null);
  const here = tabs.find((tab) => tab.here)?.to;
  // On a phone the strip may be longer than the screen. The page itself must not move, as scrollIntoView would.
  useEffect(() => {
    const tab = here && strip.current?.querySelector("[aria-current]");
    if (!tab || !strip.current) return;
    const [inner, outer] = [tab.getBoundingClientRect(), strip.current.getBoundingClientRect()];
    strip.current.scrollLeft += Math.max(0, inner.right - outer.right) + Math.min(0, inner.left - outer.left);
  }, [here]);
  return (
    <nav ref={strip} className="link-tabs" aria-label={label}>
      {tabs.map(({ to, words, here: isHere, count }) => (
        <Link key={to} to={to} className="link-tab" aria-current={isHere ? "page" : undefined}>
          {words}
          {Boolean(count) && <span className="link-tab-count numbers">{number(count ?? 0)}</span>}
        </Link>
      ))}
    </nav>
  );
}
