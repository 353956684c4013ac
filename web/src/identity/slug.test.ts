import { expect, test } from "vitest";
import { isSlug, slugIn, slugOf } from "./slug";

test("a company's name makes an address", () => {
  expect(slugOf("Larkmoor Instruments Ltd.")).toBe("larkmoor-instruments-ltd");
  expect(slugOf("  Müller & Söhne — Straßenbau ")).toBe("mueller-soehne-strassenbau");
  expect(slugOf("Crème Brûlée SARL")).toBe("creme-brulee-sarl");
});

test("what it makes is an address, or too short to be one", () => {
  for (const name of [
    "A very long name of a company that nobody says",
    "-- ab --",
    "0".repeat(40),
    "شركة 42x",
  ]) {
    const slug = slugOf(name);
    expect(slug.length < 3 || isSlug(slug)).toBe(true);
  }
});

test("a name without Latin letters makes none", () => {
  expect(slugOf("شركة")).toBe("");
});

test("the address is found in what was pasted", () => {
  expect(slugIn(" Acme ")).toBe("acme");
  expect(slugIn("https://atrium.example/at/acme/groups?x=1")).toBe("acme");
  expect(slugIn("/at/acme")).toBe("acme");
});

test("an address has three letters at least, and hyphens only inside", () => {
  expect(["acme", "a-1", "ab", "-acme", "acme-", "Acme", "a".repeat(33)].filter(isSlug)).toEqual([
    "acme",
    "a-1",
  ]);
});
