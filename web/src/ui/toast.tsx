/** Short notes that something was done, or was not, with a way back where there is one. */
import { X } from "lucide-react";
import { type FocusEvent, useEffect, useRef, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button";
import { Icon } from "./icon";
import "./toast.css";

interface Note {
  id: number;
  words: string;
  tone: "plain" | "danger";
  undo?: (() => void) | undefined;
  /** To what it speaks of. */
  link?: { words: string; act: () => void } | undefined;
  action?: { words: string; act: () => void } | undefined;
}

const STAYS = 7000; // ms
const STAYS_WITH_UNDO = 15_000; // it is read first, then reached for
let notes: Note[] = [];
let numbers = 0;
let isHeld = false; // by a mouse or the focus: nothing goes away under somebody's hand
const ends = new Map<number, number>();
const listeners = new Set<() => void>();

export function toast(words: string, more: Partial<Omit<Note, "id" | "words">> = {}): void {
  const note: Note = { tone: "plain", ...more, id: ++numbers, words };
  set([...notes.filter((one) => one.words !== words).slice(-2), note]);
  if (!isHeld) endLater(note);
}

function endLater({ id, undo, action }: Note): void {
  if (action) return; // an offer stays
  ends.set(
    id,
    window.setTimeout(() => dismiss(id), undo ? STAYS_WITH_UNDO : STAYS),
  );
}

function hold(held: boolean): void {
  if (held === isHeld) return;
  isHeld = held;
  for (const end of ends.values()) clearTimeout(end);
  ends.clear();
  if (!held) notes.forEach(endLater);
}

function dismiss(id: number): void {
  set(notes.filter((note) => note.id !== id));
  if (!notes.length) hold(false); // what is gone is left by nobody
}

function set(next: Note[]): void {
  notes = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const WRITES = "input:not([type=checkbox]), textarea, [contenteditable]";

/** Ctrl+Z takes back what was done last, as long as that is offered: nobody has to get to the button in time. */
function undoByKey(event: KeyboardEvent): void {
  const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
  const isTaken = event.target instanceof Element && event.target.closest(WRITES);
  const last = notes.findLast(({ undo }) => undo);
  if (!isUndo || isTaken || event.defaultPrevented || !last) return;
  event.preventDefault();
  last.undo?.();
  dismiss(last.id);
}

/** Where the focus came from: it goes back there from a note that is over. */
function useWayBack() {
  const from = useRef<HTMLElement | null>(null);
  const onFocus = ({ relatedTarget, currentTarget }: FocusEvent) => {
    hold(true);
    if (currentTarget.contains(relatedTarget)) return;
    from.current = relatedTarget instanceof HTMLElement ? relatedTarget : null;
  };
  const onBlur = ({ relatedTarget, currentTarget }: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget)) hold(false);
  };
  const goBack = () => {
    const to = from.current?.isConnected ? from.current : document.getElementById("content");
    to?.focus({ preventScroll: true });
  };
  return { goBack, onFocus, onBlur };
}

export function Toasts() {
  const { t } = useTranslation();
  const shown = useSyncExternalStore(subscribe, () => notes);
  const { goBack, ...focus } = useWayBack();
  useEffect(() => {
    addEventListener("keydown", undoByKey);
    return () => removeEventListener("keydown", undoByKey);
  }, []);
  const over = ({ id }: Note, act?: () => void) => {
    goBack();
    act?.();
    dismiss(id);
  };
  const way = (note: Note, words: string, act: () => void) => (
    <Button look="quiet" onPress={() => over(note, act)}>
      {words}
    </Button>
  );
  return (
    <div
      className="toasts"
      role="status"
      aria-live="polite"
      data-react-aria-top-layer // seen, heard and pressed above a dialog too
      onMouseEnter={() => hold(true)}
      onMouseLeave={() => hold(false)}
      {...focus}
    >
      {shown.map((note) => (
        <div key={note.id} className={`toast toast-${note.tone}`}>
          <span className="grow">{note.words}</span>
          {note.undo && way(note, t("undo"), note.undo)}
          {note.link && way(note, note.link.words, note.link.act)}
          {note.action && (
            <Button look="quiet" onPress={note.action.act}>
              {note.action.words}
            </Button>
          )}
          <Button
            look="quiet"
            aria-label={t("close")}
            onPress={() => over(note)}
            icon={<Icon of={X} size={16} />}
          />
        </div>
      ))}
    </div>
  );
}
