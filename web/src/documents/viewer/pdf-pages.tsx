import { Minus, Plus } from "lucide-react";
import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist";
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { number } from "~/core/time";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { PdfPage } from "./pdf-page";
import "./pdf.css";

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4]; // of a page that is as wide as there is room
const WIDEST = 900; // px
const EDGE = 12; // px

/** All pages in one scroll. Those that are near are drawn; the others only keep their place. */
export function Pages({ of, onError }: { of: PDFDocumentProxy; onError: (error: unknown) => void }) {
  const { t } = useTranslation("documents");
  const box = useRef<HTMLDivElement>(null);
  const [first, setFirst] = useState<PDFPageProxy | null>(null);
  const [zoom, setZoom] = useState(1);
  const room = useRoom(box);
  const [now, follow] = useNow(box);
  useEffect(() => {
    of.getPage(1).then(setFirst, onError);
  }, [of, onError]);
  const shape = first?.getViewport({ scale: 1 });
  const width = Math.max(1, Math.min(room - 2 * EDGE, WIDEST) * zoom);
  useStay(box, zoom);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keyboard too */}
      <div className="pdf" ref={box} tabIndex={0} onScroll={follow}>
        {shape &&
          room > 0 &&
          Array.from({ length: of.numPages }, (_, page) => page + 1).map((page) => (
            <PdfPage
              key={page}
              of={of}
              page={page}
              width={width}
              shape={shape.height / shape.width}
              {...{ onError }}
            />
          ))}
      </div>
      <div className="pdf-tools">
        <Go
          key={now}
          now={now}
          last={of.numPages}
          go={(to) => box.current?.children[to - 1]?.scrollIntoView()}
        />
        <Zoom words={t("smaller")} to={ZOOMS.findLast((one) => one < zoom)} set={setZoom} icon={Minus} />
        <Zoom words={t("larger")} to={ZOOMS.find((one) => one > zoom)} set={setZoom} icon={Plus} />
      </div>
    </>
  );
}

interface ZoomProps {
  words: string;
  to: number | undefined;
  set: (to: number) => void;
  icon: typeof Plus;
}

function Zoom({ words, to, set, icon }: ZoomProps) {
  return (
    <Button
      look="quiet"
      aria-label={words}
      isDisabled={to === undefined}
      onPress={() => to && set(to)}
      icon={<Icon of={icon} size={18} />}
    />
  );
}

/** The page one is at; another number leads there. */
function Go({ now, last, go }: { now: number; last: number; go: (to: number) => void }) {
  const { t } = useTranslation("documents");
  const [typed, setTyped] = useState(String(now));
  const leave = () => {
    const to = Number(typed);
    if (Number.isInteger(to) && to >= 1 && to <= last) go(to);
    else setTyped(String(now));
  };
  return (
    <form
      className="row numbers"
      onSubmit={(event) => {
        event.preventDefault();
        leave();
      }}
    >
      <input
        className="pdf-number"
        aria-label={t("page")}
        inputMode="numeric"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={leave}
      />
      <span className="quiet">{t("of_pages", { all: number(last) })}</span>
    </form>
  );
}

/** How wide the box is. */
function useRoom(box: RefObject<HTMLDivElement | null>): number {
  const [room, setRoom] = useState(0);
  useLayoutEffect(() => {
    if (!box.current) return undefined;
    const watching = new ResizeObserver(([seen]) => setRoom(Math.floor(seen?.contentRect.width ?? 0)));
    watching.observe(box.current);
    return () => watching.disconnect();
  }, [box]);
  return room;
}

/** The page in the middle of the box. */
function useNow(box: RefObject<HTMLDivElement | null>): [number, () => void] {
  const [now, setNow] = useState(1);
  const follow = () => {
    const { scrollTop = 0, clientHeight = 0, children = [] } = box.current ?? {};
    const middle = scrollTop + clientHeight / 2;
    const at = [...children].findIndex((page) => {
      const { offsetTop, offsetHeight } = page as HTMLElement;
      return offsetTop + offsetHeight >= middle;
    });
    if (at >= 0) setNow(at + 1);
  };
  return [now, follow];
}

/** What was in the middle stays there when the pages grow. */
function useStay(box: RefObject<HTMLDivElement | null>, zoom: number): void {
  const before = useRef(zoom);
  useLayoutEffect(() => {
    const here = box.current;
    const grown = zoom / before.current;
    before.current = zoom;
    if (!here || grown === 1) return;
    here.scrollTop = (here.scrollTop + here.clientHeight / 2) * grown - here.clientHeight / 2;
    here.scrollLeft = (here.scrollWidth - here.clientWidth) / 2;
  }, [box, zoom]);
}
