/** Short notes that something was done, or was not, with a way back where there is one. */
import { X } from "lucide-react";
import { useSyncExternalStore } from "react";
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
let notes: Note[] = [];
let numbers = 0;
const listeners = new Set<() => void>();

export function toast(words: string, more: Partial<Omit<Note, "id" | "words">> = {}): void {
  const note: Note = { tone: "plain", ...more, id: ++numbers, words };
  set([...notes.filter((one) => one.words !== words).slice(-2), note]);
  if (!note.action) window.setTimeout(() => dismiss(note.id), STAYS); // an offer stays
}

function dismiss(id: number): void {
  set(notes.filter((note) => note.id !== id));
}

function set(next: Note[]): void {
  notes = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Toasts() {
  const { t } = useTranslation();
  const shown = useSyncExternalStore(subscribe, () => notes);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map((note) => (
        <div key={note.id} className={`toast toast-${note.tone}`}>
          <span className="grow">{note.words}</span>
          {note.undo && (
            <Button
              look="quiet"
              onPress={() => {
                note.undo?.();
                dismiss(note.id);
              }}
            >
              {t("undo")}
            </Button>
          )}
          {note.link && (
            <Button
              look="quiet"
              onPress={() => {
                note.link?.act();
                dismiss(note.id);
              }}
            >
              {note.link.words}
            </Button>
          )}
          {note.action && (
            <Button look="quiet" onPress={note.action.act}>
              {note.action.words}
            </Button>
          )}
          <Button
            look="quiet"
            aria-label={t("close")}
            onPress={() => dismiss(note.id)}
            icon={<Icon of={X} size={16} />}
          />
        </div>
      ))}
    </div>
  );
}
