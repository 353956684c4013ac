import { expect, test } from "vitest";
import { decodeHTMLStrict } from "./entities";
import { LinkifyIt } from "./linkify-it";
import punycode from "./punycode.js";

const urls = (text: string) => new LinkifyIt().match(text)?.map((one) => one.url) ?? [];

test.each([
  ["see https://a.example/x?y=1#z, please", ["https://a.example/x?y=1#z"]],
  ["(https://a.example/x)", ["https://a.example/x"]],
  ["https://a.example/Bracket_(thing)", ["https://a.example/Bracket_(thing)"]],
  ["www.a.example.", ["https://www.a.example"]],
  ["HTTP://A.example and https://b.example!", ["HTTP://A.example", "https://b.example"]],
  ["https://münchen.example/straße", ["https://münchen.example/straße"]],
  ["notes.py, a@b.example, file:///etc/passwd, javascript://a, https://", []],
])("addresses in %s", (text, found) => {
  expect(urls(text)).toEqual(found);
});

test("an address is where it says it is", () => {
  const [one] = new LinkifyIt().match("see https://a.example.") ?? [];
  expect([one?.index, one?.lastIndex]).toEqual([4, 21]);
});

test("a hostile text takes no time", () => {
  const long = `https://a${"()".repeat(10_000)}${")".repeat(20_000)} ${"http://a ".repeat(5_000)}`;
  const start = performance.now();
  expect(urls(long).length).toBe(5_001);
  expect(performance.now() - start).toBeLessThan(1000);
});

test("names of characters are read as the browser reads them", () => {
  expect(["&amp;", "&rarr;", "&nosuch;"].map(decodeHTMLStrict)).toEqual(["&", "→", "&nosuch;"]);
});

test("a host is written in ASCII, in which no letter looks like another", () => {
  expect(punycode.toASCII("bücher.example")).toBe("xn--bcher-kva.example");
  expect(punycode.toUnicode("xn--bcher-kva.example")).toBe("xn--bcher-kva.example");
});
