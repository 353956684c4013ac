import { expect, test } from "vitest";
import {
  type Conversation,
  extended,
  GAP,
  lines,
  type Message,
  merged,
  placed,
  plain,
  withNews,
  withRead,
} from "./model";
import { toggled } from "./reacting";

const said = (number: number, more: Partial<Message> = {}): Message => ({
  conversation: "c1",
  number,
  client_id: `id ${number}`,
  author: { id: "ada", name: "Ada", avatar: null, guest: false },
  body: `Line ${number}`,
  created_at: new Date(Date.UTC(2026, 4, 5, 12, number)).toISOString(),
  edited_at: null,
  deleted: false,
  reply_to: null,
  forwarded: null,
  call: null,
  notice: null,
  mentions: [],
  attachments: [],
  files: [],
  reactions: [],
  version: 1,
  ...more,
});
test("a push says nothing of files that are known already", () => {
  const files = [{ id: "f" }] as unknown as Message["files"];
  const known = said(1, { attachments: ["f"], files });
  const pushed = said(1, { attachments: ["f"], files: null });
  const kept = merged({ items: [known], older: null, newer: null, read: 0 }, [pushed]);
  expect(kept.items[0]?.files).toEqual(files);
});

const thread = (...numbers: number[]) => ({
  items: numbers.map((one) => said(one)),
  older: null,
  newer: null as string | null,
  read: 0,
});
const talk = (id: string, active: number, more: Partial<Conversation> = {}) =>
  ({
    id,
    last: 3,
    read: 3,
    unread: 0,
    newest: null,
    active_at: `2026-05-0${active}`,
    ...more,
  }) as Conversation;
const numbers = ({ items }: { items: Message[] }) => items.map((one) => one.number);
const bo = { id: "bo", name: "Bo", avatar: null, guest: false };

test("messages that come twice and in disorder stand once and in order", () => {
  expect(numbers(merged(thread(1, 2), [said(4), said(3), said(2), said(4)]))).toEqual([1, 2, 3, 4]);
});

test("a message behind a gap waits for those before it", () => {
  const after = merged(thread(1, 2), [said(5)]);
  expect([numbers(after), after.newer]).toEqual([[1, 2], GAP]);
});

test("what is new does not come into an older piece of the conversation", () => {
  const piece = { ...thread(1, 2), newer: "place" };
  expect(merged(piece, [said(3)])).toBe(piece);
});

test("an older version never takes the place of a newer one", () => {
  const now = merged(thread(1), [said(1, { body: "Changed", version: 2 })]);
  expect(merged(now, [said(1)]).items[0]?.body).toBe("Changed");
});

test("a page joins what is there, and what both have stands once", () => {
  const page = { items: [said(1), said(2), said(3)], older: null, newer: "x", read: 0 };
  const whole = extended({ ...thread(3, 4), older: "place" }, page, "older");
  expect([numbers(whole), whole.older, whole.newer]).toEqual([[1, 2, 3, 4], null, null]);
});

test("what others write is unread, what I write is read", () => {
  const theirs = withNews(talk("c1", 1), [said(4, { author: bo }), said(5, { author: bo })], "ada");
  expect([theirs.last, theirs.unread, theirs.newest?.body]).toEqual([5, 2, "Line 5"]);
  expect(withNews(theirs, [said(6)], "ada").unread).toBe(0);
  expect(withRead(theirs, 4).unread).toBe(1);
  expect(withRead(theirs, 2)).toBe(theirs);
});

test("where something happens goes to the top, what is only read stays where it is", () => {
  const data = {
    pages: [{ items: [talk("a", 3), talk("b", 2)] }, { items: [talk("c", 1)] }],
    pageParams: [],
  };
  const order = (of: typeof data) => of.pages.map((page) => page.items.map((one) => one.id));
  expect(order(placed(data, talk("c", 4)) as typeof data)).toEqual([["c", "a", "b"], []]);
  expect(order(placed(data, talk("b", 2, { unread: 1 })) as typeof data)).toEqual([["a", "b"], ["c"]]);
  expect(order(placed(data, talk("d", 4)) as typeof data)[0]).toEqual(["d", "a", "b"]);
});

test("messages of one person within minutes stand under one name", () => {
  const shown = lines([said(1), said(2), said(3, { author: bo }), said(30, { author: bo })], 3);
  expect(shown.map((one) => one.head)).toEqual([true, false, true, true]);
  expect(shown.map((one) => one.day)).toEqual([true, false, false, false]);
  expect(shown.map((one) => one.isNew)).toEqual([false, false, true, false]);
});

test("a snippet has no marks of Markdown", () => {
  expect(plain("**Hi** [@Ada](/people/1), see `x`\n> quoted")).toBe("Hi @Ada, see x quoted");
  expect(plain("[a page](https://x.test/a_(b)?c) of *two* words")).toBe("a page of two words");
  expect(plain("of *LE-03* and _that_, not 2 * 3 * 4 or snake_case_name")).toBe(
    "of LE-03 and that, not 2 * 3 * 4 or snake_case_name",
  );
});

test.each(["[", "[](", "[](()", "(_a", " *a", "\n", "\t\n"])(
  "a message of nothing but %j is plain at once",
  (mark) => {
    const took = (length: number) => {
      const body = mark.repeat(length);
      const began = performance.now();
      plain(body);
      return performance.now() - began;
    };
    const best = (length: number) => Math.min(...[1, 2, 3].map(() => took(length)));
    best(1000);
    expect(best(32_000)).toBeLessThan(150 * best(2000) + 20); // sixteen times as long; squared, 256 times
  },
);

test("a reaction counts a person once", () => {
  const once = toggled([], "🎉", "ada", true);
  expect(toggled(once, "🎉", "ada", true)).toEqual([{ emoji: "🎉", count: 1, people: ["ada"] }]);
  expect(toggled(once, "🎉", "ada", false)).toEqual([]);
});

const left = (number: number, known: string[]): Message =>
  said(number, {
    author: bo,
    call: { id: "x", media: "audio", outcome: "ended", seconds: 4, people: 2, known },
  });

test("what is left of a call that I was in is read, unless something before it is not", () => {
  expect(withNews(talk("c1", 1), [left(4, ["me"])], "me").unread).toBe(0);
  expect(withNews(talk("c1", 1), [said(4, { author: bo }), left(5, ["me"])], "me").unread).toBe(2);
  expect(withNews(talk("c1", 1), [left(4, [])], "me").unread).toBe(1);
});

test("what is said more than five minutes after the time above it has a time of its own", () => {
  const heads = lines(
    [1, 4, 7, 8, 13].map((minute) => said(minute)),
    0,
  ).map((line) => line.head);
  expect(heads).toEqual([true, false, true, false, true]);
});

test("after a line about who came, the next has its author above it", () => {
  const notice = { kind: "left", person: null, name: null } as const;
  const heads = lines([said(1), said(2, { notice }), said(3)], 0).map((line) => line.head);
  expect(heads).toEqual([true, false, true]);
});
