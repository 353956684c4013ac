/** Every language says all that English says, and says it in its own words. */
import { expect, test } from "vitest";

type Tree = { [key: string]: string | Tree };
const files = import.meta.glob<Tree>("/src/*/words/*.json", { eager: true, import: "default" });

const LANGUAGES = ["de", "fr", "es", "ar"] as const;
type Language = (typeof LANGUAGES)[number] | "en";
const rooms = Object.keys(files)
  .map((path) => path.split("/")[2] ?? "")
  .filter((room, place, all) => all.indexOf(room) === place);

const PLURAL = /_(zero|one|two|few|many|other)$/;
const PLACEHOLDER = /\{\{[^}]*\}\}|\{\d\}/g;

// Words that are the same as in English, each once, wherever it stands.
const SAME: Record<(typeof LANGUAGES)[number], string[]> = {
  de: [
    "Admin",
    "Album",
    "Chat",
    "Code",
    "Community",
    "Emoji",
    "Link",
    "Name",
    "Online",
    "Team",
    "Text",
    "Version {{number}}",
  ],
  fr: [
    "Admin",
    "Album",
    "Code",
    "Description",
    "Invitation",
    "Invitations",
    "Nature",
    "Page",
    "Page {{number}}",
    "Photos",
    "Question",
    "Questions",
    "Secret",
    "Site",
    "Version {{number}}",
  ],
  es: ["Admin", "Chat", "Emoji"],
  ar: [],
};

/** Texts by key. The server's own sentences are keys too, so no dot joins the parts. */
function flat(tree: Tree, above = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[above + key, value]] : flat(value, `${above}${key} > `),
  );
}

function words(room: string, language: Language): Map<string, string> {
  return new Map(flat(files[`/src/${room}/words/${language}.json`] ?? {}));
}

const isPlural = (texts: Map<string, string>, key: string) =>
  PLURAL.test(key) && texts.has(key.replace(PLURAL, "_other"));
const stem = (key: string) => key.replace(PLURAL, "");
const placeholders = (text: string) => [...text.matchAll(PLACEHOLDER)].map(([found]) => found).sort();

/** The keys that a language must have, given English: its own plural forms. */
function wanted(room: string, language: Language): string[] {
  const english = words(room, "en");
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const keys = [...english.keys()].flatMap((key) =>
    isPlural(english, key) ? forms.map((form) => `${stem(key)}_${form}`) : [key],
  );
  return [...new Set(keys)].sort();
}

test("there are rooms to look at", () => {
  expect(rooms).toContain("core");
  expect(rooms.length).toBeGreaterThan(5);
});

test.each(rooms)("%s: English has both its plural forms", (room) => {
  expect([...words(room, "en").keys()].sort()).toEqual(wanted(room, "en"));
});

for (const language of LANGUAGES) {
  test.each(rooms)(`%s has every word in ${language}`, (room) => {
    expect([...words(room, language).keys()].sort()).toEqual(wanted(room, language));
  });

  test.each(rooms)(`%s leaves nothing empty or English in ${language}`, (room) => {
    const english = words(room, "en");
    const left = [...words(room, language)].filter(
      ([key, text]) =>
        text.trim() === "" ||
        (text === english.get(key) && !SAME[language].includes(text) && /\p{L}/u.test(bare(text))),
    );
    expect(left).toEqual([]);
  });

  test.each(rooms)(`%s fills in the same in ${language}`, (room) => {
    const english = words(room, "en");
    const parted = [...words(room, language)].filter(([key, text]) => {
      const plural = english.has(key) ? key : `${stem(key)}_other`;
      const there = placeholders(english.get(plural) ?? "");
      const here = placeholders(text);
      // "one" and "two" may be a word instead of a number.
      return isPlural(words(room, language), key)
        ? here.some((found) => !placeholders(english.get(`${stem(key)}_other`) ?? "").includes(found))
        : here.join() !== there.join();
    });
    expect(parted).toEqual([]);
  });
}

const bare = (text: string) => text.replace(PLACEHOLDER, "");
