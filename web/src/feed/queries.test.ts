import type { InfiniteData } from "@tanstack/react-query";
import { beforeEach, expect, test, vi } from "vitest";
import { changePost, type Entry, type FeedPage, type Post } from "~/posts/cache";
import { merged, putOnTop, withMine } from "./queries";

const entry = (id: string, isNew = false) => ({ reason: "group", new: isNew, post: { id } }) as Entry;
const page = (ids: string, next: string | null = "more"): FeedPage => ({
  items: [...ids].map((id) => entry(id)),
  next,
  unseen: 0,
});
const feed = (...pages: FeedPage[]): InfiniteData<FeedPage> => ({ pages, pageParams: pages.map(() => "") });
const idsOf = (data: InfiniteData<FeedPage>) =>
  data.pages.map((one) => one.items.map(({ post }) => post.id).join("")).join("|");

/** Each test begins long after the one before. */
let now = Date.now();
beforeEach(() => {
  now += 3_600_000;
  vi.useFakeTimers({ now });
  return () => void vi.useRealTimers();
});

test("what is new comes to the top, each post once, and the pages below stay", () => {
  expect(idsOf(merged(feed(page("feb"), page("a")), page("hgf")))).toBe("hgfeb|a");
});

test("a post that was deleted, or is out of reach, goes where the server did not give it again", () => {
  expect(idsOf(merged(feed(page("fed"), page("cb")), page("fdc")))).toBe("fdc|b");
});

test("after a gap the list begins anew: what lies between is not known", () => {
  expect(idsOf(merged(feed(page("cba")), page("zyx")))).toBe("zyx");
});

test("where the newest page is all there is, nothing older is left", () => {
  expect(idsOf(merged(feed(page("cb"), page("a")), page("dc", null)))).toBe("dc");
});

test("without a feed the newest page is the feed", () => {
  expect(idsOf(merged(undefined, page("ba")))).toBe("ba");
});

test("the line between new and seen stays where it was while one reads", () => {
  const kept = feed({ ...page(""), items: [entry("c", true), entry("b")] });
  const newest = { ...page(""), items: [entry("d", true), entry("c"), entry("b")] };
  expect(merged(kept, newest).pages[0]?.items.map((one) => one.new)).toEqual([true, true, false]);
});

const published = (id: string) =>
  ({ id, kind: "update", home: { kind: "group", id: "g1" }, deleted: false }) as Post;
const idsIn = (one: FeedPage) => one.items.map(({ post }) => post.id).join("");

test("a page that was asked for before my post reached the feed does not take it away", () => {
  putOnTop(published("x"));
  expect(idsIn(withMine(page("ba"), {}))).toBe("xba");
  expect(idsIn(withMine(page("xba"), {}))).toBe("xba");
});

test("it stands where its group and its kind are shown, and nowhere else", () => {
  putOnTop(published("x"));
  expect(idsIn(withMine(page("ba"), { group: "g1", kind: "update" }))).toBe("xba");
  expect(idsIn(withMine(page("ba"), { group: "g2" }))).toBe("ba");
  expect(idsIn(withMine(page("ba"), { kind: "question" }))).toBe("ba");
});

test("what I have deleted at once does not come back", () => {
  putOnTop(published("x"));
  changePost("x", (post) => ({ ...post, deleted: true }));
  expect(idsIn(withMine(page("ba"), {}))).toBe("ba");
});

test("after a moment the server alone says what stands there", () => {
  putOnTop(published("x"));
  vi.advanceTimersByTime(11_000);
  expect(idsIn(withMine(page("ba"), {}))).toBe("ba");
});
