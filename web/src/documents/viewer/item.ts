/**
 * What the viewer is given, by whichever room has files to show: posts their attachments, albums their pictures.
 *
 *     const [at, setAt] = useState<string | null>(null);
 *     {files.map((one) => <button onClick={() => setAt(one.id)}><Thumbnail of={one} sources={sources} /></button>)}
 *     {at && <Viewer items={files} at={at} sources={sources} onClose={() => setAt(null)} />}
 *
 * `Viewer` (./door) fetches its code when it is first shown; `Thumbnail` (./thumbnail) is small.
 */
import { api, body, type Schemas } from "~/core/api/client";

/** A Document is one. */
export interface Viewed
  extends Pick<Schemas["Document"], "id" | "name" | "kind" | "content_type" | "preview" | "thumbnail"> {
  size?: number;
  /** Of a document: which of its versions counts. */
  number?: number;
  /** Of what is told of without it, all was looked at. */
  state?: Schemas["Document"]["state"];
  /** Of a document: everybody is asked to read it. */
  must_read?: boolean;
  /** Why it was refused, as the server says it. */
  reason?: string;
}

type Link = Promise<{ url: string }>;

/** Who gives the links. They may say no, with a Problem: each is asked for anew when it is needed. */
export interface Sources {
  /** To the file itself: to be shown (`inline`), or to be saved. */
  content: (id: string, inline: boolean, signal?: AbortSignal) => Link;
  /** To its picture, of about so many pixels. */
  preview: (id: string, size: 320 | 960 | 1920, signal?: AbortSignal) => Link;
}

const at = (document: string) => ({ path: { document } });

/** Of those who see the documents themselves. */
export const documents: Sources = {
  content: (id, inline, signal) =>
    body(
      api.GET("/v1/documents/{document}/content", {
        params: { ...at(id), query: { inline } },
        ...(signal && { signal }),
      }),
    ),
  preview: (id, size, signal) =>
    body(
      api.GET("/v1/documents/{document}/preview", {
        params: { ...at(id), query: { size } },
        ...(signal && { signal }),
      }),
    ),
};

export type Look = "image" | "pdf" | "video" | "audio" | "markdown" | "text";

const PICTURES = ["image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"];
const LONGEST_TEXT = 500_000; // bytes that are shown as text

/** How it can be looked at without being saved; null where it cannot, or may not yet. */
export function lookOf(item: Viewed): Look | null {
  const { name, state = "clean", content_type: type, size = 0, preview } = item;
  if (state !== "clean") return null;
  if (isPicture(item) || (type.startsWith("image/") && preview?.sizes.length)) return "image";
  if (type === "application/pdf") return "pdf";
  if (type.startsWith("video/")) return "video";
  if (type.startsWith("audio/")) return "audio";
  if (!type.startsWith("text/") || size > LONGEST_TEXT) return null;
  return type === "text/markdown" || /\.(md|markdown)$/i.test(name) ? "markdown" : "text";
}

/** Whether browsers show it as it is. */
export const isPicture = ({ content_type }: Viewed): boolean => PICTURES.includes(content_type);
