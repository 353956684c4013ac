/** A group's or a person's wall, and what arrives on it while one looks. */
import { type InfiniteData, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api, body } from "~/core/api/client";
import { type Page, paged } from "~/core/lists";
import { live } from "~/core/live";
import { queries } from "~/core/query";
import { type Post, postKey, wallKey } from "./cache";

type Home = Post["home"];

export function useWall(home: Home) {
  return useInfiniteQuery(paged<Post>(wallKey(home), (at, signal) => read(home, at, signal)));
}

/** What is pinned; at most ten, so one page. */
export function usePinned(home: Home) {
  return useInfiniteQuery(
    paged<Post>([...wallKey(home), "pinned"], (_at, signal) => read(home, { pinned: true }, signal)),
  );
}

function read({ kind, id }: Home, query: { cursor?: string; pinned?: boolean }, signal?: AbortSignal) {
  const more = signal ? { signal } : {};
  return kind === "group"
    ? body(api.GET("/v1/groups/{group}/posts", { params: { path: { group: id }, query }, ...more }))
    : body(api.GET("/v1/people/{user}/posts", { params: { path: { user: id }, query }, ...more }));
}

/** New posts come as their frames do; after a lost line the newest page is read. How many came. */
export function useLiveWall(home: Home): number {
  const [arrived, setArrived] = useState(0);
  const shown = useRef(home);
  shown.current = home;
  // A post's id ends with the wall it stands on.
  const container = `${home.kind === "group" ? "g" : "u"}${home.id}`;
  useEffect(() => {
    setArrived(0);
    const bring = (reading: Promise<unknown>) => reading.catch(() => undefined); // gone again, or no line: the next one comes
    const ends = [
      live.on("feed.entry", ({ post, reason }) => {
        if (typeof post !== "string" || !post.endsWith(container)) return;
        void bring(readOne(shown.current, post));
        if (reason !== "own") setArrived((count) => count + 1);
      }),
      live.onReturn(() => void bring(catchUp(shown.current))),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [container]);
  return arrived;
}

async function readOne(home: Home, id: string): Promise<void> {
  const post = await queries.fetchQuery({
    queryKey: postKey(id),
    queryFn: ({ signal }) => body(api.GET("/v1/posts/{post}", { params: { path: { post: id } }, signal })),
  });
  putOnTop(home, [post]);
}

async function catchUp(home: Home): Promise<void> {
  const { items, next } = await read(home, {});
  const key = wallKey(home);
  const kept = queries.getQueryData<InfiniteData<Page<Post>>>(key);
  const known = new Set(kept?.pages.flatMap((page) => page.items.map((post) => post.id)));
  if (items.some((post) => known.has(post.id))) putOnTop(home, items);
  else queries.setQueryData(key, { pages: [{ items, next }], pageParams: [""] }); // what lies between is not known
}

/** Posts that are read anew stand where they are, those not known yet at the top. */
function putOnTop(home: Home, posts: Post[]): void {
  queries.setQueryData<InfiniteData<Page<Post>>>(wallKey(home), (data) => {
    const [first, ...rest] = data?.pages ?? [];
    if (!data || !first) return data;
    const fresh = new Map(posts.map((post) => [post.id, post]));
    const pages = [first, ...rest].map((page) => ({
      ...page,
      items: page.items.map((post) => {
        const read = fresh.get(post.id);
        fresh.delete(post.id);
        return read ?? post;
      }),
    }));
    const [top, ...others] = pages;
    return top ? { ...data, pages: [{ ...top, items: [...fresh.values(), ...top.items] }, ...others] } : data;
  });
}
