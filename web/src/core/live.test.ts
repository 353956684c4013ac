import { expect, test } from "vitest";
import { jittered, waitBefore, waitToOpen } from "./live";

const tries = (attempt: number) => Array.from({ length: 200 }, () => waitBefore(attempt));

test("each wait before sending again may be twice as long as the last, up to a minute", () => {
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

test("a lost line is opened again by chance from at once on, and each wait may be twice as long as the last", () => {
  for (const [attempt, longest] of [
    [1, 2_000],
    [2, 4_000],
    [50, 60_000],
  ] as const) {
    const waits = Array.from({ length: 500 }, () => waitToOpen(attempt));
    expect(Math.max(...waits)).toBeLessThanOrEqual(longest);
    expect(Math.max(...waits)).toBeGreaterThan(longest * 0.8);
    expect(Math.min(...waits)).toBeLessThan(longest * 0.2);
  }
});

test("whoever is refused because too many come spreads out at once", () => {
  const waits = Array.from({ length: 500 }, () => waitToOpen(1, true));
  expect(Math.max(...waits)).toBeGreaterThan(45_000);
  expect(Math.max(...waits)).toBeLessThanOrEqual(60_000);
  expect(Math.min(...waits)).toBeLessThan(10_000);
});
