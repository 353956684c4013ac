/** What is wrong with a name, told as what a name may be. */
import { useTranslation } from "react-i18next";
import { useProblemWords } from "~/core/problem-words";
import { Problem } from "~/core/problems";

const HAS_UNFIT = /characters or a form/;

/** As useProblemWords; of a name with characters that none can have it says which those are. */
export function useNameWords(): (error: unknown) => string {
  const { t } = useTranslation("documents");
  const words = useProblemWords();
  return (error) => (isUnfit(error) ? t("bad_name") : words(error));
}

const isUnfit = (error: unknown) =>
  error instanceof Problem && error.status === 422 && error.field === "name" && HAS_UNFIT.test(error.detail);
