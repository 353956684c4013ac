/** Times of messages, in the reader's language and zone. */
import i18next from "i18next";

const DAY = 24 * 60 * 60_000;

const write = (at: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(i18next.language, options).format(new Date(at));

export const clock = (at: string) => write(at, { timeStyle: "short" });

/** In the list: today the time, this week the day, else the date. */
export function brief(at: string, now = Date.now()): string {
  const days = daysBetween(at, now);
  if (days === 0) return clock(at);
  if (days < 7) return write(at, { weekday: "short" });
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return write(at, sameYear ? { day: "numeric", month: "short" } : { dateStyle: "short" });
}

/** Above the messages of a day: "Today", "Yesterday", the weekday with the date. */
export function dayName(at: string, now = Date.now()): string {
  const days = daysBetween(at, now);
  if (days < 2) {
    const words = new Intl.RelativeTimeFormat(i18next.language, { numeric: "auto" }).format(-days, "day");
    return words.charAt(0).toLocaleUpperCase(i18next.language) + words.slice(1);
  }
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return write(at, { weekday: "long", day: "numeric", month: "long", ...(!sameYear && { year: "numeric" }) });
}

function daysBetween(at: string, now: number): number {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return Math.max(0, Math.round((midnight(new Date(now)) - midnight(new Date(at))) / DAY));
}
