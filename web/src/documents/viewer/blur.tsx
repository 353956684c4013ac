import { decodeBlurHash } from "fast-blurhash";
import { useLayoutEffect, useRef } from "react";

const SIDE = 32; // px; what is blurred needs no more

/** What a picture looks like from afar, until it is there. */
export function Blur({ hash }: { hash: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const pen = canvas.current?.getContext("2d");
    const picture = pen?.createImageData(SIDE, SIDE);
    if (!pen || !picture) return;
    try {
      picture.data.set(decodeBlurHash(hash, SIDE, SIDE));
      pen.putImageData(picture, 0, 0);
    } catch {
      // no blur hash: nothing stands there until the picture does
    }
  }, [hash]);
  return <canvas ref={canvas} className="blur" width={SIDE} height={SIDE} />;
}
