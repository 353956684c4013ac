/** Lines that a mouse carries into a folder; files of this device that it drops on one. */
import type { DragEvent, PointerEvent } from "react";
import { useProblemWords } from "~/core/problem-words";
import { toast } from "~/ui/toast";
import type { Chosen } from "./chosen";
import { carriedBy, carry, hasFiles, useTaking } from "./dragged";
import { givenBy, take } from "./dropped";
import { useMany } from "./many";
import type { Document, May, Where } from "./model";

/** For an element that stands for a folder, or the top of a space. */
export function usePlaceFor(where: Where, may: May) {
  const words = useProblemWords();
  const many = useMany();
  const tell = (problem: unknown) => {
    if (problem) toast(words(problem), { tone: "danger" });
  };
  return useTaking(
    (data) => {
      if (may === "read") return null;
      if (hasFiles(data)) return "copy";
      const all = carriedBy(data);
      return all.length && all.every(({ id }) => id !== where.folder) ? "move" : null; // not into itself
    },
    (data) => {
      if (hasFiles(data)) take(givenBy(data), where).catch(tell);
      else void many.move(carriedBy(data), where).then(tell);
    },
  );
}

const BELONGS_ELSEWHERE = ".files-by a";

/** For a line: with it go all that are chosen, if it is one of them. */
export function useCarrying(entry: Document, may: May, { ids, all }: Chosen) {
  const isFolder = entry.type === "folder";
  const place = usePlaceFor({ space: entry.space, folder: entry.id }, isFolder ? may : "read");
  // The name in it keeps the press for itself.
  const onPointerDownCapture = ({ currentTarget, pointerType }: PointerEvent<HTMLElement>) => {
    currentTarget.draggable = may !== "read" && pointerType === "mouse"; // a finger that stays chooses
  };
  const onDragStart = ({ dataTransfer, target }: DragEvent) => {
    if (may === "read" || (target as Element).closest(BELONGS_ELSEWHERE)) return;
    carry(dataTransfer, ids.has(entry.id) ? all : [entry]);
  };
  return { ...place, onPointerDownCapture, onDragStart };
}
