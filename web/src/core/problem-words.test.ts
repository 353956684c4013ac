import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";
import { duration, sentenceIn } from "./problem-words";
import de from "./words/de.json";
import en from "./words/en.json";

beforeAll(() => i18next.init({ lng: "de", resources: {} }));

test("a sentence of the server's is said in the reader's language", () => {
  expect(sentenceIn(de.said, "You are in this group already")).toBe("Sie sind schon in dieser Gruppe.");
});

test("what the server filled in is filled in", () => {
  expect(sentenceIn(de.said, "At most 512 KB")).toBe("Höchstens 512 KB.");
  expect(sentenceIn(en.said, "It has onload on a <svg>, which a logo may not have")).toBe(
    "It has onload on a <svg>, which a logo may not have.",
  );
});

test("what it never said has no translation", () => {
  expect(sentenceIn(de.said, "toString")).toBeUndefined();
  expect(sentenceIn(de.said, "Something At most 512 KB")).toBeUndefined();
});

test("a long wait is told in minutes", () => {
  expect(duration(40)).toBe("40 Sekunden");
  expect(duration(841)).toBe("15 Minuten");
});
