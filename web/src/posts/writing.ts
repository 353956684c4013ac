/** What the writing box does to a text. Pure, so that it can be shown to be right. */

/** A piece of the text replaced, and what is selected then. */
export interface Edit {
  from: number;
  to: number;
  insert: string;
  select: [number, number];
}

export interface Selected {
  text: string;
  start: number;
  end: number;
}

/** Into **bold** and back; without a selection the marks, and between them the caret. */
export function wrap({ text, start, end }: Selected, mark: string): Edit {
  const [from, to] = trimmed(text, start, end);
  const inner = text.slice(from, to);
  const size = mark.length;
  if (text.slice(from - size, from) === mark && text.slice(to, to + size) === mark) {
    return { from: from - size, to: to + size, insert: inner, select: [from - size, to - size] };
  }
  return { from, to, insert: mark + inner + mark, select: [from + size, to + size] };
}

/** Each line of the selection with a prefix, such as "- "; without it where all have it. */
export function prefixed({ text, start, end }: Selected, prefix: string): Edit {
  const from = start === 0 ? 0 : text.lastIndexOf("\n", start - 1) + 1;
  const next = text.indexOf("\n", end);
  const to = next === -1 ? text.length : next;
  const lines = text.slice(from, to).split("\n");
  const isOn = lines.every((line) => line.startsWith(prefix));
  const insert = lines.map((line) => (isOn ? line.slice(prefix.length) : prefix + line)).join("\n");
  const caret = from + insert.length;
  return { from, to, insert, select: start === end ? [caret, caret] : [from, caret] };
}

export function code(selected: Selected): Edit {
  const { text, start, end } = selected;
  const inner = text.slice(start, end);
  if (!inner.includes("\n")) return wrap(selected, "`");
  const open = start === 0 || text[start - 1] === "\n" ? "```\n" : "\n```\n";
  const insert = `${open}${inner}\n\`\`\`\n`;
  return {
    from: start,
    to: end,
    insert,
    select: [start + open.length, start + open.length + inner.length],
  };
}

/** An address becomes the target, anything else the words; the other part is selected, to be typed. */
export function link({ text, start, end }: Selected): Edit {
  const [from, to] = trimmed(text, start, end);
  const inner = text.slice(from, to);
  if (/^https?:\/\/\S+$/.test(inner)) {
    return { from, to, insert: `[](${inner})`, select: [from + 1, from + 1] };
  }
  const target = from + inner.length + 3;
  return { from, to, insert: `[${inner}](https://)`, select: [target, target + "https://".length] };
}

/** "@ad" before the caret: somebody is being mentioned. A name may have a space. */
export function mentionAt(text: string, caret: number): { from: number; q: string } | null {
  const found = /(?:^|[\s(])@([\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*(?: [\p{L}\p{N}\p{M}'’.-]+)?)$/u.exec(
    text.slice(Math.max(0, caret - 60), caret),
  );
  return found?.[1] ? { from: caret - found[1].length - 1, q: found[1] } : null;
}

/** People who are mentioned, by the name that stands for them in the box. */
export type Mentioned = ReadonlyMap<string, string>;

const WRITTEN = /\[@([^\]\n]{1,100})\]\(\/people\/([0-9A-HJKMNP-TV-Z]{26})\)/g;

const plain = (name: string) =>
  name
    .replace(/[[\]\n]/g, " ")
    .trim()
    .slice(0, 99);

export const linkTo = (name: string, id: string) => `[@${plain(name)}](/people/${id})`;

/** In the box "@Ada Lovelace" stands for the link that is sent. Of two of one name, the second stays a link. */
export function shown(body: string): { text: string; people: Mentioned } {
  const people = new Map<string, string>();
  const text = body.replace(WRITTEN, (all, name: string, id: string) => {
    if ((people.get(name) ?? id) !== id) return all;
    people.set(name, id);
    return `@${name}`;
  });
  return { text, people };
}

export function written(text: string, people: Mentioned): string {
  const names = [...people.keys()].sort((one, other) => other.length - one.length);
  if (!names.length) return text;
  const any = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  const mention = new RegExp(`(?<![\\p{L}\\p{N}[])@(${any})(?![\\p{L}\\p{N}\\p{M}])`, "gu");
  return text.replace(mention, (_all, name: string) => linkTo(name, people.get(name) ?? ""));
}

/** The chosen person in place of what was typed of the name. */
export function mention(
  text: string,
  at: { from: number; q: string },
  person: { id: string; name: string },
  people: Mentioned,
): { edit: Edit; people: Mentioned } {
  const name = plain(person.name);
  const isTaken = (people.get(name) ?? person.id) !== person.id;
  const to = at.from + 1 + at.q.length;
  const space = text[to] === " " ? "" : " ";
  const insert = (isTaken ? linkTo(name, person.id) : `@${name}`) + space;
  const caret = at.from + insert.length + (space ? 0 : 1);
  return {
    edit: { from: at.from, to, insert, select: [caret, caret] },
    people: isTaken ? people : new Map([...people, [name, person.id]]),
  };
}

/** As the server counts: characters, not halves of them. */
export const lengthOf = (text: string) => [...text].length;

function trimmed(text: string, start: number, end: number): [number, number] {
  const inner = text.slice(start, end);
  return [start + inner.length - inner.trimStart().length, end - (inner.length - inner.trimEnd().length)].map(
    (place) => Math.max(start, place),
  ) as [number, number];
}
