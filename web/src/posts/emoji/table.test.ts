import { expect, test } from "vitest";
import { emojiIn, GROUPS, named, TABLE } from "./table";

const LANGUAGES = ["en", "de", "fr", "es", "ar"];

test.each(LANGUAGES)("every emoji has a name in %s", async (language) => {
  const { default: words } = await import(`./words-${language}.ts`);
  for (const group of GROUPS) {
    const count = (text: string) => text.split(" ").length;
    expect([group, count(words[group])]).toEqual([group, count(TABLE[group])]);
  }
});

test("no emoji stands there twice", () => {
  const all = GROUPS.flatMap((group) => TABLE[group].split(" "));
  expect(all.length).toBe(new Set(all).size);
});

test("an emoji is found by each of its words", async () => {
  const { people } = await emojiIn("de");
  expect(people[0]).toEqual({ emoji: "👍", name: "Daumen hoch", words: "Daumen hoch ja gut 👍" });
});

test("a language without words speaks English", async () => {
  expect(await emojiIn("nl")).toEqual(named((await import("./words-en")).default));
});
