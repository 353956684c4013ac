import type { ReactNode } from "react";
import "./badge.css";

/** A word beside a name: guest, owner, private. */
export function Badge({ children, tone = "plain" }: { children: ReactNode; tone?: "plain" | "warning" }) {
  return <span className={`badge badge-${tone}`}>{children}</span>;
}
