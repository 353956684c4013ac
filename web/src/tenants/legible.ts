/** What cannot be read, as the server found it: before saving, and where that was too late, in its refusal. */
import type { Schemas } from "~/core/api/client";
import { Problem } from "~/core/problems";
import type { Colours } from "./edits";

export type Unfit = Schemas["Unfit"];

interface Told {
  of: Colours;
  problems: Unfit[];
}

/** Those of the colours that stand there now: what was said of others before is over. */
export function standing(told: Told | undefined, now: Colours): Unfit[] {
  return told?.problems.filter(({ field }) => told.of[field] === now[field]) ?? [];
}

/** The one that PUT /v1/branding was refused for. */
export function refusedFor(error: unknown): Unfit | undefined {
  if (!(error instanceof Problem) || error.status !== 422) return undefined;
  const { field, members } = error;
  if (field !== "accent" && field !== "accent_dark") return undefined;
  return typeof members.nearest === "string" ? (members as Unfit) : undefined;
}
