/**
 * Stands in for the package `linkify-it`: addresses that begin with http://, https:// or www. become links, as in
 * https://github.github.com/gfm/#autolinks-extension-; bare names do not, for "notes.py" is a file and no place in Paraguay.
 */
const ADDRESS = '(?:https?:\\/\\/|www\\.)[\\p{L}\\p{N}][^\\s<>"`]*';
const BEFORE = "(?<![\\p{L}\\p{N}_/.])";
const ANYWHERE = new RegExp(BEFORE + ADDRESS, "iu");
const ALL = new RegExp(BEFORE + ADDRESS, "giu");
const AT_START = new RegExp(`^${ADDRESS}`, "iu");
const AFTER = "?!.,:;*_~'’”]}";

interface Match {
  schema: string;
  index: number;
  lastIndex: number;
  raw: string;
  text: string;
  url: string;
}

export class LinkifyIt {
  test = (text: string): boolean => ANYWHERE.test(text);

  match(text: string): Match[] | null {
    const found = [...text.matchAll(ALL)].map((one) => matched(one[0], one.index));
    return found.length ? found : null;
  }

  matchAtStart(text: string): Match | null {
    const found = AT_START.exec(text);
    return found && matched(found[0], 0);
  }
}

function matched(found: string, index: number): Match {
  const text = found.slice(0, endOf(found));
  const isBare = /^www\./i.test(text);
  return {
    schema: isBare ? "" : text.slice(0, text.indexOf(":") + 1).toLowerCase(),
    index,
    lastIndex: index + text.length,
    raw: text,
    text,
    url: isBare ? `https://${text}` : text,
  };
}

/** Before the punctuation of the sentence around it; a bracket belongs to it where it was opened in it. */
function endOf(found: string): number {
  let open = 0;
  for (const letter of found) open += letter === "(" ? 1 : letter === ")" ? -1 : 0;
  let end = found.length;
  for (; end > 0; end--) {
    const last = found.charAt(end - 1);
    if (last === ")" && open < 0) open += 1;
    else if (!AFTER.includes(last)) break;
  }
  return end;
}
