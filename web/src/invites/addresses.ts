/** Email addresses in what somebody typed or pasted: lines, a row of commas, "Anna Berg <anna@example.com>". */
const ADDRESS = /[^\s,;<>"()]+@[^\s,;<>"()]+/g;

/** Each address once, in order; and what is left that looks like none, to be shown to whoever typed it. */
export function addressesIn(text: string): { addresses: string[]; unclear: string[] } {
  const addresses = new Map<string, string>();
  const unclear: string[] = [];
  for (const part of text.split(/[\n,;]+/)) {
    const found = part.match(ADDRESS)?.map((address) => address.replace(/^mailto:/i, "").replace(/\.+$/, ""));
    for (const address of found ?? []) addresses.set(address.toLowerCase(), address);
    if (!found && part.trim()) unclear.push(part.trim());
  }
  return { addresses: [...addresses.values()], unclear };
}
