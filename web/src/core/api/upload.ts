/** Files from here to S3, past the API, to where the API has signed. */
import { Problem } from "~/core/problems";
import type { Schemas } from "./client";

export interface Watching {
  /** From 0 to 1. */
  onProgress: (part: number) => void;
  signal: AbortSignal;
}

/** By a form. Rejects with a Problem, or an AbortError once `signal` says so. */
export function upload(to: Schemas["Form"], file: File, watching: Watching): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(to.fields)) form.append(name, value);
  form.append("file", file); // S3 reads nothing behind it
  return send("POST", to.url, {}, form, watching);
}

/** A part of a large file; rejects as `upload` does. */
export function put(to: Schemas["PartUrl"], part: Blob, watching: Watching): Promise<void> {
  return send("PUT", to.url, to.headers, part, watching);
}

/** By XMLHttpRequest: fetch tells no progress. */
function send(
  method: string,
  url: string,
  headers: Record<string, string>,
  body: FormData | Blob,
  { onProgress, signal }: Watching,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onload = () => (request.status < 300 ? resolve() : reject(new Problem(request.status)));
    request.onerror = () => reject(new Problem(0));
    request.onabort = () => reject(new DOMException("stopped", "AbortError"));
    request.onloadend = () => signal.removeEventListener("abort", stop);
    signal.addEventListener("abort", stop);
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.send(body);
    if (signal.aborted) stop();
  });
}
