/** The colour that was typed, as #rrggbb; null where nothing was, undefined where it is no colour. */
export function colourIn(typed: string): string | null | undefined {
  const text = typed.trim().toLowerCase();
  if (!text) return null;
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/.exec(text)?.[1];
  if (!digits) return undefined;
  return `#${digits.length === 3 ? digits.replace(/./g, "$&$&") : digits}`;
}
