import { expect, test } from "vitest";
import { difference } from "./difference";

const marked = (before: string, after: string) =>
  difference(before, after)
    .map(({ is, text }) => (is === "same" ? text : is === "added" ? `[+${text}]` : `[-${text}]`))
    .join("");

test("the same text has no changes", () => {
  expect(marked("One two", "One two")).toBe("One two");
  expect(marked("", "")).toBe("");
});

test("words that came and went are marked where they stand", () => {
  expect(marked("the red brick", "the blue brick")).toBe("the [-red][+blue] brick");
  expect(marked("a b", "a b c")).toBe("a b[+ c]");
  expect(marked("one two three", "two three four")).toBe("[-one ]two three[+ four]");
});

test("both texts can be read from it", () => {
  const [before, after] = ["a b c d e a", "b a d c e e f"];
  const parts = difference(before, after);
  const read = (without: string) =>
    parts.flatMap((part) => (part.is === without ? [] : [part.text])).join("");
  expect([read("added"), read("removed")]).toEqual([before, after]);
});

test("two long texts with nothing in common are told as one change", () => {
  const many = (word: string) => Array.from({ length: 2000 }, (_, at) => `${word}${at}`).join(" ");
  expect(difference(`${many("a")} x`, `${many("b")} x`).map((part) => part.is)).toEqual([
    "removed",
    "added",
    "same",
  ]);
});
