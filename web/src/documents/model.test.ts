import { expect, test } from "vitest";
import { bytes, type Document, mayTakeAway, pathOf, sortedIn, turned, typeOf } from "./model";

const author = { id: "u1", name: "Ada", avatar: null, guest: false };
const file = {
  type: "file",
  author,
  state: "clean",
  content_type: "text/plain",
  size: 10,
} as Document;

test.each([
  [1, /^1.byte$/],
  [999, /^999.bytes$/],
  [1000, /^1.kB$/],
  [45_400, /^45.kB$/],
  [999_600, /^1.MB$/],
  [3_440_000_000, /^3\.4.GB$/],
])("%d bytes are told as people say it", (size, told) => {
  expect(bytes(size)).toMatch(told);
});

test("a folder's address has its space, and the top of a space that alone", () => {
  expect(pathOf({ space: "company", folder: "F" })).toBe("/files/company/F");
  expect(pathOf({ space: "gG", folder: null })).toBe("/files/gG");
});

test("an address that names no order that there is means by name", () => {
  expect(sortedIn(new URLSearchParams("sort=magic&order=sideways"))).toEqual({ sort: "name", order: "up" });
  expect(sortedIn(new URLSearchParams("sort=size&order=down"))).toEqual({ sort: "size", order: "down" });
});

test("a heading turns its own order round, and begins with the newest and the largest", () => {
  expect(turned({ sort: "name", order: "up" }, "name")).toEqual({ sort: "name", order: "down" });
  expect(turned({ sort: "name", order: "down" }, "date")).toEqual({ sort: "date", order: "down" });
  expect(turned({ sort: "size", order: "down" }, "kind")).toEqual({ sort: "kind", order: "up" });
});

test.each([
  ["text/plain;charset=utf-8", "text/plain"],
  ["IMAGE/PNG", "image/png"],
  ["", "application/octet-stream"],
  ["nonsense", "application/octet-stream"],
])("the type %j is told as %j", (said, told) => {
  expect(typeOf(said)).toBe(told);
});

test("those who keep order take all away, others what is theirs, readers nothing", () => {
  expect(mayTakeAway(file, "manage", "u2")).toBe(true);
  expect(mayTakeAway(file, "write", "u1")).toBe(true);
  expect(mayTakeAway(file, "write", "u2")).toBe(false);
  expect(mayTakeAway(file, "read", "u1")).toBe(false);
});
