import { expect, test } from "vitest";
import { pauseAfter } from "./watching";

test("what is being checked is asked for after 2 seconds, then ever later, at last every 30", () => {
  expect([0, 1, 2, 3, 4, 50].map(pauseAfter)).toEqual([2000, 4000, 8000, 16_000, 30_000, 30_000]);
});
