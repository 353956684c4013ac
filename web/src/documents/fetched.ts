/** Which version of a file this device fetched last, or sent: what is sent next was made from that one. */
import { drafts } from "~/core/drafts";

const PLACE = "fetched";
const MOST = 200; // files; the oldest are forgotten
type Known = [document: string, number: number][];

function known(): Known {
  try {
    return JSON.parse(drafts.read(PLACE) || "[]") as Known;
  } catch {
    return [];
  }
}

export const fetched = {
  of: (document: string): number | null => known().find(([id]) => id === document)?.[1] ?? null,

  note(document: string, number: number | undefined): void {
    if (!number) return;
    const others = known().filter(([id]) => id !== document);
    drafts.write(PLACE, JSON.stringify([...others, [document, number]].slice(-MOST)));
  },
};
