import { useTranslation } from "react-i18next";
import { useProblemWords } from "~/core/problem-words";
import { Problem } from "~/core/problems";
import type { Result } from "./sending";

const TONES = {
  invited: "invite-result-well",
  already_invited: "quiet",
  already_here: "quiet",
  refused: "invite-result-ill",
};

/** What became of each address. */
export function Results({ results, unclear }: { results: Result[]; unclear: string[] }) {
  const { t } = useTranslation("invites");
  const words = useProblemWords();
  const refusal = (detail: string | null) =>
    words(new Problem(422, { type: "/problems/invalid", detail: detail ?? "" }));
  return (
    <div role="status" aria-live="polite" className="invite-outcome">
      {results.length > 0 && (
        <ul className="invite-results" aria-label={t("results")}>
          {results.map(({ email, status, detail }) => (
            <li key={email} className="invite-result">
              <bdi>{email}</bdi>
              <span className={TONES[status]}>
                {status === "refused" ? refusal(detail) : t(`outcomes.${status}`)}
              </span>
            </li>
          ))}
          {unclear.map((text) => (
            <li key={text} className="invite-result">
              <bdi>{text}</bdi> <span className="invite-result-ill">{t("unclear")}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
