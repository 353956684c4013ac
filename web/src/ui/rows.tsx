import type { ReactNode } from "react";
import "./rows.css";

/** A list of people or groups: a card of lines. */
export function Rows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className="rows" aria-label={label}>
      {children}
    </ul>
  );
}

/** One of them: who it is, something below it, what can be done at its end. */
export function Row({
  face,
  name,
  below,
  whole = false,
  children,
}: {
  face: ReactNode;
  name: ReactNode;
  below?: ReactNode;
  /** All of what is below, however long; otherwise two lines. */
  whole?: boolean;
  children?: ReactNode;
}) {
  return (
    <li className="rows-row">
      {face}
      <div className="grow">
        <div className="rows-name">{name}</div>
        {below && <div className={whole ? "rows-whole quiet" : "rows-below quiet"}>{below}</div>}
      </div>
      {children && <div className="rows-end">{children}</div>}
    </li>
  );
}
