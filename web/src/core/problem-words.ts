/** What a Problem says, in the reader's language. */
import { useTranslation } from "react-i18next";
import { Problem } from "~/core/problems";
import { number } from "~/core/time";

const RULES: [RegExp, "too_short" | "too_long" | "too_many_of"][] = [
  [/of length >= (\d+)/, "too_short"],
  [/`str` of length <= (\d+)/, "too_long"],
  [/`array` of length <= (\d+)/, "too_many_of"],
];

/**
 * Words for anything that was thrown. The server's own sentences are the keys of `said`, so that each of
 * them has a translation; what has none is told by its kind.
 */
export function useProblemWords(): (error: unknown) => string {
  const { t, i18n } = useTranslation();
  return (error) => {
    if (!(error instanceof Problem)) return t("problems.unknown");
    if (error.status === 0) return t("problems.offline");
    if (error.status === 429) return t("problems.too_many", { wait: number(error.retryAfter ?? 60) });
    if (error.status === 413) return t("problems.too_large");
    for (const [pattern, rule] of RULES) {
      const limit = pattern.exec(error.detail)?.[1];
      if (limit) return t(`problems.${rule}`, { limit: number(Number(limit)) });
    }
    const said = ["said", error.detail] as const;
    const resource = i18n.getResource(i18n.language, "core", said[0])?.[said[1]] as string | undefined;
    if (resource) return resource;
    const kind = `problems.${error.type.replaceAll("-", "_")}`;
    return i18n.exists(kind) ? t(kind as "problems.unknown") : t("problems.unknown");
  };
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
