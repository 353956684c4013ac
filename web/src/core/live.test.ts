import { expect, test } from "vitest";
import { jittered, waitBefore } from "./live";

const tries = (attempt: number) => Array.from({ length: 200 }, () => waitBefore(attempt));

test("each wait before opening the line again may be twice as long as the last, up to a minute", () => {
  for (const [attempt, longest] of [
    [1, 1_000],
    [2, 2_000],
    [5, 16_000],
    [7, 60_000],
    [50, 60_000],
  ] as const) {
    const waits = tries(attempt);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(longest / 2);
    expect(Math.max(...waits)).toBeLessThanOrEqual(longest);
  }
});

test("those who lost the line together do not come back together", () => {
  expect(new Set(tries(3)).size).toBeGreaterThan(100);
  expect(jittered(0)).toBe(0);
});
