/** One at a time, in all tabs of this browser. */
export async function locked<T>(name: string, work: () => Promise<T>): Promise<T> {
  return navigator.locks ? await navigator.locks.request(name, work) : work();
}
