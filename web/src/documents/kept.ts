/** Large files that are on their way, on the device as long as they are: a page that was left has forgotten them. */
import { drafts } from "~/core/drafts";
import type { Where } from "./model";

export interface Kept {
  upload: string;
  name: string;
  size: number;
  where: Where;
  /** When the server gives it up. */
  until: string;
}

const PLACE = "uploads";

export function keptUploads(): Kept[] {
  try {
    const all = JSON.parse(drafts.read(PLACE) || "[]") as Kept[];
    return all.filter(({ until }) => Date.parse(until) > Date.now());
  } catch {
    return [];
  }
}

const write = (all: Kept[]) => drafts.write(PLACE, all.length ? JSON.stringify(all) : "");

const releases = new Map<string, () => void>();
const lockOf = (upload: string) => `atrium.upload.${upload}`;

/** As long as it is kept by this tab, no other one offers to go on with it. */
export function keepUpload(one: Kept): void {
  write([...keptUploads().filter(({ upload }) => upload !== one.upload), one]);
  hold(one.upload);
}

export function hold(upload: string): void {
  if (releases.has(upload)) return;
  const until = new Promise<void>((resolve) => releases.set(upload, resolve));
  void navigator.locks?.request(lockOf(upload), () => until);
}

export function forgetUpload(upload: string): void {
  if (!upload) return;
  write(keptUploads().filter((one) => one.upload !== upload));
  releases.get(upload)?.();
  releases.delete(upload);
}

/** Those that no tab sends. */
export async function leftUploads(): Promise<Kept[]> {
  const held = new Set((await navigator.locks?.query())?.held?.map(({ name }) => name));
  return keptUploads().filter(({ upload }) => !held.has(lockOf(upload)));
}
