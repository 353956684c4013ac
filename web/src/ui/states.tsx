import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useProblemWords } from "~/core/problem-words";
import { Button } from "./button";
import "./states.css";

/** Nothing here: one sentence, one action. */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="state">
      <p>{children}</p>
      {action}
    </div>
  );
}

/** It went wrong: what happened, and the way to try again. */
export function Trouble({ error, again }: { error: unknown; again?: () => void }) {
  const { t } = useTranslation();
  const words = useProblemWords();
  return (
    <div className="state" role="alert">
      <p>{words(error)}</p>
      {again && <Button onPress={again}>{t("again")}</Button>}
    </div>
  );
}

/** The shape of what comes, shown only when it takes longer than 150 ms. */
export function Skeleton({ lines = 3, card = true }: { lines?: number; card?: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={card ? "card skeleton" : "skeleton"} role="status" aria-label={t("loading")}>
      <div className="skeleton-head">
        <span className="skeleton-face" />
        <span className="skeleton-line skeleton-short" />
      </div>
      {Array.from({ length: lines }, (_, line) => `line ${line}`).map((line) => (
        <span key={line} className="skeleton-line" />
      ))}
    </div>
  );
}

export function Skeletons({ count = 3, lines = 3 }: { count?: number; lines?: number }) {
  return Array.from({ length: count }, (_, one) => `card ${one}`).map((one) => (
    <Skeleton key={one} lines={lines} />
  ));
}

/** A line that says what is wrong with a form as a whole. */
export function FormProblem({ children }: { children: ReactNode }) {
  return children ? (
    <p className="form-problem" role="alert">
      {children}
    </p>
  ) : null;
}
