import { expect, test } from "vitest";
import { isLong } from "./fold";

test("a few lines are not folded", () => {
  expect(isLong("Short")).toBe(false);
  expect(isLong("line\n".repeat(12))).toBe(false);
});

test("many lines are, and one line that is many", () => {
  expect(isLong("line\n".repeat(30))).toBe(true);
  expect(isLong("word ".repeat(400))).toBe(true);
});
