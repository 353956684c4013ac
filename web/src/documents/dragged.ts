/** What is dragged: files and folders of this device, which are sent, or lines of a list, which go to another folder. */
import { type DragEvent, useState } from "react";
import { number } from "~/core/time";
import type { Document } from "./model";

const OURS = "application/x-atrium-files";
let carried: Document[] = []; // what is dragged cannot be read before it is dropped

export const hasFiles = ({ types }: DataTransfer): boolean =>
  types.includes("Files") && !types.includes(OURS);

export const carriedBy = ({ types }: DataTransfer): Document[] => (types.includes(OURS) ? carried : []);

/** These are dragged from now on: the mouse carries its name, of several how many. */
export function carry(data: DataTransfer, all: Document[]): void {
  carried = all;
  data.setData(OURS, "");
  data.effectAllowed = "move";
  const chip = document.createElement("div");
  chip.className = "carried";
  chip.textContent = all.length > 1 ? number(all.length) : (all[0]?.name ?? "");
  document.body.append(chip);
  data.setDragImage(chip, -8, -8);
  setTimeout(() => chip.remove()); // the browser has its picture then
}

/** For an element that takes something of what is dragged over it; whether that is there now. */
export function useTaking(
  takes: (data: DataTransfer) => "copy" | "move" | null,
  take: (data: DataTransfer) => void,
) {
  const [isOver, setOver] = useState(false);
  const onDragOver = (event: DragEvent) => {
    const effect = takes(event.dataTransfer);
    setOver(effect !== null);
    if (!effect) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = effect;
  };
  const onDragLeave = ({ currentTarget, relatedTarget }: DragEvent) => {
    if (!currentTarget.contains(relatedTarget as Node | null)) setOver(false);
  };
  const onDrop = (event: DragEvent) => {
    setOver(false);
    if (!takes(event.dataTransfer)) return;
    event.preventDefault();
    take(event.dataTransfer);
  };
  return { "data-over": isOver || undefined, onDragOver, onDragLeave, onDrop };
}
