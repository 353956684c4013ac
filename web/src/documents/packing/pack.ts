/** Files become one archive, here in the browser: no byte of theirs goes through the API. */
import { makeZip } from "client-zip";
import { api, body } from "~/core/api/client";
import { download } from "~/core/api/download";
import { waitBefore } from "~/core/live";
import { Problem } from "~/core/problems";
import { fetched } from "../fetched";
import type { Gathered, Packed } from "./gather";

const AT_ONCE = 4; // files that are asked for: the one that comes, and those behind it

export interface Packing {
  onBytes: (there: number) => void;
  /** It is gone since it was found. */
  onMissing: (path: string) => void;
  signal: AbortSignal;
}

/** Rejects with a Problem, or as `signal` says. */
export async function pack({ all }: Gathered, packing: Packing): Promise<Blob> {
  const headers = { "Content-Type": "application/zip" };
  return await new Response(makeZip(entries(all, packing)), { headers }).blob();
}

type Bytes = AsyncIterable<Uint8Array<ArrayBuffer>>;

async function* entries(all: Packed[], packing: Packing) {
  const ahead: Promise<Bytes | null>[] = [];
  let there = 0;
  const onChunk = (size: number) => {
    there += size;
    packing.onBytes(there);
  };
  for (const [at, { path, of }] of all.entries()) {
    for (const next of all.slice(at + ahead.length, at + AT_ONCE)) ahead.push(begun(next, packing));
    const bytes = await ahead.shift();
    const about = { name: path, lastModified: new Date(of.changed_at) };
    if (of.type === "folder") yield about;
    else if (bytes) yield { ...about, size: of.size, input: counted(bytes, onChunk) };
  }
}

/** Null of a folder, and of what is gone. */
function begun({ path, of }: Packed, { onMissing, signal }: Packing): Promise<Bytes | null> {
  if (of.type === "folder") return Promise.resolve(null);
  const params = { path: { document: of.id }, query: { number: of.number } }; // whatever is saved meanwhile
  const link = () => body(api.GET("/v1/documents/{document}/content", { params, signal }));
  const bytes = download({ link, size: of.size, pause: waitBefore, signal }).then(
    (first) => {
      fetched.note(of.id, of.number);
      return first;
    },
    (error: unknown) => {
      if (!(error instanceof Problem && error.status === 404)) throw error;
      onMissing(path);
      return null;
    },
  );
  bytes.catch(() => undefined); // told when its turn comes
  return bytes;
}

async function* counted(bytes: Bytes, onChunk: (size: number) => void): Bytes {
  for await (const chunk of bytes) {
    onChunk(chunk.length);
    yield chunk;
  }
}
