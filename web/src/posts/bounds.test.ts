import { expect, test } from "vitest";
import { beginning, endless, side, tamed } from "./bounds";

test("a short text is its own beginning", () => {
  expect(beginning("One\n\ntwo")).toBe("One\n\ntwo");
});

test("a beginning ends behind a line, else behind a word, else within 2,000 characters", () => {
  expect(beginning(`${"a".repeat(1500)}\nb ${"c".repeat(3000)}`)).toBe("a".repeat(1500));
  expect(beginning(`${"a".repeat(1500)} ${"c".repeat(3000)}`)).toBe("a".repeat(1500));
  expect(beginning(`a\nb ${"c".repeat(3000)}`)).toHaveLength(2000);
});

test("a beginning has no more than sixty lines", () => {
  expect(beginning("a\n".repeat(500)).split("\n")).toHaveLength(60);
});

test("no character is cut in two", () => {
  expect(beginning(`a${"😀".repeat(2000)}`)).toBe(`a${"😀".repeat(999)}`);
});

test("a letter keeps eight marks", () => {
  expect(tamed(`a${"\u0301".repeat(19_999)}b`)).toBe(`a${"\u0301".repeat(8)}b`);
  expect(tamed("e\u0301\u0323 שָּׁ")).toBe("e\u0301\u0323 שָּׁ");
});

test("the first letter says from which side a text runs", () => {
  expect(side("1. مرحبا abc")).toBe("rtl");
  expect(side("(שלום)")).toBe("rtl");
  expect(side("… abc مرحبا")).toBe("ltr");
  expect(side("12:30 *_*")).toBe(undefined);
});

test("a word of many lines is one that does not end", () => {
  expect(endless("AV".repeat(200))).toBe(true);
  expect(endless("AV ".repeat(6000))).toBe(false);
});
