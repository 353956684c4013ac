/** A file from here to S3, past the API, by a form that the API has signed. */
import { Problem } from "~/core/problems";
import type { Schemas } from "./client";

interface Watching {
  /** From 0 to 1. */
  onProgress: (part: number) => void;
  signal: AbortSignal;
}

/** Rejects with a Problem, or an AbortError once `signal` says so. By XMLHttpRequest: fetch tells no progress. */
export function upload(to: Schemas["Upload"], file: File, { onProgress, signal }: Watching): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(to.fields)) form.append(name, value);
  form.append("file", file); // S3 reads nothing behind it
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onload = () => (request.status < 300 ? resolve() : reject(new Problem(request.status)));
    request.onerror = () => reject(new Problem(0));
    request.onabort = () => reject(new DOMException("stopped", "AbortError"));
    request.onloadend = () => signal.removeEventListener("abort", stop);
    signal.addEventListener("abort", stop);
    request.open("POST", to.url);
    request.send(form);
    if (signal.aborted) stop();
  });
}
