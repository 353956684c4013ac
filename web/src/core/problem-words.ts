/** What a Problem says, in the reader's language. */
import i18next from "i18next";
import { useTranslation } from "react-i18next";
import { Problem } from "~/core/problems";
import { number } from "~/core/time";

const RULES: [RegExp, "missing" | "too_short" | "too_long" | "too_many_of"][] = [
  [/of length >= 1$/, "missing"],
  [/of length >= (\d+)/, "too_short"],
  [/`str` of length <= (\d+)/, "too_long"],
  [/`array` of length <= (\d+)/, "too_many_of"],
];

/**
 * Words for anything that was thrown. The server's own sentences are the keys of `said`, so that each of
 * them has a translation; what has none is told by its kind.
 */
export function useProblemWords(): (error: unknown) => string {
  const { t } = useTranslation();
  return (error) => {
    if (!(error instanceof Problem)) return t("problems.unknown");
    if (error.status === 0) return t("problems.offline");
    const sentence = translated(error.detail);
    if (error.status === 429) {
      const wait = t("problems.wait", { wait: duration(error.retryAfter ?? 60) });
      return `${sentence ?? t("problems.too_many")} ${wait}`;
    }
    if (error.status === 413) return t(error.type === "full" ? "problems.full" : "problems.too_large");
    if (sentence) return sentence;
    if (error.status === 422 && /(^|\.)email$/.test(error.field ?? "")) return t("problems.email");
    if (error.status === 422 && error.field === "slug") return t("problems.slug");
    for (const [pattern, rule] of RULES) {
      const found = pattern.exec(error.detail);
      if (found) return t(`problems.${rule}`, { limit: number(Number(found[1])) });
    }
    const kind = `problems.${error.type.replaceAll("-", "_")}`;
    return i18next.exists(kind) ? t(kind as "problems.unknown") : t("problems.unknown");
  };
}

/** What the server says of something, in the reader's language; as it stands where that has no words for it. */
export function useSentence(): (said: string) => string {
  useTranslation(); // another language, other words
  return (said) => translated(said) ?? said;
}

/** A sentence of the server's in the reader's language, where it is one of `said`. */
function translated(detail: string): string | undefined {
  const said = i18next.getResource(i18next.language, "core", "said") as Record<string, string> | undefined;
  return said && sentenceIn(said, detail);
}

/** A key's {} stand for what the server filled in; {0}, {1} in its translation for the same. */
export function sentenceIn(said: Record<string, string>, detail: string): string | undefined {
  if (Object.hasOwn(said, detail)) return said[detail];
  for (const [key, translation] of Object.entries(said)) {
    if (!key.includes("{}")) continue;
    const parts = key.split("{}").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const filled = new RegExp(`^${parts.join("(.+?)")}$`, "s").exec(detail);
    if (filled) return translation.replace(/\{(\d)\}/g, (_, which) => filled[Number(which) + 1] ?? "");
  }
  return undefined;
}

/** "40 seconds", "15 minutes". */
export function duration(seconds: number): string {
  const [value, unit] = seconds > 90 ? [Math.ceil(seconds / 60), "minute"] : [seconds, "second"];
  return new Intl.NumberFormat(i18next.language, { style: "unit", unit, unitDisplay: "long" }).format(value);
}

/** The words for one field of a form, where the problem is about it. `fields` name what the form shows. */
export function fieldProblem(
  error: unknown,
  field: string,
  words: (error: unknown) => string,
): string | undefined {
  return error instanceof Problem && error.field === field ? words(error) : undefined;
}

/** What is wrong with a form as a whole: any problem that belongs to none of its fields. */
export function formProblem(
  error: unknown,
  fields: string[],
  words: (error: unknown) => string,
): string | undefined {
  if (!error || (error instanceof Problem && error.field && fields.includes(error.field))) return undefined;
  return words(error);
}
