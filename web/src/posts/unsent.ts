/** The posts below which a comment of mine is on its way, or did not arrive: they are shown open. */
export const unsent = new Set<string>();
