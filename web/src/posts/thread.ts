/** What is kept of the comments below a post: a run without gaps, oldest first, and the ways further. */
import type { Comment } from "./cache";

export interface Thread {
  items: Comment[];
  /** Cursors of what is older and newer than the run; null where it reaches the end. */
  older: string | null;
  newer: string | null;
}

export interface Branch {
  comment: Comment;
  replies: Comment[];
}

// A comment's id begins with its time, so ids are in order of time.
const byAge = (a: Comment, b: Comment) => (a.id < b.id ? -1 : 1);

/** Puts comments into the run, each once, the newer version of two. What would leave a gap stays out. */
export function merged(thread: Thread, comments: Comment[]): Thread {
  const known = new Map(thread.items.map((one) => [one.id, one]));
  const first = thread.items[0]?.id;
  const last = thread.items.at(-1)?.id;
  for (const comment of comments) {
    const tooOld = thread.older !== null && first !== undefined && comment.id < first;
    const tooNew = thread.newer !== null && last !== undefined && comment.id > last;
    const old = known.get(comment.id);
    if (tooOld || tooNew || (old && comment.version < old.version)) continue;
    // A push says nothing of files that are known already.
    const files = old?.version === comment.version ? (comment.files ?? old.files) : comment.files;
    known.set(comment.id, { ...comment, files });
  }
  return { ...thread, items: [...known.values()].sort(byAge) };
}

/** The newest comments anew: they go on from what is kept, or replace it where something lies between. */
export function renewed(kept: Thread | undefined, newest: Thread): Thread {
  const last = kept?.items.at(-1)?.id;
  const oldest = newest.items[0]?.id;
  const gap = newest.older !== null && (!last || !oldest || oldest > last);
  if (!kept || gap) return newest;
  // All that is kept stays: what was deleted comes as a tombstone, what came meanwhile is newer than these.
  return merged({ ...kept, older: newest.older === null ? null : kept.older, newer: null }, newest.items);
}

/** Each first comment with all replies below it, one level deep, whomever of them they answer. */
export function branches(items: Comment[]): Branch[] {
  const known = new Map(items.map((one) => [one.id, one]));
  const roots = new Map<string, Branch>();
  for (const comment of items) {
    const root = rootOf(comment, known);
    const branch = roots.get(root.id);
    if (branch && root !== comment) branch.replies.push(comment);
    else roots.set(comment.id, { comment, replies: [] });
  }
  return [...roots.values()];
}

function rootOf(comment: Comment, known: Map<string, Comment>): Comment {
  let root = comment;
  for (let above = known.get(root.reply_to ?? ""); above && above.id < root.id; ) {
    root = above;
    above = known.get(root.reply_to ?? "");
  }
  return root;
}
