/** A post may stand in several lists that are kept: the feed, walls, its own page. A change goes to all of them. */
import type { InfiniteData } from "@tanstack/react-query";
import { api, body, type Schemas } from "~/core/api/client";
import { queries } from "~/core/query";
import { merged, type Thread } from "./thread";

export type Post = Schemas["Post"];
export type Comment = Schemas["Comment"];
export type Entry = Schemas["Entry"];
export type FeedPage = Schemas["Feed"];
type Wall = { items: Post[] };

export const postKey = (id: string) => ["post", id];
export const wallKey = (home: Post["home"]) => ["wall", home.kind, home.id];
export const threadKey = (post: string) => ["comments", post];

/** Applies `change` wherever the post is kept; null takes it out of lists. The result undoes it. */
export function changePost(id: string, change: (post: Post) => Post | null): () => void {
  const before = [
    ...queries.getQueriesData<unknown>({ queryKey: ["feed"] }),
    ...queries.getQueriesData<unknown>({ queryKey: ["wall"] }),
    ...queries.getQueriesData<unknown>({ queryKey: postKey(id) }),
  ];
  queries.setQueriesData<InfiniteData<FeedPage>>({ queryKey: ["feed"] }, (data) =>
    mapPages(data, (page) => ({
      ...page,
      items: mapItems(page.items, (entry) => inEntry(entry, id, change)),
    })),
  );
  queries.setQueriesData<InfiniteData<Wall>>({ queryKey: ["wall"] }, (data) =>
    mapPages(data, (page) => ({
      ...page,
      items: mapItems(page.items, (post) => (post.id === id ? change(post) : post)),
    })),
  );
  queries.setQueryData<Post>(postKey(id), (post) => (post ? (change(post) ?? undefined) : post));
  return () => {
    for (const [key, data] of before) queries.setQueryData(key, data);
  };
}

/** The post as any list has it: what its page shows until the server answers. */
export function keptPost(id: string): Post | undefined {
  const own = queries.getQueryData<Post>(postKey(id));
  if (own) return own;
  for (const [, data] of queries.getQueriesData<InfiniteData<FeedPage>>({ queryKey: ["feed"] })) {
    for (const page of data?.pages ?? []) {
      const entry = page.items.find((one) => one.post.id === id);
      if (entry) return entry.post;
    }
  }
  for (const [, data] of queries.getQueriesData<InfiniteData<Wall>>({ queryKey: ["wall"] })) {
    for (const page of data?.pages ?? []) {
      const post = page.items.find((one) => one.id === id);
      if (post) return post;
    }
  }
  return undefined;
}

/** Changes what is kept of a post's comments, if anything is. */
export function changeThread(post: string, change: (thread: Thread) => Thread): void {
  queries.setQueryData<Thread>(threadKey(post), (thread) => thread && change(thread));
}

/** A comment as the server says it is now, into the thread and among the newest. */
export function keepComment(comment: Comment): void {
  changeThread(comment.post, (thread) => merged(thread, [comment]));
  const { id, author, body: text, created_at, attachments } = comment;
  const latest = { id, author, body: text, created_at, files: attachments.length };
  changePost(comment.post, (post) => ({
    ...post,
    latest: post.latest
      .map((one) => (one.id === id ? latest : one))
      .filter((one) => !(comment.deleted && one.id === id)),
  }));
}

function inEntry(entry: Entry, id: string, change: (post: Post) => Post | null): Entry | null {
  if (entry.post.id !== id) return entry;
  const post = change(entry.post);
  return post && { ...entry, post };
}

function mapItems<T>(items: T[], change: (item: T) => T | null): T[] {
  let same = true;
  const changed = items.flatMap((item) => {
    const next = change(item);
    same &&= next === item;
    return next === null ? [] : [next];
  });
  return same ? items : changed; // the same list, so that nothing is drawn again
}

function mapPages<P>(data: InfiniteData<P> | undefined, change: (page: P) => P): InfiniteData<P> | undefined {
  return data && { ...data, pages: data.pages.map(change) };
}

/** As it is now, with its files. */
export async function refreshPost(id: string): Promise<void> {
  const fresh = await body(api.GET("/v1/posts/{post}", { params: { path: { post: id } } }));
  changePost(id, () => fresh);
}

export async function refreshComment(id: string): Promise<void> {
  keepComment(await body(api.GET("/v1/comments/{comment}", { params: { path: { comment: id } } })));
}
