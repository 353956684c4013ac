/** Email addresses in what somebody typed or pasted: lines, a row of commas, "Anna Berg <anna@example.com>". */
const CANDIDATE = /[^\s,;<>"()]+@[^\s,;<>"()]+/g;
// As the server has it (core/schema.py, Email): one that it does not take would hold up all others.
const LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?";
const ADDRESS = new RegExp(`^[a-zA-Z0-9.!#$%&'*+/=?^_\`{|}~-]+@${LABEL}(?:\\.${LABEL})+$`);
const LONGEST = 254;

/** Each address once, in order; and what looks like none, to be shown to whoever typed it. */
export function addressesIn(text: string): { addresses: string[]; unclear: string[] } {
  const addresses = new Map<string, string>();
  const unclear: string[] = [];
  for (const part of text.split(/[\n,;]+/)) {
    const candidates = part.match(CANDIDATE);
    if (!candidates && part.trim()) unclear.push(part.trim());
    for (const candidate of candidates ?? []) {
      const address = candidate.replace(/^mailto:/i, "").replace(/\.+$/, "");
      if (address.length <= LONGEST && ADDRESS.test(address)) addresses.set(address.toLowerCase(), address);
      else unclear.push(candidate);
    }
  }
  return { addresses: [...addresses.values()], unclear };
}
