import type { InfiniteData } from "@tanstack/react-query";
import { expect, test } from "vitest";
import type { Entry, FeedPage } from "~/posts/cache";
import { merged } from "./queries";

const entry = (id: string, isNew = false) => ({ reason: "group", new: isNew, post: { id } }) as Entry;
const page = (ids: string, next: string | null = "more"): FeedPage => ({
  items: [...ids].map((id) => entry(id)),
  next,
  unseen: 0,
});
const feed = (...pages: FeedPage[]): InfiniteData<FeedPage> => ({ pages, pageParams: pages.map(() => "") });
const idsOf = (data: InfiniteData<FeedPage>) =>
  data.pages.map((one) => one.items.map(({ post }) => post.id).join("")).join("|");

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
