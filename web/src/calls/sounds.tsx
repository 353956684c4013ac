/** What the others say. It sounds on while the view is small, and where one has chosen. */
import { useEffect, useRef, useSyncExternalStore } from "react";
import type { In } from "./running";

let chosen = "";
const listeners = new Set<() => void>();

export const speaker = {
  get: () => chosen,
  canChoose: (): boolean => "setSinkId" in HTMLMediaElement.prototype,
  choose(id: string): void {
    chosen = id;
    for (const listener of listeners) listener();
  },
};

export const useSpeaker = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => chosen,
  );

export function Sounds({ running }: { running: In }) {
  return [...running.way.sounds].map(([name, sound]) => <Sound key={name} of={sound} />);
}

function Sound({ of }: { of: MediaStream }) {
  const element = useRef<HTMLAudioElement>(null);
  const sink = useSpeaker();
  useEffect(() => {
    if (element.current) element.current.srcObject = of;
  }, [of]);
  useEffect(() => {
    if (sink) void element.current?.setSinkId(sink).catch(() => undefined);
  }, [sink]);
  // biome-ignore lint/a11y/useMediaCaption: people who speak now
  return <audio ref={element} autoPlay />;
}
