/** How much waits to be read: at Chat in the navigation, in the tab's title and on the app's icon. */
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { countOnIcon } from "~/core/icon";
import { number } from "~/core/time";
import { title } from "~/core/title";
import { useUnseen } from "~/feed/seen";
import { useUnread } from "./unread";

export function UnreadBadge() {
  const { t } = useTranslation("shell");
  const count = useUnread();
  if (!count) return null;
  return (
    <span className="feed-unseen numbers">
      <span aria-hidden="true">{number(count)}</span>
      <span className="unseen">{t("unread", { count, shown: number(count) })}</span>
    </span>
  );
}

/** One rule for all three: posts that were not seen and messages that were not read, added up. */
export function TitleCount() {
  const count = useUnseen() + useUnread();
  useEffect(() => {
    title.count(count ? number(count) : "");
    countOnIcon(count);
    return () => {
      title.count("");
      countOnIcon(0);
    };
  }, [count]);
  return null;
}
