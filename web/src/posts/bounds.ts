/** How much of what people wrote a page draws: one post must not stop a browser. */

const BEGINNING = 2_000; // characters; more than a fold shows
const LINES = 60;

/** What is drawn of long words while they are folded: cut behind a line, or a word. */
export function beginning(text: string): string {
  const lines = text.split("\n", LINES).join("\n");
  if (lines.length <= BEGINNING) return lines;
  const start = lines.slice(0, BEGINNING);
  const [kept] = /^[\s\S]{1000,}(?=\n)/.exec(start) ?? /^[\s\S]{1000,}(?=\s)/.exec(start) ?? [start];
  return kept.replace(/[\uD800-\uDBFF]$/, ""); // half of a character
}

/** Marks on marks on marks grow over the lines above, and take seconds to lay out. No script has more on a letter. */
export const tamed = (text: string): string => text.replace(/(\p{M}{8})\p{M}+/gu, "$1");

/** Where letters begin: the browser's own `dir="auto"` looks through all of them again for each that comes. */
export function side(text: string): "ltr" | "rtl" | undefined {
  const letter = /\p{L}/u.exec(text)?.[0];
  if (!letter) return undefined;
  return /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u.test(letter)
    ? "rtl"
    : "ltr";
}

/** Whether a word is longer than some lines. */
export const endless = (text: string): boolean => /\S{400}/.test(text);
