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
  return (
    <nav className="link-tabs" aria-label={label}>
      {tabs.map(({ to, words, here, count }) => (
        <Link key={to} to={to} className="link-tab" aria-current={here ? "page" : undefined}>
          {words}
          {Boolean(count) && <span className="link-tab-count numbers">{number(count ?? 0)}</span>}
        </Link>
      ))}
    </nav>
  );
}
