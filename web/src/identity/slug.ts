/** A network's address: what stands in /at/<slug>. The server has the same rule (core/schema.py, Slug). */
const LONGEST = 32;

/** An address made of a company's name; "" where the name has no Latin letters. */
export function slugOf(name: string): string {
  return name
    .toLowerCase()
    .normalize("NFC")
    .replaceAll("ä", "ae")
    .replaceAll("ö", "oe")
    .replaceAll("ü", "ue")
    .replaceAll("ß", "ss")
    .replaceAll("æ", "ae")
    .replaceAll("œ", "oe")
    .replaceAll("ø", "o")
    .replaceAll("ł", "l")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "") // é is e and an accent by now
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+/, "")
    .slice(0, LONGEST)
    .replace(/-+$/, "");
}

/** The slug in what somebody typed or pasted: "Acme", "/at/acme", "https://atrium.example/at/acme/groups". */
export function slugIn(typed: string): string {
  const found = /\/at\/([^/?#]+)/.exec(typed);
  return (found?.[1] ?? typed).trim().toLowerCase();
}

export const isSlug = (text: string): boolean => /^[a-z0-9][a-z0-9-]{1,30}[a-z0-9]$/.test(text);
