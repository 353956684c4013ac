/** Reactions: shown at once, taken back when the server refuses. */

import type { Schemas } from "~/core/api/client";
import { api } from "~/core/api/client";
import { useProblemWords } from "~/core/problem-words";
import { toast } from "~/ui/toast";
import { changePost, changeThread } from "./cache";

export type Reaction = Schemas["Reaction"];
type Change = (reactions: Reaction[]) => Reaction[];

export interface Target {
  post: string;
  comment?: string;
}

export const QUICK = ["👍", "❤️", "😂", "🎉", "🙏"];

// How long the server may need to count: until then frames may show the time before one reacted.
const COUNTING = 2500; // ms
const wanted = new Map<string, boolean>(); // by target and emoji, while a request runs
const settled = new Map<string, number>(); // by post: when its numbers can be trusted again

/** A function that reacts, or takes it back, and tells where that failed. */
export function useReact(target: Target): (emoji: string, on: boolean) => void {
  const words = useProblemWords();
  return (emoji, on) => {
    react(target, emoji, on).catch((error: unknown) => toast(words(error), { tone: "danger" }));
  };
}

export async function react(target: Target, emoji: string, on: boolean): Promise<void> {
  const name = `${target.comment ?? target.post} ${emoji}`;
  change(target, (reactions) => toggled(reactions, emoji, on));
  const running = wanted.has(name);
  wanted.set(name, on);
  if (running) return; // its loop sees that somebody changed their mind
  settled.set(target.post, Number.POSITIVE_INFINITY);
  let kept = !on;
  try {
    for (let next = on; next !== kept; next = wanted.get(name) ?? kept) {
      await send(target, emoji, next);
      kept = next;
    }
  } catch (error) {
    change(target, (reactions) => toggled(reactions, emoji, kept));
    throw error;
  } finally {
    wanted.delete(name);
    settled.set(target.post, Date.now() + COUNTING);
  }
}

/** How long, in ms, what frames say of a post's reactions may be older than what one did oneself. */
export const reacting = (post: string): number => Math.max(0, (settled.get(post) ?? 0) - Date.now());

export function toggled(reactions: Reaction[], emoji: string, on: boolean): Reaction[] {
  const known = reactions.find((one) => one.emoji === emoji);
  if (!known) return on ? [...reactions, { emoji, count: 1, mine: true }] : reactions;
  if (known.mine === on) return reactions;
  const count = known.count + (on ? 1 : -1);
  return reactions.flatMap((one) => (one !== known ? [one] : count > 0 ? [{ emoji, count, mine: on }] : []));
}

/** Numbers from the server, which do not say what is mine. What is shown keeps its order, so that nothing moves below a finger. */
export function counted(shown: Reaction[], counts: { emoji: string; count: number }[]): Reaction[] {
  const now = new Map(counts.map(({ emoji, count }) => [emoji, count]));
  const known = shown.flatMap((one) => {
    const count = now.get(one.emoji);
    now.delete(one.emoji);
    return count ? [{ ...one, count }] : [];
  });
  return [...known, ...[...now].map(([emoji, count]) => ({ emoji, count, mine: false }))];
}

function change(target: Target, with_: Change): void {
  if (!target.comment) {
    changePost(target.post, (post) => ({ ...post, reactions: with_(post.reactions) }));
    return;
  }
  changeThread(target.post, (thread) => ({
    ...thread,
    items: thread.items.map((one) =>
      one.id === target.comment ? { ...one, reactions: with_(one.reactions) } : one,
    ),
  }));
}

async function send(target: Target, emoji: string, on: boolean): Promise<void> {
  if (target.comment) {
    const path = { params: { path: { comment: target.comment, emoji } } };
    await (on
      ? api.PUT("/v1/comments/{comment}/reactions/{emoji}", path)
      : api.DELETE("/v1/comments/{comment}/reactions/{emoji}", path));
  } else {
    const path = { params: { path: { post: target.post, emoji } } };
    await (on
      ? api.PUT("/v1/posts/{post}/reactions/{emoji}", path)
      : api.DELETE("/v1/posts/{post}/reactions/{emoji}", path));
  }
}
