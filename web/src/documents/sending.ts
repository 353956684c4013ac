/** One file on its way: announced, sent to S3 in one piece or in parts, completed. What is there is not sent again. */
import { api, body, once, type Schemas } from "~/core/api/client";
import { put, upload, type Watching } from "~/core/api/upload";
import { Problem } from "~/core/problems";
import { sha256 } from "./digest";
import { fetched } from "./fetched";
import { forgetUpload, keepUpload } from "./kept";
import { type Document, typeOf, type Where } from "./model";

type OnItsWay = Schemas["UploadState"];

const WHOLE = 32 * 1024 ** 2; // bytes up to which the API wants it in one piece, and its digest

export interface Sent {
  document: Document;
  /** Another saved a version meanwhile. */
  isConflict: boolean;
}

/** What a file becomes: a new version of that document, made from version `base`, with a word on what is new. */
export interface As {
  document?: string | undefined;
  base?: number | undefined;
  note?: string | undefined;
}

export class Sending {
  readonly file: File;
  readonly where: Where;
  private as: As;
  private keepBoth = false;
  private key = crypto.randomUUID();
  private upload = "";
  private digests: string[] = []; // of its parts
  private isThere = false;

  /** With `upload` it goes on with what was announced before. */
  constructor(file: File, where: Where, as: As = {}, upload = "") {
    this.file = file;
    this.upload = upload;
    this.where = where;
    this.as = as;
  }

  /** Goes on from where an earlier try broke off. Rejects with a Problem, or an AbortError. */
  async run(watching: Watching): Promise<Sent> {
    if (!this.isThere) {
      const state = await this.begin(watching.signal);
      await this.send(state, watching).catch(asBroken);
      this.isThere = true;
    }
    const made = await this.complete(watching.signal);
    forgetUpload(this.upload);
    const base = this.base();
    fetched.note(made.id, made.number);
    return {
      document: made,
      isConflict: base !== null && base !== made.number - 1 && (await isConflict(made)),
    };
  }

  /** Of a new version: what it was made from, as far as this device knows. */
  private base(): number | null {
    const { document, base } = this.as;
    return document ? (fetched.of(document) ?? base ?? null) : null;
  }

  /** The name is taken: beside what has it, under another name. */
  besides(): void {
    this.keepBoth = true;
    this.key = crypto.randomUUID();
  }

  /** The name is taken: as a new version of what has it. */
  async replacing(document: string): Promise<void> {
    await this.giveUp();
    this.as = { document };
  }

  /** What was sent so far counts no more. */
  async giveUp(): Promise<void> {
    const { upload: id } = this;
    this.upload = "";
    this.isThere = false;
    this.digests = [];
    this.key = crypto.randomUUID();
    if (!id) return;
    forgetUpload(id);
    // What nobody asks for is given up by the server, a day later.
    await api.DELETE("/v1/uploads/{upload}", { params: { path: { upload: id } } }).catch(() => undefined);
  }

  private async begin(signal: AbortSignal): Promise<OnItsWay> {
    const known = this.upload ? await this.state(signal) : null;
    if (known) return known;
    forgetUpload(this.upload);
    const { file, where } = this;
    const begun = await body(
      api.POST("/v1/documents", {
        headers: once(this.key),
        body: {
          name: file.name,
          size: file.size,
          content_type: typeOf(file.type),
          sha256: file.size <= WHOLE ? await sha256(file) : null,
          space: where.folder ? null : where.space,
          folder: where.folder,
          document: this.as.document ?? null,
          base: this.base(),
          note: this.as.note ?? "",
          keep_both: this.keepBoth,
        },
        signal,
      }),
    ).catch((error: unknown) => {
      if (error instanceof Problem && error.status >= 400 && error.status < 500)
        this.key = crypto.randomUUID();
      throw error;
    });
    this.upload = begun.id;
    this.digests = [];
    if (begun.parts && !this.keepBoth) {
      // What belongs to words that are being written goes with them.

      keepUpload({ upload: begun.id, name: file.name, size: file.size, where, until: begun.expires_at });
    }
    return { ...begun, there: [] };
  }

  /** What the API knows of it; null where that is nothing, or nothing any more. */
  private async state(signal: AbortSignal): Promise<OnItsWay | null> {
    const path = { upload: this.upload };
    return await body(api.GET("/v1/uploads/{upload}", { params: { path }, signal })).catch(
      (error: unknown) => {
        if (error instanceof Problem && error.status === 404) return null;
        throw error;
      },
    );
  }

  private async send({ id, form, part_size, parts, there }: OnItsWay, watching: Watching): Promise<void> {
    if (form) return await upload(form, this.file, watching);
    const size = part_size ?? this.file.size;
    const sizes = new Map(there.map((part) => [part.number, part.size]));
    for (let number = 1; number <= (parts ?? 0); number += 1) {
      const begins = (number - 1) * size;
      const part = this.file.slice(begins, begins + size);
      const digest = this.digests[number - 1] ?? (await sha256(part));
      this.digests[number - 1] = digest;
      if (sizes.get(number) === part.size) continue;
      const onProgress = (done: number) => watching.onProgress((begins + done * part.size) / this.file.size);
      await put(await this.placeFor(id, number, digest, watching.signal), part, { ...watching, onProgress });
    }
  }

  private async placeFor(upload: string, number: number, digest: string, signal: AbortSignal) {
    const asked = { parts: [{ number, sha256: digest }] };
    const { parts } = await body(
      api.POST("/v1/uploads/{upload}/parts", { params: { path: { upload } }, body: asked, signal }),
    );
    if (!parts[0]) throw new Problem(502);
    return parts[0];
  }

  private async complete(signal: AbortSignal): Promise<Document> {
    const there = this.digests.length ? ((await this.state(signal))?.there ?? []) : [];
    const parts = there.map(({ number, etag }) => ({ number, etag, sha256: this.digests[number - 1] ?? "" }));
    return await body(
      api.POST("/v1/uploads/{upload}/completion", {
        params: { path: { upload: this.upload } },
        body: { parts, keep_both: this.keepBoth },
        signal,
      }),
    ).catch(async (error: unknown) => {
      if (error instanceof Problem && error.status === 422) await this.giveUp(); // next time all of it
      throw error;
    });
  }
}

/** S3's own refusals (a link that is too old, bytes that changed meanwhile) say nothing to people: it broke off. */
function asBroken(error: unknown): never {
  throw error instanceof Problem && error.status >= 400 && error.status < 500 ? new Problem(502) : error;
}

/** As the server judged it: a number is left out also where a version between was refused. */
async function isConflict({ id, number }: Document): Promise<boolean> {
  const path = { document: id };
  const all = await body(api.GET("/v1/documents/{document}/versions", { params: { path } })).catch(
    () => null,
  );
  return all?.items.find((version) => version.number === number)?.conflict ?? false;
}
