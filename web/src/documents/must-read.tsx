import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { useFile } from "./queries";
import { useReading } from "./reading";
import "./talk.css";

/** Beside a file that must be read: that one is asked to, and who will see that one did. */
export function MustRead({ id }: { id: string }) {
  const { t } = useTranslation("documents");
  const { data: file } = useFile(id);
  const reading = useReading();
  if (!file?.must_read) return null;
  return (
    <aside className="must-read" aria-label={t("reading.must")}>
      <p>
        {t("reading.please")} <span className="quiet">{t("reading.seen")}</span>
      </p>
      {file.opened ? (
        <span className="row" role="status">
          <Icon of={Check} />
          {t("reading.done")}
        </span>
      ) : (
        <Button look="primary" onPress={() => reading.mutate(id)}>
          {t("reading.act")}
        </Button>
      )}
    </aside>
  );
}
