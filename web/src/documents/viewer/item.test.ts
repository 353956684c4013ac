import { expect, test } from "vitest";
import { lookOf, type Viewed } from "./item";

const file = { name: "Notes.txt", state: "clean", content_type: "text/plain", size: 10 } as Viewed;

test("what was not checked, may run, or is too long is not looked at", () => {
  expect(lookOf(file)).toBe("text");
  expect(lookOf({ ...file, state: "checking" })).toBeNull();
  expect(lookOf({ ...file, size: 10 ** 9 })).toBeNull();
  expect(lookOf({ ...file, content_type: "image/svg+xml" })).toBeNull();
  expect(lookOf({ ...file, content_type: "application/pdf", size: 10 ** 9 })).toBe("pdf");
});

test("a picture of a kind that browsers do not know is shown by what was made of it", () => {
  const photo = { ...file, content_type: "image/heic", preview: null };
  const preview = { width: 4, height: 3, blur: "", sizes: [320], pages: 0, seconds: 0, encrypted: false };
  expect(lookOf(photo)).toBeNull();
  expect(lookOf({ ...photo, preview })).toBe("image");
});

test("Markdown is known by its type or its name", () => {
  expect(lookOf({ ...file, content_type: "text/markdown" })).toBe("markdown");
  expect(lookOf({ ...file, name: "Read.MD" })).toBe("markdown");
});
