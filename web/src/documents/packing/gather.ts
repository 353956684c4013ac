/** What an archive is to hold: the chosen files, and all that lies in the chosen folders. */
import { api, body } from "~/core/api/client";
import { Problem } from "~/core/problems";
import type { Document } from "../model";

export const MOST = 5000; // files and folders
export const LARGEST = 2_000_000_000; // bytes: browsers keep it until it is whole

/** `of` stands at this path in the archive; a folder's ends with a slash. */
export interface Packed {
  path: string;
  of: Document;
}

export class TooMuch extends Error {}

export interface Gathered {
  all: Packed[];
  bytes: number;
  /** Paths of what cannot be had: refused files, and folders that are gone. */
  missing: string[];
}

/** Rejects with TooMuch as soon as that is known, with a Problem, or as `signal` says. */
export async function gather(chosen: Document[], signal: AbortSignal): Promise<Gathered> {
  const found: Gathered = { all: [], bytes: 0, missing: [] };
  const taken = new Set<string>();
  const add = async (one: Document, above: string): Promise<void> => {
    const path = above + free(one.name, above, taken);
    if (one.state === "refused") return void found.missing.push(path);
    found.all.push({ path: one.type === "folder" ? `${path}/` : path, of: one });
    found.bytes += one.size;
    if (found.all.length > MOST || found.bytes > LARGEST) throw new TooMuch();
    if (one.type === "folder") await enter(one, `${path}/`);
  };
  const enter = async ({ id: folder }: Document, path: string): Promise<void> => {
    try {
      for await (const inner of within(folder, signal)) await add(inner, path);
    } catch (error) {
      if (!(error instanceof Problem && error.status === 404)) throw error;
      found.missing.push(path);
    }
  };
  for (const one of chosen) await add(one, "");
  return found;
}

async function* within(folder: string, signal: AbortSignal): AsyncIterable<Document> {
  let cursor: string | null | undefined;
  do {
    const query = { folder, limit: 100, ...(cursor && { cursor }) };
    const page = await body(api.GET("/v1/documents", { params: { query }, signal }));
    yield* page.items;
    cursor = page.next;
  } while (cursor);
}

/** A folder and a file may have one name with us, and names that differ by capitals alone: on a disk they may not. */
function free(name: string, above: string, taken: Set<string>): string {
  const dot = name.lastIndexOf(".");
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
  let given = name;
  for (let number = 2; taken.has((above + given).toLowerCase()); number += 1)
    given = `${stem} (${number})${ending}`;
  taken.add((above + given).toLowerCase());
  return given;
}
