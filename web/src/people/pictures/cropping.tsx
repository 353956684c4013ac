import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Sheet } from "~/ui/sheet";
import { FormProblem } from "~/ui/states";
import { type Crop, MIDDLE, MOST, moved, placed, type Size, zoomed } from "./crop";
import "./pictures.css";

interface Props {
  file: File;
  title: string;
  /** What is made, in pixels. */
  size: Size;
  round?: boolean;
  /** Rejects where it is refused. */
  keep: (picture: File) => Promise<void>;
  onClose: () => void;
  words: (error: unknown) => string;
}

const STEP = 12; // pixels of what is made, by an arrow key

/** The part of a picture that is to be shown, chosen by hand or by keys; the rest never leaves this device. */
export function Cropping({ file, title, size, round = false, keep, onClose, words }: Props) {
  const { t } = useTranslation("people");
  const canvas = useRef<HTMLCanvasElement>(null);
  const [picture, setPicture] = useState<ImageBitmap | null>(null);
  const [crop, setCrop] = useState<Crop>(MIDDLE);
  const [problem, setProblem] = useState("");
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    let over = false;
    createImageBitmap(file).then(
      (found) => over || setPicture(found),
      () => over || setProblem(t("pictures.unreadable")),
    );
    return () => {
      over = true;
    };
  }, [file, t]);
  useEffect(() => {
    const pen = canvas.current?.getContext("2d");
    if (!pen || !picture) return;
    const { left, top, width, height } = placed(picture, size, crop);
    pen.clearRect(0, 0, size.width, size.height);
    pen.imageSmoothingQuality = "high";
    pen.drawImage(picture, left, top, width, height);
  }, [picture, crop, size]);

  const move = (x: number, y: number) => picture && setCrop((now) => moved(picture, size, now, { x, y }));
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const scale = size.width / event.currentTarget.clientWidth;
    move(event.movementX * scale, event.movementY * scale);
  };
  const press = (event: KeyboardEvent) => {
    const ways: Record<string, [number, number]> = {
      ArrowLeft: [STEP, 0],
      ArrowRight: [-STEP, 0],
      ArrowUp: [0, STEP],
      ArrowDown: [0, -STEP],
    };
    const way = ways[event.key];
    if (way) move(...way);
    else if (event.key === "+" || event.key === "-")
      setCrop((now) => zoomed(now, now.zoom + (event.key === "+" ? 0.1 : -0.1)));
    else return;
    event.preventDefault();
  };
  const save = async () => {
    if (!canvas.current) return;
    setBusy(true);
    setProblem("");
    try {
      await keep(await drawn(canvas.current));
      onClose();
    } catch (error) {
      setProblem(words(error));
      setBusy(false);
    }
  };
  return (
    <Sheet title={title} isOpen onClose={onClose}>
      <div
        className="crop-frame"
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is moved by the arrow keys
        tabIndex={0}
        aria-label={t("pictures.move")}
        onKeyDown={press}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onWheel={(event) => setCrop((now) => zoomed(now, now.zoom - Math.sign(event.deltaY) * 0.1))}
      >
        <canvas ref={canvas} {...size} className={round ? "crop crop-round" : "crop"} />
      </div>
      <label className="crop-zoom">
        <span>{t("pictures.zoom")}</span>
        <input
          type="range"
          min={1}
          max={MOST}
          step={0.05}
          value={crop.zoom}
          onChange={(event) => setCrop((now) => zoomed(now, event.target.valueAsNumber))}
        />
      </label>
      <FormProblem>{problem}</FormProblem>
      <div className="sheet-actions">
        <Button onPress={onClose}>{t("cancel", { ns: "core" })}</Button>
        <Button look="primary" isDisabled={!picture} isPending={isBusy} onPress={() => void save()}>
          {t("save", { ns: "core" })}
        </Button>
      </div>
    </Sheet>
  );
}

/** As WebP, or as JPEG where the browser makes none. */
async function drawn(canvas: HTMLCanvasElement): Promise<File> {
  const made = await blobOf(canvas, "image/webp");
  const blob = made?.type === "image/webp" ? made : await blobOf(canvas, "image/jpeg");
  if (!blob) throw new Error("nothing was drawn");
  return new File([blob], "picture", { type: blob.type });
}

const blobOf = (canvas: HTMLCanvasElement, type: string) =>
  new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.85));
