const tails = new Map<string, Promise<unknown>>();

/** One at a time, in all tabs of this browser; in this tab, where the browser cannot. */
export async function locked<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (navigator.locks) return await navigator.locks.request(name, work);
  const mine = (tails.get(name) ?? Promise.resolve()).then(work);
  tails.set(
    name,
    mine.catch(() => undefined),
  );
  return mine;
}
