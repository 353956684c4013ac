/** The icon of the tab, and of the app where it is installed, with a dot or a number for what is new. */
const PLAIN = "/icons/favicon.svg";
const DOTTED = "/icons/favicon-new.svg";

export function drawIcon(count: number): void {
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  const wanted = count ? DOTTED : PLAIN;
  if (icon && icon.getAttribute("href") !== wanted) icon.href = wanted;
  const set = count ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
  set?.catch(() => undefined); // not installed
}
