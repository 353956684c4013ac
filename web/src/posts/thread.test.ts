import { expect, test } from "vitest";
import type { Comment } from "./cache";
import { branches, merged, renewed, type Thread } from "./thread";

const comment = (id: string, more: Partial<Comment> = {}): Comment => ({
  id,
  post: "p",
  author: { id: "u", name: "Ada", avatar: null, guest: false },
  body: id,
  reply_to: null,
  created_at: "2026-01-01T00:00:00Z",
  edited_at: null,
  deleted: false,
  mentions: [],
  attachments: [],
  files: [],
  reactions: [],
  version: 1,
  ...more,
});
const thread = (ids: string, more: Partial<Thread> = {}): Thread => ({
  items: [...ids].map((id) => comment(id)),
  older: null,
  newer: null,
  ...more,
});
const ids = ({ items }: Thread) => items.map((one) => one.id).join("");

test("comments come in order of time, each once", () => {
  expect(ids(merged(thread("ac"), [comment("d"), comment("b"), comment("c")]))).toBe("abcd");
});

test("of two versions of a comment the newer stays", () => {
  const edited = merged(thread("a"), [comment("a", { body: "new", version: 2 })]);
  expect(merged(edited, [comment("a", { body: "old" })]).items[0]?.body).toBe("new");
});

test("what would leave a gap stays out", () => {
  const middle = thread("cd", { older: "cursor", newer: "cursor" });
  expect(ids(merged(middle, [comment("a"), comment("f")]))).toBe("cd");
});

test("the newest page goes on from what is kept", () => {
  const kept = thread("abc", { older: "before a" });
  expect(renewed(kept, thread("cde", { older: "before c" }))).toMatchObject({
    older: "before a",
    newer: null,
  });
  expect(ids(renewed(kept, thread("cde", { older: "before c" })))).toBe("abcde");
});

test("the newest page replaces what is kept where something lies between", () => {
  expect(ids(renewed(thread("ab"), thread("ef", { older: "before e" })))).toBe("ef");
});

test("a comment that came while the page was read stays", () => {
  expect(ids(renewed(thread("abc"), thread("ab")))).toBe("abc");
});

test("replies stand below the first comment of their branch, one level deep", () => {
  const items = [
    comment("a"),
    comment("b"),
    comment("c", { reply_to: "a" }),
    comment("d", { reply_to: "c" }),
  ];
  const shown = branches(items).map((one) => [one.comment.id, one.replies.map((reply) => reply.id).join("")]);
  expect(shown).toEqual([
    ["a", "cd"],
    ["b", ""],
  ]);
});

test("a reply to what is not shown stands for itself", () => {
  expect(branches([comment("b", { reply_to: "a" }), comment("c", { reply_to: "b" })])).toMatchObject([
    { comment: { id: "b" }, replies: [{ id: "c" }] },
  ]);
});

test("comments that claim to answer each other are shown all the same", () => {
  const knot = [comment("a", { reply_to: "b" }), comment("b", { reply_to: "a" })];
  expect(branches(knot).flatMap((one) => [one.comment, ...one.replies])).toHaveLength(2);
});
