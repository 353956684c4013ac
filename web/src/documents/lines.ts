/** The lines and cards of a list, as what stands on the page: which has the focus, what presses it. */

export const lineOf = (id: string): Element | null => document.querySelector(`[data-entry="${id}"]`);

export const nameIn = (line: Element | null): HTMLElement | null =>
  line?.querySelector<HTMLElement>(".files-open, .files-photo-open, button") ?? null;

export const HAS_NO_MOUSE = matchMedia("(hover: none)").matches;

/** Browsers that say nothing of it have no mouse beside the finger. */
export const byFinger = ({ pointerType }: MouseEvent & { pointerType?: string }): boolean =>
  pointerType ? pointerType === "touch" : HAS_NO_MOUSE;

const SETTLES = 150; // ms: a menu or a question gives the focus back first, to what is not there any more

/** A line goes away: the next one has the focus then, or the one before; else the screen, not its first link.
 * If it stays after all, it has the focus itself, unless that is elsewhere. */
export function focusBeside(gone: Element | null, last: Element | null = gone): void {
  const next = last?.nextElementSibling ?? gone?.previousElementSibling ?? null;
  setTimeout(() => {
    if (document.activeElement && document.activeElement !== document.body) return;
    const to = nameIn([gone, next].find((one) => one?.isConnected) ?? null);
    (to ?? document.getElementById("content"))?.focus({ preventScroll: !to });
  }, SETTLES);
}

/** Where one has gone on to another line meanwhile: once the focus is back at the one where it was. */
export function focusLater(line: Element | null): void {
  setTimeout(() => nameIn(line)?.focus(), SETTLES);
}
