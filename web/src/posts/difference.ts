/** What was changed between two texts, by words. */
export interface Part {
  is: "same" | "added" | "removed";
  text: string;
  at: number; // its place among the parts
}

const MOST = 1_000_000; // steps; beyond them the changed middle is shown as one

export function difference(before: string, after: string): Part[] {
  const a = wordsOf(before);
  const b = wordsOf(after);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) {
    tail += 1;
  }
  const same = (words: string[]) => words.map((text): Piece => ["same", text]);
  return joined([
    ...same(a.slice(0, head)),
    ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...same(a.slice(a.length - tail)),
  ]);
}

type Piece = [Part["is"], string];

const wordsOf = (text: string) => text.match(/\s+|[^\s]+/g) ?? [];

/** The longest common subsequence, by the textbook's table. */
function middle(a: string[], b: string[]): Piece[] {
  const removed = a.map((text): Piece => ["removed", text]);
  const added = b.map((text): Piece => ["added", text]);
  if (!a.length || !b.length || a.length * b.length > MOST) return [...removed, ...added];
  const width = b.length + 1;
  const longest = new Uint16Array((a.length + 1) * width);
  const cell = (i: number, j: number) => longest[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      longest[i * width + j] =
        a[i] === b[j] ? cell(i + 1, j + 1) + 1 : Math.max(cell(i + 1, j), cell(i, j + 1));
    }
  }
  const pieces: Piece[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      pieces.push(["same", a[i] ?? ""]);
      i += 1;
      j += 1;
    } else if (cell(i + 1, j) >= cell(i, j + 1)) pieces.push(removed[i++] as Piece);
    else pieces.push(added[j++] as Piece);
  }
  return [...pieces, ...removed.slice(i), ...added.slice(j)];
}

function joined(pieces: Piece[]): Part[] {
  const parts: Part[] = [];
  for (const [is, text] of pieces) {
    const last = parts.at(-1);
    if (last?.is === is) last.text += text;
    else parts.push({ is, text, at: parts.length });
  }
  return parts;
}
