import { expect, test } from "vitest";
import { MIDDLE, moved, placed, zoomed } from "./crop";

const wide = { width: 400, height: 200 };
const square = { width: 100, height: 100 };

test("the middle of a wide picture fills a square", () => {
  expect(placed(wide, square, MIDDLE)).toEqual({ left: -50, top: 0, width: 200, height: 100 });
});

test("it is moved as far as its edge and no further", () => {
  const crop = moved(wide, square, MIDDLE, { x: 1000, y: 1000 });
  expect(placed(wide, square, crop).left).toBe(-0);
  expect(crop.y).toBe(0.5);
});

test("enlarged it can be moved both ways", () => {
  const crop = moved(square, square, zoomed(MIDDLE, 2), { x: -50, y: 25 });
  expect(placed(square, square, crop)).toMatchObject({ left: -100, top: -25 });
});

test("it is never smaller than its frame", () => {
  expect(zoomed(MIDDLE, 0.2).zoom).toBe(1);
});
