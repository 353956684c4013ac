/** What the server tells of the posts on the screen, put where they are kept. */
import { api, body, type Schemas } from "~/core/api/client";
import { type Frame, jittered, live } from "~/core/live";
import { Problem } from "~/core/problems";
import { queries } from "~/core/query";
import { changePost, changeThread, keptPost, threadKey } from "./cache";
import { lastAsked, onScreen } from "./on-screen";
import { counted, reacting } from "./reactions";
import { merged, type Thread } from "./thread";

type Post = Schemas["Post"];
type Count = { emoji: string; count: number };
type Changed = Omit<Schemas["Comment"], "body" | "reactions"> & { body?: string; reactions: Count[] };

export interface PostChanged {
  post: string;
  at: number;
  version: number;
  deleted: boolean;
  comments: number;
  participants: number;
  reactions: Count[];
  latest: Post["latest"];
  changed: Changed[];
  reload?: boolean;
  spread?: number; // seconds over which those who look at it read it again
}

/** What a post counts when one begins to watch it. */
interface Now {
  post: string;
  version: number;
  comments: number;
  participants: number;
  reactions: number; // in all
}

const SPREAD = 2000; // ms, over which all who look at a post come to read it again
const SOON = 500; // ms, when one has just come to see a post
const RETURN_SPREAD = 6000; // ms, after a lost line, when everybody comes back at once

const applied = new Map<string, number>(); // by post: when the newest frame was made
const rereads = new Map<string, number>(); // timers, by post

live.on("watching", (frame) => {
  for (const now of (frame.now ?? []) as Now[]) catchUp(now);
  const readable = (frame.posts ?? []) as string[];
  for (const post of lastAsked()) if (!readable.includes(post)) readAgain(post, SOON);
});
live.on("post.changed", (frame) => applyWhenCounted(frame as Frame & PostChanged));
live.onReturn(() => {
  // The socket watches again by itself, and the answer says which posts changed. Comments that were changed or
  // reacted to do not count: what is open is read again, and not by everybody at once.
  for (const post of onScreen()) {
    if (queries.getQueryData(threadKey(post))) readAgain(post, RETURN_SPREAD);
  }
});

/** Reactions wait while one's own are being counted; frames keep their order, so all that follows waits with them. */
const waiting = new Map<string, PostChanged[]>();

function applyWhenCounted(frame: PostChanged): void {
  const before = waiting.get(frame.post);
  if (!before && reacting(frame.post) === 0) {
    apply(frame);
    return;
  }
  if (!before) later(frame.post);
  waiting.set(frame.post, [...(before ?? []), frame]);
  apply(frame, false);
}

function later(post: string): void {
  window.setTimeout(
    () => {
      if (reacting(post) > 0) {
        later(post);
        return;
      }
      const frames = waiting.get(post) ?? [];
      waiting.delete(post);
      applied.delete(post);
      for (const frame of frames) apply(frame);
    },
    Math.min(reacting(post), 1000),
  );
}

/** Numbers of a frame are absolute, so it may come twice, late, or behind a newer one. */
export function apply(frame: PostChanged, withReactions = true): void {
  const known = keptPost(frame.post);
  const late = frame.at < (applied.get(frame.post) ?? 0);
  if (!late) {
    applied.set(frame.post, frame.at);
    changePost(frame.post, (post) => ({
      ...post,
      deleted: post.deleted || frame.deleted,
      comments: frame.comments,
      participants: frame.participants,
      latest: frame.latest,
      reactions: withReactions ? counted(post.reactions, frame.reactions) : post.reactions,
    }));
  }
  const whole = frame.changed.flatMap(({ body: text, ...rest }) =>
    text === undefined ? [] : [{ ...rest, body: text }],
  );
  changeThread(frame.post, (thread) => {
    const shown = new Map(thread.items.map((one) => [one.id, one.reactions]));
    const fresh = whole
      .filter((one) => !late || !shown.has(one.id))
      .map((one) => {
        const mine = shown.get(one.id) ?? [];
        return { ...one, reactions: withReactions ? counted(mine, one.reactions) : mine };
      });
    return merged(thread, fresh);
  });
  const missing = frame.reload || whole.length < frame.changed.length;
  if (!frame.deleted && (missing || (known && known.version < frame.version)))
    readAgain(frame.post, frame.spread ? frame.spread * 1000 : SPREAD);
}

/** Between reading a post and watching it something may have happened: then it is read again. */
function catchUp(now: Now): void {
  const known = keptPost(now.post);
  if (!known || reacting(now.post) > 0) return;
  const reactions = known.reactions.reduce((sum, one) => sum + one.count, 0);
  const same =
    known.version === now.version &&
    known.comments === now.comments &&
    known.participants === now.participants &&
    reactions === now.reactions;
  if (!same) readAgain(now.post, SOON);
}

/** Reads a post and its open thread again, once, at a moment of chance. */
function readAgain(post: string, spread: number): void {
  if (rereads.has(post)) return;
  const read = async () => {
    rereads.delete(post);
    try {
      const fresh = await body(api.GET("/v1/posts/{post}", { params: { path: { post } } }));
      changePost(post, () => fresh);
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 404) return;
      changePost(post, (known) => ({ ...known, deleted: true })); // or not to be read any more
    }
    const thread = queries.getQueryData<Thread>(threadKey(post));
    // One that was opened in its middle stays where its reader is.
    if (thread && thread.newer === null) await queries.invalidateQueries({ queryKey: threadKey(post) });
  };
  rereads.set(
    post,
    window.setTimeout(() => void read(), jittered(spread)),
  );
}
