/** The comments below a post, page by page from the newest, or around one of them. */
import { useQuery } from "@tanstack/react-query";
import { api, body } from "~/core/api/client";
import { Problem } from "~/core/problems";
import { queries } from "~/core/query";
import { type Comment, changeThread, threadKey } from "./cache";
import { merged, renewed, type Thread } from "./thread";

const PAGE = 20;
const AROUND = 10; // shown above the comment that a link names

type Order = "newest" | "oldest";
type Query = { order: Order; limit: number; cursor?: string; beyond?: string };

/** `focus`: a comment that has to be among them. */
export function useThread(post: string, focus?: string | null) {
  const kept = queries.getQueryData<Thread>(threadKey(post));
  const missing = focus && !kept?.items.some((one) => one.id === focus);
  return useQuery({
    queryKey: threadKey(post),
    queryFn: ({ signal }) => (missing ? around(post, focus, signal) : newest(post, signal)),
    ...(missing && { staleTime: 0 }),
  });
}

async function newest(post: string, signal?: AbortSignal): Promise<Thread> {
  const { items, next } = await read(post, { order: "newest", limit: PAGE }, signal);
  const kept = queries.getQueryData<Thread>(threadKey(post));
  return renewed(kept, { items: items.reverse(), older: next, newer: null });
}

async function around(post: string, focus: string, signal: AbortSignal): Promise<Thread> {
  const asked = Promise.all([
    read(post, { order: "newest", limit: AROUND, beyond: focus }, signal),
    one(focus, signal),
    read(post, { order: "oldest", limit: PAGE, beyond: focus }, signal),
  ]);
  const found = await asked.catch(nothing);
  if (!found) return newest(post, signal); // it is no comment of this post
  const [before, it, after] = found;
  return { items: [...before.items.reverse(), ...it, ...after.items], older: before.next, newer: after.next };
}

/** None where it was deleted. */
async function one(comment: string, signal: AbortSignal): Promise<Comment[]> {
  const path = { params: { path: { comment } }, signal };
  const found = await body(api.GET("/v1/comments/{comment}", path)).catch(nothing);
  return found ? [found] : [];
}

function nothing(error: unknown): undefined {
  if (!(error instanceof Problem) || error.status !== 404) throw error;
}

export async function showEarlier(post: string): Promise<void> {
  const cursor = queries.getQueryData<Thread>(threadKey(post))?.older;
  if (!cursor) return;
  const { items, next } = await read(post, { order: "newest", limit: PAGE, cursor });
  changeThread(post, (thread) =>
    thread.older === cursor ? { ...merged({ ...thread, older: null }, items), older: next } : thread,
  );
}

export async function showLater(post: string): Promise<void> {
  const cursor = queries.getQueryData<Thread>(threadKey(post))?.newer;
  if (!cursor) return;
  const { items, next } = await read(post, { order: "oldest", limit: PAGE, cursor });
  changeThread(post, (thread) =>
    thread.newer === cursor ? { ...merged({ ...thread, newer: null }, items), newer: next } : thread,
  );
}

function read(post: string, query: Query, signal?: AbortSignal) {
  return body(
    api.GET("/v1/posts/{post}/comments", {
      params: { path: { post }, query },
      ...(signal && { signal }),
    }),
  );
}
