import { type ReactNode, useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useProblemWords } from "~/core/problem-words";
import { toast } from "~/ui/toast";
import { hasFiles } from "./dragged";
import { type Given, givenBy, take } from "./dropped";
import type { Where } from "./model";
import "./dropping.css";

interface Props {
  where: Where;
  /** Of those who may only read. */
  isOff: boolean;
  children: ReactNode;
}

/** Files and folders that are dropped on this screen, or pasted, are sent. */
export function Dropping({ where, isOff, children }: Props) {
  const { t } = useTranslation("documents");
  const words = useProblemWords();
  const isOver = useGiven(isOff, (given) => {
    take(given, where).catch((error: unknown) => toast(words(error), { tone: "danger" }));
  });
  return (
    <div className="drop" data-over={isOver || undefined} data-off={isOff || undefined}>
      {children}
      <p className="drop-words" aria-hidden="true">
        {t(isOff ? "may_not_write" : "drop")}
      </p>
    </div>
  );
}

const ELSEWHERE = "input, textarea, [contenteditable]";

/** Whatever no nearer place takes: nobody aims for the list when the whole screen shows it. */
function useGiven(isOff: boolean, give: (given: Given) => void): boolean {
  const [isOver, setOver] = useState(false);
  const isOurs = ({ defaultPrevented }: Event) =>
    !defaultPrevented && !document.querySelector("[role=dialog]");
  const over = useEffectEvent((event: DragEvent) => {
    const data = event.dataTransfer;
    const isHere = isOurs(event) && data !== null && hasFiles(data);
    setOver(isHere);
    if (!isHere || isOff) return; // core/strays.ts refuses it
    event.preventDefault();
    data.dropEffect = "copy";
  });
  const drop = useEffectEvent((event: DragEvent) => {
    setOver(false);
    if (isOff || !isOurs(event) || !event.dataTransfer || !hasFiles(event.dataTransfer)) return;
    event.preventDefault();
    give(givenBy(event.dataTransfer));
  });
  const paste = useEffectEvent((event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])];
    const isTaken = event.target instanceof Element && event.target.closest(ELSEWHERE);
    if (isOff || !files.length || isTaken || !isOurs(event)) return;
    event.preventDefault();
    give({ files, folders: [] });
  });
  useEffect(() => {
    const ends = new AbortController();
    const { signal } = ends;
    document.addEventListener("dragover", (event) => over(event), { signal });
    document.addEventListener("drop", (event) => drop(event), { signal });
    document.addEventListener("paste", (event) => paste(event), { signal });
    // Out of the window there is nothing that it goes to.
    document.addEventListener("dragleave", ({ relatedTarget }) => relatedTarget || setOver(false), {
      signal,
    });
    return () => ends.abort();
  }, []);
  return isOver;
}
