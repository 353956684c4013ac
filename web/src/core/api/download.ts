/** Files from S3 to here, past the API, from where the API has signed. */
import { Problem } from "~/core/problems";

export interface Asked {
  /** Gives a link that is good now; asked for anew where the way broke. Rejects with a Problem. */
  link: () => Promise<{ url: string }>;
  size: number; // bytes, exactly
  /** How long to wait before the next try, in milliseconds; by how often it failed. */
  pause: (failures: number) => number;
  signal: AbortSignal;
}

const MOST_FAILURES = 8; // one after the other, without a byte between

/** Its bytes. What is there is not fetched again. Resolves once the first of them come, or rejects with a Problem:
 * S3's own refusals, of a link that is too old, are tried again. */
export async function download(asked: Asked): Promise<AsyncIterable<Uint8Array<ArrayBuffer>>> {
  return chunks(asked, await again(asked, 0, 0));
}

async function* chunks({ signal, ...asked }: Asked, first: Body): AsyncIterable<Uint8Array<ArrayBuffer>> {
  let there = 0;
  let failures = 0;
  let body = first;
  while (there < asked.size) {
    const chunk = await body.read().catch(() => null);
    signal.throwIfAborted();
    if (chunk?.value?.length) {
      there += chunk.value.length;
      failures = 0;
      yield chunk.value;
    } else if (!chunk || chunk.done) {
      failures += 1;
      body = await again({ signal, ...asked }, there, failures);
    }
  }
}

type Body = ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;

/** From this byte on, in spite of so many failures and what more there are. */
async function again(asked: Asked, from: number, failures: number): Promise<Body> {
  for (let failed = failures; ; failed += 1) {
    if (failed) await waited(asked.pause(failed), asked.signal);
    try {
      return await begun(asked, from);
    } catch (error) {
      asked.signal.throwIfAborted();
      const wait = error instanceof Problem ? error.retryAfter : undefined;
      if (wait) await waited(wait * 1000, asked.signal);
      else if (isFinal(error) || failed >= MOST_FAILURES) throw error;
    }
  }
}

/** The API has said no: nothing is to be had. */
const isFinal = (error: unknown) =>
  error instanceof Problem && error.status >= 400 && error.status < 500 && error.status !== 429;

async function begun({ link, signal }: Asked, from: number): Promise<Body> {
  const { url } = await link();
  const headers: HeadersInit = from ? { Range: `bytes=${from}-` } : {};
  const answer = await fetch(url, { headers, signal }).catch(() => {
    throw new Problem(0);
  });
  if (answer.status !== (from ? 206 : 200) || !answer.body) throw new Problem(502);
  return answer.body.getReader();
}

function waited(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) return stop();
    signal.addEventListener("abort", stop, { once: true });
    setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
  });
}
