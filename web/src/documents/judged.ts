/** What became of a file that was sent: it is looked into after it came. */
import { api, body } from "~/core/api/client";
import { type Document, isChecking } from "./model";
import { pauseAfter } from "./watching";

const MOST = 6; // questions, in two minutes; then the list of the folder is left to tell it

/** The document once it is judged; null where that takes too long, or nobody `waits` for it any more. */
export async function judged(document: Document, waits: () => boolean): Promise<Document | null> {
  let known = document;
  for (let asked = 0; isChecking(known); asked += 1) {
    if (asked === MOST) return null;
    await new Promise((resolve) => setTimeout(resolve, pauseAfter(asked)));
    if (!waits()) return null;
    const path = { document: document.id };
    known = await body(api.GET("/v1/documents/{document}", { params: { path } })).catch(() => known);
  }
  return known;
}
