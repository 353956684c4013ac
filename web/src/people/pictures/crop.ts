/** Which part of a picture is kept: the middle of it at first, moved and enlarged by whoever chose it. Pure. */

export interface Size {
  width: number;
  height: number;
}

/** `x` and `y` from 0 to 1: where in its play the picture stands; `zoom` from 1, where it just fills the frame. */
export interface Crop {
  x: number;
  y: number;
  zoom: number;
}

export const MIDDLE: Crop = { x: 0.5, y: 0.5, zoom: 1 };
export const MOST = 4;

const within = (least: number, most: number, value: number) => Math.min(most, Math.max(least, value));

/** Where the whole picture lies so that the frame shows the part. */
export function placed(picture: Size, frame: Size, { x, y, zoom }: Crop) {
  const scale = Math.max(frame.width / picture.width, frame.height / picture.height) * zoom;
  const width = picture.width * scale;
  const height = picture.height * scale;
  return { left: (frame.width - width) * x, top: (frame.height - height) * y, width, height };
}

/** By so many pixels of the frame. */
export function moved(picture: Size, frame: Size, crop: Crop, by: { x: number; y: number }): Crop {
  const { width, height } = placed(picture, frame, crop);
  const along = (now: number, play: number, step: number) =>
    play > 0 ? within(0, 1, now - step / play) : now;
  return {
    ...crop,
    x: along(crop.x, width - frame.width, by.x),
    y: along(crop.y, height - frame.height, by.y),
  };
}

export const zoomed = (crop: Crop, zoom: number): Crop => ({ ...crop, zoom: within(1, MOST, zoom) });
