import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLine } from "~/core/live";

const PATIENCE = 3000; // ms: a short gap is nobody's business

/** A quiet bar while there is no connection. */
export function Connection() {
  const { t } = useTranslation("shell");
  const line = useLine();
  const [away, setAway] = useState(false);
  useEffect(() => {
    if (line !== "connecting") {
      setAway(false);
      return undefined;
    }
    const timer = setTimeout(() => setAway(true), navigator.onLine ? PATIENCE : 0);
    return () => clearTimeout(timer);
  }, [line]);
  return (
    <div role="status" aria-live="polite">
      {away && <p className="connection">{t("offline")}</p>}
    </div>
  );
}
