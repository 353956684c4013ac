import { useTranslation } from "react-i18next";
import { useNewIn } from "./unread";

/** Where the groups themselves are not listed: whether any of them has something new. */
export function NewInGroups() {
  return useNewIn().size > 0 ? <NewDot folded /> : null;
}

export function NewDot({ folded = false }: { folded?: boolean }) {
  const { t } = useTranslation("groups");
  return (
    <span className={folded ? "new-dot new-dot-folded" : "new-dot"}>
      <span className="unseen">{t("new_here")}</span>
    </span>
  );
}
