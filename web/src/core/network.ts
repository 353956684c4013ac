/** The network (tenant) that this tab is in: it stands in the address, /at/<slug>/... */
const found = /^\/at\/([a-z0-9-]+)/.exec(location.pathname);

export const slug: string | null = found?.[1] ?? null;
export const base = slug ? `/at/${slug}` : "";

/** Into another network, or out of all: everything begins anew, so nothing of one is left in the other. */
export function goTo(path: string): void {
  location.assign(path);
}
