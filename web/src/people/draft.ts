import { useState } from "react";
import { slug } from "~/core/network";
import type { Me } from "./queries";

const FIELDS = ["name", "title", "department", "location", "about", "time_zone"] as const;
export type Draft = Pick<Me, (typeof FIELDS)[number]>;

const KEPT = `atrium.draft.${slug}.me`; // core/drafts.ts takes it away at the end

/** My profile as I am changing it: kept in the tab, so that looking something up elsewhere loses nothing. */
export function useDraft(me: Me) {
  const kept = `${KEPT}.${me.id}`;
  const [typed, setTyped] = useState<Partial<Draft>>(() => read(kept));
  const keep = (next: Partial<Draft>) => {
    setTyped(next);
    if (Object.keys(next).length) sessionStorage.setItem(kept, JSON.stringify(next));
    else sessionStorage.removeItem(kept);
  };
  const changed = Object.fromEntries(
    FIELDS.filter((field) => typed[field] !== undefined && typed[field] !== me[field]).map((field) => [
      field,
      typed[field],
    ]),
  ) as Partial<Draft>;
  return {
    draft: { ...pick(me), ...typed },
    /** The fields that are not as they were. */
    changed,
    set: (more: Partial<Draft>) => keep({ ...typed, ...more }),
    discard: () => keep({}),
  };
}

const pick = ({ name, title, department, location, about, time_zone }: Me): Draft => ({
  name,
  title,
  department,
  location,
  about,
  time_zone,
});

function read(kept: string): Partial<Draft> {
  try {
    return JSON.parse(sessionStorage.getItem(kept) ?? "{}") as Partial<Draft>;
  } catch {
    return {};
  }
}
