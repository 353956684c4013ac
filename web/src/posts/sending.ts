/** Comments on their way: shown at once, kept with their text until the server has them. */
import { useSyncExternalStore } from "react";
import { api, body, once } from "~/core/api/client";
import { jittered, live } from "~/core/live";
import { isOffline } from "~/core/problems";
import { queries } from "~/core/query";
import { type Comment, changePost, changeThread, keptPost, threadKey } from "./cache";
import { merged, type Thread } from "./thread";
import { unsent } from "./unsent";

export interface Outgoing {
  key: string; // the same for every try: the server answers the second as the first
  post: string;
  body: string;
  attachments: string[];
  replyTo: string | null;
  at: string;
  after: string; // the newest comment that was known when it was written
  problem?: unknown; // why the last try failed
}

const NONE: Outgoing[] = [];
const SPREAD = 2000; // ms
const byPost = new Map<string, Outgoing[]>();
const listeners = new Set<() => void>();

export const outgoing = (post: string): Outgoing[] => byPost.get(post) ?? NONE;

export const useOutgoing = (post: string) => useSyncExternalStore(subscribe, () => outgoing(post));

export function sendComment(
  post: string,
  text: string,
  replyTo: string | null,
  attachments: string[] = [],
): void {
  const after = newestKnown(post);
  const at = new Date().toISOString();
  const sent = { key: crypto.randomUUID(), post, body: text, attachments, replyTo, after, at };
  set(post, [...outgoing(post), sent]);
  void send(sent);
}

function newestKnown(post: string): string {
  const thread = queries.getQueryData<Thread>(threadKey(post));
  return [thread?.items.at(-1)?.id ?? "", keptPost(post)?.latest[0]?.id ?? ""].sort().at(-1) ?? "";
}

/** Whether a comment is this one: its answer may be late or lost while a frame has brought it. */
export const isArrived = (sent: Outgoing, comment: Comment, me: string): boolean =>
  comment.id > sent.after &&
  comment.author.id === me &&
  comment.body === sent.body &&
  comment.attachments.join() === sent.attachments.join() &&
  comment.reply_to === sent.replyTo;

export function sendAgain({ problem: _, ...sent }: Outgoing): void {
  replace(sent);
  void send(sent);
}

export function discard(sent: Outgoing): void {
  set(
    sent.post,
    outgoing(sent.post).filter((one) => one.key !== sent.key),
  );
}

async function send(sent: Outgoing): Promise<void> {
  try {
    const comment = await body(
      api.POST("/v1/posts/{post}/comments", {
        params: { path: { post: sent.post } },
        body: { body: sent.body, reply_to: sent.replyTo, attachments: sent.attachments },
        headers: once(sent.key),
      }),
    );
    arrived(comment);
    discard(sent);
  } catch (problem) {
    replace({ ...sent, problem });
  }
}

/** Counts it, unless a frame was quicker and has. */
function arrived(comment: Comment): void {
  const { id, author, body: text, created_at, attachments } = comment;
  changePost(comment.post, (post) =>
    post.latest.some((one) => one.id >= id)
      ? post
      : {
          ...post,
          comments: post.comments + 1,
          latest: [{ id, author, body: text, created_at, files: attachments.length }, ...post.latest].slice(
            0,
            2,
          ),
        },
  );
  // Behind a gap (a thread that was opened in its middle) it has no place; then the reader stays where they are.
  changeThread(comment.post, (thread) => merged(thread, [comment]));
}

live.onReturn(() => {
  for (const sent of [...byPost.values()].flat()) {
    if (isOffline(sent.problem)) setTimeout(() => sendAgain(sent), jittered(SPREAD));
  }
});

function replace(sent: Outgoing): void {
  set(
    sent.post,
    outgoing(sent.post).map((one) => (one.key === sent.key ? sent : one)),
  );
}

function set(post: string, next: Outgoing[]): void {
  if (next.length) byPost.set(post, next);
  else byPost.delete(post);
  if (next.length) unsent.add(post);
  else unsent.delete(post);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
