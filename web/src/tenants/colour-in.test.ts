import { expect, test } from "vitest";
import { colourIn } from "./colour-in";

test.each([
  ["#8C1D40", "#8c1d40"],
  [" 8c1d40 ", "#8c1d40"],
  ["#1af", "#11aaff"],
  ["", null],
  ["nonsense", undefined],
  ["#12", undefined],
  ["#1234567", undefined],
])("%j is the colour %j", (typed, colour) => {
  expect(colourIn(typed)).toBe(colour);
});
