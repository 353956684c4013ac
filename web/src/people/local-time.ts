/** What a clock shows there, with the day where it is another one; undefined for a zone this browser does not know. */
export function localTime(zone: string, language: string, now: number): string | undefined {
  try {
    const day = (timeZone?: string) =>
      new Intl.DateTimeFormat("en", { dateStyle: "short", timeZone }).format(now);
    const weekday = day(zone) === day() ? undefined : ("short" as const);
    return new Intl.DateTimeFormat(language, {
      hour: "numeric",
      minute: "2-digit",
      weekday,
      timeZone: zone,
    }).format(now);
  } catch {
    return undefined;
  }
}

/** Zones with this beginning in any of their words, one's own first. `known` are names such as Europe/Berlin. */
export function zonesLike(text: string, known: string[], own: string): string[] {
  const asked = folded(text)
    .split(/[\s/_]+/)
    .filter(Boolean);
  const words = (zone: string) => folded(zone).split(/[\s/_-]+/);
  const found = known.filter((zone) =>
    asked.every((one) => words(zone).some((word) => word.startsWith(one))),
  );
  return [...found.filter((zone) => zone === own), ...found.filter((zone) => zone !== own)];
}

const folded = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
