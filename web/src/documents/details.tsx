import { useTranslation } from "react-i18next";
import { clock, moment, number } from "~/core/time";
import { PersonName } from "~/people/person-name";
import { Sheet } from "~/ui/sheet";
import { bytes, type Document } from "./model";
import { MustRead } from "./must-read";
import { useFile } from "./queries";
import { Talk } from "./talk";
import "./details.css";

export function Details({ of, onClose }: { of: Document; onClose: () => void }) {
  const { t } = useTranslation("documents");
  const isFile = of.type === "file";
  const { data: whole } = useFile(isFile && !of.binned_at ? of.id : null);
  return (
    <Sheet title={t("details")} isOpen onClose={onClose}>
      {whole && <MustRead id={of.id} />}
      <dl className="file-facts">
        <dt>{t("name")}</dt>
        <dd dir="auto">{of.name}</dd>
        <dt>{t("sorts.kind")}</dt>
        <dd>{t(`kinds.${of.kind}`)}</dd>
        {isFile && (
          <>
            <dt>{t("sorts.size")}</dt>
            <dd>{bytes(of.size)}</dd>
            {of.preview && of.preview.seconds > 0 && (
              <>
                <dt>{t("length")}</dt>
                <dd className="numbers">{clock(of.preview.seconds)}</dd>
              </>
            )}
            <dt>{t("version")}</dt>
            <dd>{number(of.number)}</dd>
            <dt>{t("check")}</dt>
            <dd>{t(`states.${of.state}`)}</dd>
          </>
        )}
        <dt>{t("made")}</dt>
        <dd>
          {moment(of.created_at)}
          <br />
          <PersonName person={of.author} />
        </dd>
        <dt>{t("changed")}</dt>
        <dd>
          {moment(of.changed_at)}
          <br />
          <PersonName person={of.changed_by} />
        </dd>
      </dl>
      {whole?.talk && <Talk id={whole.talk} />}
    </Sheet>
  );
}
