import { expect, test } from "vitest";
import { faultOf } from "./picture";

test.each([
  ["logo", "image/png", 524_288, undefined],
  ["logo", "image/png", 524_289, "size"],
  ["logo_dark", "image/svg+xml", 100, undefined],
  ["favicon", "image/webp", 131_073, "size"],
  ["favicon", "image/x-icon", 100, "type"],
  ["logo", "", 100, "type"],
  ["logo", "image/jpeg", 0, "empty"],
] as const)("as a %s, %s of %i bytes is told: %s", (slot, type, size, fault) => {
  expect(faultOf(slot, { type, size })).toBe(fault);
});
