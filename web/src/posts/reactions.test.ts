import { expect, test } from "vitest";
import { counted, toggled } from "./reactions";

const shown = [
  { emoji: "👍", count: 2, mine: false },
  { emoji: "🎉", count: 1, mine: true },
];

test("a reaction counts one up, or down to nothing", () => {
  expect(toggled(shown, "👍", true)[0]).toEqual({ emoji: "👍", count: 3, mine: true });
  expect(toggled(shown, "🎉", false)).toEqual([shown[0]]);
});

test("a new one stands last", () => {
  expect(toggled(shown, "🔥", true).at(-1)).toEqual({ emoji: "🔥", count: 1, mine: true });
});

test("what is so already is not counted twice", () => {
  expect(toggled(shown, "🎉", true)).toBe(shown);
  expect(toggled(shown, "👍", false)).toBe(shown);
  expect(toggled(shown, "🔥", false)).toBe(shown);
});

test("numbers from the server keep the order and what is mine", () => {
  const counts = [
    { emoji: "🔥", count: 9 },
    { emoji: "🎉", count: 4 },
    { emoji: "👍", count: 2 },
  ];
  expect(counted(shown, counts)).toEqual([
    { emoji: "👍", count: 2, mine: false },
    { emoji: "🎉", count: 4, mine: true },
    { emoji: "🔥", count: 9, mine: false },
  ]);
});

test("what nobody has chosen any more goes, mine as well", () => {
  expect(counted(shown, [{ emoji: "👍", count: 1 }])).toEqual([{ emoji: "👍", count: 1, mine: false }]);
});
