/** pdf.js, held short: no scripts, no forms, no code made from text, no WebAssembly (the Content-Security-Policy takes none). */
import {
  GlobalWorkerOptions,
  getDocument,
  type PDFDocumentLoadingTask,
  VerbosityLevel,
  version,
} from "pdfjs-dist";
import worker from "pdfjs-dist/build/pdf.worker.min.mjs?url";

GlobalWorkerOptions.workerSrc = worker;

// What some files lack (letters, tables of Chinese and Japanese) lies beside the client: see vite.config.ts.
const beside = (folder: string) => `${location.origin}/assets/pdf-${version}/${folder}/`;

const LARGEST_PICTURE = 64 * 1024 ** 2; // pixels; what is larger stays white

/** What is near is fetched first, by ranges; then the rest, while the link is good. */
export function openPdf(url: string): PDFDocumentLoadingTask {
  return getDocument({
    url,
    verbosity: VerbosityLevel.ERRORS, // files of others are often a little wrong
    isEvalSupported: false,
    enableXfa: false,
    useWasm: false,
    maxImageSize: LARGEST_PICTURE,
    rangeChunkSize: 256 * 1024,
    cMapUrl: beside("cmaps"),
    standardFontDataUrl: beside("standard_fonts"),
    wasmUrl: beside("wasm"),
  });
}
