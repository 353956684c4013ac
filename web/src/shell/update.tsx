import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { onUpdate } from "~/core/updates";
import { toast } from "~/ui/toast";

/** Offers the next version, once it is on the device. */
export function Update() {
  const { t } = useTranslation("shell");
  useEffect(() => onUpdate((take) => toast(t("update"), { action: { words: t("reload"), act: take } })), [t]);
  return null;
}
