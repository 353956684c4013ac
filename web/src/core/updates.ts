/**
 * The service worker, with which the app opens without a connection. Its next version is taken when the app is opened
 * anew, or at once by who wants it.
 */
const HOUR = 3_600_000;

let offer: (take: () => void) => void = () => {};
let waiting: (() => void) | null = null;

/** `tell` is called when a new version is there, with what takes it. */
export function onUpdate(tell: (take: () => void) => void): () => void {
  offer = tell;
  if (waiting) tell(waiting);
  return () => {
    offer = () => {};
  };
}

export async function register(): Promise<void> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const isUpdate = Boolean(navigator.serviceWorker.controller);
  const registration = await navigator.serviceWorker.register("/sw.js").catch(() => null);
  if (!registration || !isUpdate) return;

  const tell = (take: () => void) => {
    waiting = take;
    offer(take);
  };
  let isTaken = false;
  const take = () => {
    isTaken = true;
    registration.waiting?.postMessage({ type: "SKIP_WAITING" });
  };
  // Taken here: begin again with it. Taken in another tab: this one's files may be gone soon.
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (isTaken) location.reload();
    else tell(() => location.reload());
  });
  if (registration.waiting) tell(take);
  registration.addEventListener("updatefound", () => {
    const next = registration.installing;
    next?.addEventListener("statechange", () => next.state === "installed" && tell(take));
  });
  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - asked < HOUR) return;
    asked = Date.now();
    void registration.update().catch(() => undefined);
  });
}
