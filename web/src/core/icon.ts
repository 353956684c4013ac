/** The icon of the tab, the tenant's own or ours, and of the app where it is installed: with a dot for what is new. */
const OURS = "/icons/favicon.svg";
const OURS_DOTTED = "/icons/favicon-new.svg";
const SIZE = 64; // px, as a tab on a fine screen takes it

let worn = OURS;
let count = 0;

/** Null: the tenant has none. */
export function wearIcon(favicon: string | null): void {
  worn = favicon ?? OURS;
  void show();
}

export function countOnIcon(fresh: number): void {
  const set = fresh ? navigator.setAppBadge?.(fresh) : navigator.clearAppBadge?.();
  set?.catch(() => undefined); // not installed
  if (Boolean(fresh) === Boolean(count)) return;
  count = fresh;
  void show();
}

async function show(): Promise<void> {
  const before = [worn, count].join();
  const wanted = count ? await dotted(worn).catch(() => worn) : worn;
  const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]");
  if (before !== [worn, count].join() || icon?.getAttribute("href") === wanted) return; // a new one is fetched
  icon?.setAttribute("href", wanted);
}

/** The same picture with a dot in its corner. */
async function dotted(address: string): Promise<string> {
  if (address === OURS) return OURS_DOTTED;
  const picture = new Image(SIZE, SIZE);
  picture.src = address;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE;
  const pen = canvas.getContext("2d");
  if (!pen) return address;
  pen.drawImage(picture, 0, 0, SIZE, SIZE);
  pen.beginPath();
  pen.arc(SIZE * 0.78, SIZE * 0.22, SIZE * 0.2, 0, 2 * Math.PI);
  pen.fillStyle = "#d92d20";
  pen.fill();
  pen.lineWidth = 4;
  pen.strokeStyle = "#ffffff";
  pen.stroke();
  return canvas.toDataURL();
}
