/** The service worker, with which the app opens without a connection, and its next version. */
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

  const take = () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting?.postMessage({ type: "SKIP_WAITING" });
  };
  // Nothing is typed yet on a page that has just begun: it begins again, with the new version.
  if (registration.waiting) return take();

  registration.addEventListener("updatefound", () => {
    const next = registration.installing;
    next?.addEventListener("statechange", () => {
      if (next.state !== "installed") return;
      waiting = take;
      offer(take);
    });
  });
  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - asked < HOUR) return;
    asked = Date.now();
    void registration.update().catch(() => undefined);
  });
}
