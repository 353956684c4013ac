import { describe, expect, test } from "vitest";
import {
  code,
  type Edit,
  link,
  mention,
  mentionAt,
  prefixed,
  type Selected,
  shown,
  wrap,
  written,
} from "./writing";

const ADA = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
const EVE = "01BX5ZZKBKACTAV9WEVGEMMVRZ";

/** "a [b] c": what stands in brackets is selected. */
function at(marked: string): Selected {
  const start = marked.indexOf("[");
  return { text: marked.replace("[", "").replace("]", ""), start, end: marked.indexOf("]") - 1 };
}

function done({ text }: Selected, { from, to, insert, select: [start, end] }: Edit): string {
  const next = text.slice(0, from) + insert + text.slice(to);
  return `${next.slice(0, start)}[${next.slice(start, end)}]${next.slice(end)}`;
}

describe("marks", () => {
  test.each([
    ["say [it] loud", "say **[it]** loud"],
    ["say[ it ]loud", "say **[it]** loud"],
    ["[]", "**[]**"],
    ["say **[it]** loud", "say [it] loud"],
  ])("go around the selection, and away again: %s", (before, after) => {
    expect(done(at(before), wrap(at(before), "**"))).toBe(after);
  });

  test("begin every line of the selection, whole lines", () => {
    const text = at("a\nb[c\nd]e\nf");
    expect(done(text, prefixed(text, "- "))).toBe("a\n[- bc\n- de]\nf");
  });

  test("leave the lines that all have them", () => {
    const text = at("- b[]c");
    expect(done(text, prefixed(text, "- "))).toBe("bc[]");
  });

  test("make several lines of code a block", () => {
    const text = at("see [a\nb]");
    expect(done(text, code(text))).toBe("see \n```\n[a\nb]\n```\n");
  });

  test("make an address the link's target, and words the link's words", () => {
    expect(done(at("[https://a.example]"), link(at("[https://a.example]")))).toBe("[[]](https://a.example)");
    expect(done(at("see [here]"), link(at("see [here]")))).toBe("see [here]([https://])");
  });
});

describe("a mention", () => {
  test.each([
    ["hello @ad", { from: 6, q: "ad" }],
    ["@Ada Lov", { from: 0, q: "Ada Lov" }],
    ["(@Müller", { from: 1, q: "Müller" }],
    ["@أحمد", { from: 0, q: "أحمد" }],
    ["mail ada@example", null],
    ["@", null],
    ["@Ada Lovelace wrote", null],
  ])("is begun in %s", (text, found) => {
    expect(mentionAt(text, text.length)).toEqual(found);
  });

  test("puts the name in place of what was typed of it, and the caret behind", () => {
    const text = "hello @ad!";
    const { edit, people } = mention(
      text,
      { from: 6, q: "ad" },
      { id: ADA, name: "Ada Lovelace" },
      new Map(),
    );
    expect(done({ text, start: 0, end: 0 }, edit)).toBe("hello @Ada Lovelace []!");
    expect(written("hello @Ada Lovelace !", people)).toBe(`hello [@Ada Lovelace](/people/${ADA}) !`);
  });

  test("of another person of the same name stays a link, so that both are meant", () => {
    const first = new Map([["Ada", ADA]]);
    const { edit, people } = mention("@Ada and @A", { from: 9, q: "A" }, { id: EVE, name: "Ada" }, first);
    expect(written(`@Ada and ${edit.insert}`, people)).toBe(
      `[@Ada](/people/${ADA}) and [@Ada](/people/${EVE}) `,
    );
  });

  test("has no brackets, which would end the link", () => {
    const { edit } = mention("@A", { from: 0, q: "A" }, { id: ADA, name: "Ada [she]" }, new Map());
    expect(edit.insert).toBe("@Ada  she ");
  });

  test("is shown as a name, and sent as the link that it was", () => {
    const body = `Ask [@Ada](/people/${ADA}) or [@Ada L](/people/${EVE}), not [@Ada](/people/${EVE}).`;
    const { text, people } = shown(body);
    expect(text).toBe(`Ask @Ada or @Ada L, not [@Ada](/people/${EVE}).`);
    expect(written(text, people)).toBe(body);
  });

  test("is not found inside a longer name or a mail address", () => {
    const people = new Map([["Ada", ADA]]);
    expect(written("@Adalbert, me@Ada", people)).toBe("@Adalbert, me@Ada");
  });
});
