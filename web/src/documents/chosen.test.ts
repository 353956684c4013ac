import { expect, test } from "vitest";
import { turned } from "./chosen";

const there = ["a", "b", "c", "d"];

test("one is chosen, and chosen no more", () => {
  expect([...turned(new Set(), there, "b", null)]).toEqual(["b"]);
  expect([...turned(new Set(["b", "c"]), there, "b", null)]).toEqual(["c"]);
});

test("a stretch is chosen in either direction, and given up as its end is", () => {
  expect([...turned(new Set(["b"]), there, "d", "b")]).toEqual(["b", "c", "d"]);
  expect([...turned(new Set(["d"]), there, "b", "d")].sort()).toEqual(["b", "c", "d"]);
  expect([...turned(new Set(there), there, "c", "a")]).toEqual(["d"]);
});

test("a stretch from what is gone is the one alone", () => {
  expect([...turned(new Set(), there, "c", "gone")]).toEqual(["c"]);
});
