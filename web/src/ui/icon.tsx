import type { LucideIcon } from "lucide-react";

/** An icon beside words, or in a control that has a name of its own: screen readers skip it. */
export function Icon({ of: Drawn, size = 20 }: { of: LucideIcon; size?: number }) {
  return <Drawn size={size} strokeWidth={1.75} aria-hidden="true" focusable="false" />;
}
