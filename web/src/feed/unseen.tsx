import { useTranslation } from "react-i18next";
import { number } from "~/core/time";
import { useUnseen } from "./seen";

/** How much is new, at Home in the navigation. */
export function Unseen() {
  const { t } = useTranslation("feed");
  const count = useUnseen();
  if (!count) return null;
  return (
    <span className="feed-unseen numbers">
      <span aria-hidden="true">{number(count)}</span>
      <span className="unseen">{t("unseen", { count, shown: number(count) })}</span>
    </span>
  );
}
