import { expect, test } from "vitest";
import { arranged } from "./order";

const ALL = ["a", "b", "c", "d", "e"];

test("who comes stands last, who goes leaves no gap", () => {
  expect(arranged(["b", "a"], ["a", "b", "c"], [], 9)).toEqual(["b", "a", "c"]);
  expect(arranged(["b", "a", "c"], ["b", "c"], [], 9)).toEqual(["b", "c"]);
});

test("who speaks out of sight comes to the front", () => {
  expect(arranged(ALL, ALL, ["d"], 3)).toEqual(["d", "a", "b", "c", "e"]);
});

test("of two who speak out of sight the louder stands first", () => {
  expect(arranged(ALL, ALL, ["e", "d"], 3)).toEqual(["e", "d", "a", "b", "c"]);
});

test("who speaks in sight stays where they are", () => {
  expect(arranged(ALL, ALL, ["c", "b"], 3)).toEqual(ALL);
});

test("who speaks and is not in the call moves nobody", () => {
  expect(arranged(ALL, ALL, ["z"], 3)).toEqual(ALL);
});
