import { beforeEach, expect, test, vi } from "vitest";
import { queries } from "~/core/query";
import { type Comment, type Post, postKey, threadKey } from "./cache";
import { apply, type PostChanged } from "./live-posts";
import type { Thread } from "./thread";

const post = {
  id: "p",
  comments: 1,
  participants: 1,
  version: 1,
  deleted: false,
  latest: [],
  reactions: [{ emoji: "👍", count: 1, mine: true }],
} as unknown as Post;
const comment = { id: "c1", post: "p", version: 1, body: "Old", reactions: [] } as unknown as Comment;
const frame = (more: Partial<PostChanged> = {}): PostChanged => ({
  post: "p",
  at: ++clock,
  version: 1,
  deleted: false,
  comments: 1,
  participants: 1,
  reactions: [{ emoji: "👍", count: 1 }],
  latest: [],
  changed: [],
  ...more,
});
const shown = () => queries.getQueryData<Post>(postKey("p"));
const thread = () => queries.getQueryData<Thread>(threadKey("p"));
let clock = 0;

beforeEach(() => {
  queries.setQueryData(postKey("p"), post);
  queries.setQueryData(threadKey("p"), { items: [comment], older: null, newer: null });
});

test("a frame's numbers are what is shown, however often it comes", () => {
  const twice = frame({ comments: 3, reactions: [{ emoji: "👍", count: 5 }] });
  apply(twice);
  apply(twice);
  expect(shown()).toMatchObject({ comments: 3, reactions: [{ emoji: "👍", count: 5, mine: true }] });
});

test("a frame that was overtaken changes nothing", () => {
  const late = frame({ comments: 2 });
  apply(frame({ comments: 3 }));
  apply(late);
  expect(shown()?.comments).toBe(3);
});

test("while one's own reaction is counted, those of a frame wait", () => {
  apply(frame({ comments: 2, reactions: [] }), false);
  expect(shown()).toMatchObject({ comments: 2, reactions: post.reactions });
});

test("comments of a frame come into the open thread, in order and once", () => {
  const added = { ...comment, id: "c2", body: "New", reactions: [] };
  apply(frame({ changed: [added] }));
  apply(frame({ changed: [added, { ...comment, version: 2, body: "Edited", reactions: [] }] }));
  expect(thread()?.items.map((one) => one.body)).toEqual(["Edited", "New"]);
});

test("my reactions to a comment stay mine", () => {
  const mine = { ...comment, reactions: [{ emoji: "🎉", count: 1, mine: true }] };
  queries.setQueryData(threadKey("p"), { items: [mine], older: null, newer: null });
  apply(frame({ changed: [{ ...comment, reactions: [{ emoji: "🎉", count: 2 }] }] }));
  expect(thread()?.items[0]?.reactions).toEqual([{ emoji: "🎉", count: 2, mine: true }]);
});

test("a newer version is read again, once, and not at the same moment by all", () => {
  vi.useFakeTimers();
  const wait = vi.spyOn(window, "setTimeout");
  apply(frame({ version: 2 }));
  apply(frame({ version: 2 }));
  expect(wait).toHaveBeenCalledOnce();
  expect(wait.mock.calls[0]?.[1]).toBeGreaterThan(500);
  vi.clearAllTimers();
  vi.useRealTimers();
});
