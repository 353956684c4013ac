/** Dates and numbers as the reader's language and zone have them. */
import i18next from "i18next";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "5 minutes ago", then the day, then the date. */
export function ago(at: string, now = Date.now()): string {
  const passed = now - Date.parse(at);
  if (passed < 7 * DAY) {
    const relative = new Intl.RelativeTimeFormat(i18next.language, { numeric: "auto", style: "short" });
    if (passed < MINUTE) return relative.format(0, "second");
    if (passed < HOUR) return relative.format(-Math.floor(passed / MINUTE), "minute");
    if (passed < DAY) return relative.format(-Math.floor(passed / HOUR), "hour");
    return relative.format(-Math.floor(passed / DAY), "day");
  }
  const year = new Date(at).getFullYear() === new Date(now).getFullYear() ? undefined : ("numeric" as const);
  return new Intl.DateTimeFormat(i18next.language, { day: "numeric", month: "short", year }).format(
    new Date(at),
  );
}

export function moment(at: string): string {
  return new Intl.DateTimeFormat(i18next.language, { dateStyle: "full", timeStyle: "short" }).format(
    new Date(at),
  );
}

export function day(at: string): string {
  return new Intl.DateTimeFormat(i18next.language, { dateStyle: "long" }).format(new Date(at));
}

const two = (value: number) => String(value).padStart(2, "0");

/** For names of files: "2026-03-01", here. */
export function today(): string {
  const now = new Date();
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export const number = (value: number) => new Intl.NumberFormat(i18next.language).format(value);

/** A length, in seconds: "1:05", "2:00:07". */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
