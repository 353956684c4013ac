/** What is done to a file or a folder; shown at once where it can be. */
import { useTranslation } from "react-i18next";
import { api, body } from "~/core/api/client";
import { changeLists, keep } from "~/core/lists";
import { useProblemWords } from "~/core/problem-words";
import { today } from "~/core/time";
import { useOptimistic } from "~/ui/optimistic";
import { toast } from "~/ui/toast";
import { fetched } from "./fetched";
import type { Document } from "./model";
import { makeArchive } from "./packing/archives";
import { binKey, changedIn, changedInBin, entriesKey } from "./queries";

const whereOf = ({ space, folder }: Document) => ({ space, folder });
const at = ({ id }: Document) => ({ params: { path: { document: id } } });

function without(key: string[], { id }: Document): () => void {
  const undo = keep(key);
  changeLists<Document>(key, (one) => (one.id === id ? null : one));
  return undo;
}

/** A folder is shown as photos, or as a folder again. */
export function useAlbum() {
  return useOptimistic<Document>(
    (document) => {
      const key = entriesKey(whereOf(document));
      const undo = keep(key);
      changeLists<Document>(key, (one) =>
        one.id === document.id ? { ...one, album: !document.album } : one,
      );
      return undo;
    },
    (document) =>
      api.PATCH("/v1/documents/{document}", { ...at(document), body: { album: !document.album } }),
    (document) => changedIn(whereOf(document), document.id),
  );
}

/** Into the bin, with a way back. */
export function useBinning() {
  const { t } = useTranslation("documents");
  const restore = useRestoring();
  return useOptimistic<Document>(
    (document) => without(entriesKey(whereOf(document)), document),
    (document) => api.DELETE("/v1/documents/{document}", at(document)),
    (document) => {
      changedInBin(document.space);
      toast(t("binned", { name: document.name }), { undo: () => restore.mutate(document) });
    },
  );
}

/** Out of the bin, to where it lay. */
export function useRestoring() {
  return useOptimistic<Document>(
    (document) => without(binKey(document.space), document),
    (document) => api.PUT("/v1/bin/{document}/restored", at(document)),
    (document) => {
      changedInBin(document.space);
      changedIn(whereOf(document), document.id);
    },
  );
}

/** Out of the bin, for good. */
export function usePurging() {
  return useOptimistic<Document>(
    (document) => without(binKey(document.space), document),
    (document) => api.DELETE("/v1/bin/{document}", at(document)),
    (document) => {
      changedInBin(document.space);
      changedIn(whereOf(document));
    },
  );
}

/** All of it, for good. */
export function useEmptying(space: string) {
  return useOptimistic<void>(
    () => {
      const undo = keep(binKey(space));
      changeLists<Document>(binKey(space), () => null);
      return undo;
    },
    () => api.DELETE("/v1/bin", { params: { query: { space } } }),
    () => {
      changedInBin(space);
      changedIn({ space, folder: null });
    },
  );
}

const LINGERS = 60_000; // ms: until S3 has answered

/** In a frame that nobody sees: by a link the browser would ask whether to leave what is on its way. */
export function openLink(url: string): void {
  const frame = window.document.createElement("iframe");
  frame.hidden = true;
  frame.src = url;
  window.document.body.append(frame);
  setTimeout(() => frame.remove(), LINGERS);
}

/** To be saved on this device, as it counts now; or in another version, by its `number`. */
export function useDownload(): (of: Pick<Document, "id" | "number">, number?: number) => Promise<void> {
  const words = useProblemWords();
  return async ({ id: document, number: now }, number) => {
    try {
      const query = number === undefined ? {} : { number };
      const given = await body(
        api.GET("/v1/documents/{document}/content", { params: { path: { document }, query } }),
      );
      openLink(given.url);
      fetched.note(document, number ?? now);
    } catch (error) {
      toast(words(error), { tone: "danger" });
    }
  };
}

/** One file as it is; a folder, or several, as an archive. */
export function useDownloadAll(): (all: Document[]) => void {
  const { t } = useTranslation("documents");
  const download = useDownload();
  return (all) => {
    const [one] = all;
    if (!one) return;
    if (all.length > 1) makeArchive(`${t("title")} ${today()}.zip`, all);
    else if (one.type === "folder") makeArchive(`${one.name}.zip`, all);
    else void download(one);
  };
}
