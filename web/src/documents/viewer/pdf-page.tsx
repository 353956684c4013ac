import { type PDFDocumentProxy, type PDFPageProxy, RenderingCancelledException, TextLayer } from "pdfjs-dist";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { number } from "~/core/time";

interface Props {
  of: PDFDocumentProxy;
  page: number;
  /** px */
  width: number;
  /** Height by width, as long as its own is not known. */
  shape: number;
  onError: (error: unknown) => void;
}

const NEAR = "100%"; // of the box's height, above and below it
const MOST = 16 * 1024 ** 2; // pixels of a canvas, as phones take it

export function PdfPage({ of, page, width, shape, onError }: Props) {
  const { t } = useTranslation("documents");
  const place = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(false);
  const [drawn, setDrawn] = useState<PDFPageProxy | null>(null);
  useEffect(() => {
    if (!place.current) return undefined;
    const watching = new IntersectionObserver((seen) => setNear(seen.at(-1)?.isIntersecting ?? false), {
      root: place.current.parentElement,
      rootMargin: `${NEAR} 0px`,
    });
    watching.observe(place.current);
    return () => watching.disconnect();
  }, []);
  useEffect(() => {
    let isOver = false;
    if (isNear && !drawn) of.getPage(page).then((found) => isOver || setDrawn(found), onError);
    return () => {
      isOver = true;
    };
  }, [of, page, isNear, drawn, onError]);
  const own = drawn?.getViewport({ scale: 1 });
  const height = width * (own ? own.height / own.width : shape);
  return (
    <div
      ref={place}
      className="pdf-page"
      role="region"
      aria-label={t("page_number", { number: number(page) })}
      style={{ inlineSize: `${width}px`, blockSize: `${height}px` }}
    >
      {isNear && drawn && <Drawn key={width} of={drawn} width={width} onError={onError} />}
    </div>
  );
}

/** Its picture, and its text above it, which nobody sees: to be chosen, and read aloud. */
function Drawn({
  of,
  width,
  onError,
}: {
  of: PDFPageProxy;
  width: number;
  onError: (error: unknown) => void;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!canvas.current || !text.current) return undefined;
    const scale = width / of.getViewport({ scale: 1 }).width;
    const shown = of.getViewport({ scale });
    const fine = Math.min(devicePixelRatio, Math.sqrt(MOST / (shown.width * shown.height)));
    const viewport = of.getViewport({ scale: scale * fine });
    canvas.current.width = Math.floor(viewport.width);
    canvas.current.height = Math.floor(viewport.height);
    const task = of.render({ canvas: canvas.current, viewport });
    task.promise.catch((error: unknown) => error instanceof RenderingCancelledException || onError(error));
    text.current.style.setProperty("--total-scale-factor", String(scale));
    const layer = new TextLayer({
      textContentSource: of.streamTextContent(),
      container: text.current,
      viewport: shown,
    });
    layer.render().catch(() => undefined); // cancelled, or the picture alone
    return () => {
      task.cancel();
      layer.cancel();
      of.cleanup();
    };
  }, [of, width, onError]);
  return (
    <>
      <canvas ref={canvas} />
      <div ref={text} className="textLayer" />
    </>
  );
}
