/** What one watches in a call: how long it has lasted, who speaks, who comes and goes. */
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { clock } from "~/core/time";
import type { Call } from "./door";

const SECOND = 1000;
const LISTENED = 200; // ms
const LOUD = 0.02; // of 1: above the noise of a room
const LINGERS = 4; // listenings, so that it does not flicker between words

/** "3:07"; empty before the call was answered. */
export function useElapsed(since: string | null): string {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!since) return;
    const timer = setInterval(() => setNow(Date.now()), SECOND);
    return () => clearInterval(timer);
  }, [since]);
  return since ? clock((now - Date.parse(since)) / SECOND) : "";
}

/** `loudness` is from 0 to 1, at this moment. */
export function useSpeaking(loudness: () => number): boolean {
  const [speaks, setSpeaks] = useState(false);
  const listen = useRef(loudness);
  listen.current = loudness;
  useEffect(() => {
    let left = 0;
    const timer = setInterval(() => {
      left = listen.current() > LOUD ? LINGERS : left - 1;
      setSpeaks(left > 0);
    }, LISTENED);
    return () => clearInterval(timer);
  }, []);
  return speaks;
}

/** The newest of what others do, in words. */
export function useComings(call: Call, device: string): string {
  const { t } = useTranslation("calls");
  const before = useRef(call.participants);
  const words = useRef("");
  if (before.current !== call.participants) {
    // By person: whoever comes back after a reload has another device.
    const then = new Map(before.current.map((one) => [one.person.id, one]));
    const now = new Map(call.participants.map((one) => [one.person.id, one]));
    for (const [id, { person, screen, device: theirs }] of now) {
      if (theirs === device) continue;
      if (!then.has(id)) words.current = t("came", { name: person.name });
      else if (screen && !then.get(id)?.screen) words.current = t("shares", { name: person.name });
    }
    for (const [id, { person, device: theirs }] of then) {
      if (theirs !== device && !now.has(id)) words.current = t("went", { name: person.name });
    }
    before.current = call.participants;
  }
  return words.current;
}
