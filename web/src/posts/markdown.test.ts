/** The first of two walls: what Markdown becomes. DOMPurify, the second, needs a browser: tests/browser/test_hostile.py. */
/// <reference types="node" />
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rendered } from "./markdown";

const HOSTILE = [
  "<script>window.ran = 1</script>",
  '<img src=x onerror="window.ran = 1">',
  "<svg/onload=window.ran=1>",
  "[a](javascript:window.ran=1)",
  "[a](JaVaScRiPt&colon;window.ran=1)",
  "[a](&#106;avascript:window.ran=1)",
  "[a](data:text/html;base64,PHNjcmlwdD4=)",
  "[a](vbscript:x)",
  "![a](https://elsewhere.example/seen.png)",
  '[a](https://x.example "onmouseover=window.ran=1 \\" onclick=\\"window.ran=1")',
  "<javascript:window.ran=1>",
  "[a]: javascript:window.ran=1\n\n[a]",
  "```html onload=window.ran=1\n<script>window.ran = 1</script>\n```",
  '```"><img src=x onerror=window.ran=1>\n```',
  "| <b onclick=x> |\n| --- |\n| [a](javascript:x) |",
  "[@Ada](javascript:window.ran=1)",
  "<iframe srcdoc='<script>parent.ran = 1</script>'>",
  "<style>*{background:url(https://elsewhere.example/seen)}</style>",
];
const TAGS = "A BLOCKQUOTE BR CODE DEL EM H3 HR LI OL P PRE S STRONG TABLE TBODY TD TH THEAD TR UL".split(
  " ",
);
const ATTRIBUTES = ["href", "title", "start", "class", "rel", "target", "data-inside", "dir", "tabindex"];

const shared = (file: string) => `${process.cwd()}/../../shared/data/${file}`;
const VECTORS = shared("bad-html-dompurify/expect.json");
const EXAMPLES = shared("markdown-commonmark/xss.md");

const parsed = (text: string) => new DOMParser().parseFromString(rendered(text), "text/html").body;

function faults(text: string): string[] {
  return [...parsed(text).querySelectorAll("*")].flatMap((element) => {
    const strange = TAGS.includes(element.tagName) ? [] : [element.outerHTML];
    const attributes = [...element.attributes].filter(
      ({ name, value }) =>
        !ATTRIBUTES.includes(name) ||
        (name === "href" && /^\s*(javascript|vbscript|data|file):/i.test(value)),
    );
    return [...strange, ...attributes.map(({ name, value }) => `${name}=${value}`)];
  });
}

test.each(HOSTILE)("nothing active comes of %s", (text) => {
  expect(faults(text)).toEqual([]);
});

test.skipIf(!existsSync(VECTORS) || !existsSync(EXAMPLES))(
  "nothing active comes of what others collected",
  () => {
    const vectors = JSON.parse(readFileSync(VECTORS, "utf-8")) as { payload: string }[];
    const texts = [...vectors.map((one) => one.payload), ...readFileSync(EXAMPLES, "utf-8").split(/^\.$/m)];
    expect(texts.length).toBeGreaterThan(250);
    expect(texts.flatMap(faults)).toEqual([]);
  },
);

test("a link elsewhere opens beside this page, and tells nothing of it", () => {
  const link = parsed("[a](https://elsewhere.example)").querySelector("a");
  expect(link?.getAttribute("rel")).toBe("noopener noreferrer nofollow ugc");
  expect(link?.target).toBe("_blank");
});

test("a mention is a link inside", () => {
  const link = parsed("[@Ada](/people/01ARZ3NDEKTSV4RRFFQ69G5FAV)").querySelector("a");
  expect(link?.getAttribute("class")).toBe("mention");
  expect(link?.getAttribute("target")).toBe(null);
  expect(link?.hasAttribute("data-inside")).toBe(true);
});

test("headings stand below those of the page, whatever their level", () => {
  const body = parsed("# One\n\n### Three\n\nUnder\n===");
  expect([...body.children].map((one) => one.tagName)).toEqual(["H3", "H3", "H3"]);
});

test("each block runs as its first letter does, or as the page where it has none", () => {
  const body = parsed("مرحبا\n\n- 1\n- **a** مرحبا\n\n> - 12\n>\n> שלום\n\n1.\n\n5 < 7");
  const sides = [...body.querySelectorAll("p, ul, ol, blockquote")].map((one) => [
    one.tagName,
    one.getAttribute("dir"),
  ]);
  expect(sides).toEqual([
    ["P", "rtl"],
    ["UL", "ltr"],
    ["BLOCKQUOTE", "rtl"],
    ["UL", null],
    ["P", "rtl"],
    ["OL", null],
    ["P", null],
  ]);
});

const LONGEST = 20_000; // characters of a post
const fill = (piece: string) => piece.repeat(LONGEST).slice(0, LONGEST);

test.each(["*_", "a\n", "a\n\n", "[a](b)", "~~a", "- a\n  - b\n", "|a|\n|-|\n|b|\n\n"])(
  "a post of nothing but %j stays small on the page, and is there",
  (piece) => {
    const body = parsed(fill(piece));
    expect(body.querySelectorAll("*").length).toBeLessThan(3000);
    expect(body.textContent?.trim()).not.toBe("");
  },
);

test("a table of thousands of cells is shown as it was typed", () => {
  const text = fill(`${"|a".repeat(100)}\n${"|-".repeat(100)}\n${"x\n".repeat(8000)}`);
  const body = parsed(text);
  expect(body.querySelectorAll("*")).toHaveLength(1);
  expect(body.textContent).toBe(text);
});

test("what is shown as it was typed is as harmless", () => {
  expect(faults(fill('*_<img src=x onerror="window.ran = 1">[a](javascript:window.ran=1)'))).toEqual([]);
  expect(parsed(fill("*_<b>")).querySelector("b")).toBe(null);
});

test("a long text of the usual kind keeps its marks", () => {
  const body = parsed(
    fill("A **word** and [a link](https://elsewhere.example), and so on for the length of it.\n\n"),
  );
  expect(body.querySelectorAll("strong").length).toBeGreaterThan(200);
});

test("a line that one broke is broken", () => {
  expect(rendered("a\nb")).toContain("<br>");
});
