import { useMutation } from "@tanstack/react-query";
import { Download, History, Upload } from "lucide-react";
import { useState } from "react";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { useTranslation } from "react-i18next";
import { api, body, once } from "~/core/api/client";
import { all } from "~/core/lists";
import { useProblemWords } from "~/core/problem-words";
import { number } from "~/core/time";
import { Ago } from "~/ui/ago";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { Icon } from "~/ui/icon";
import { More } from "~/ui/more";
import { Row, Rows } from "~/ui/rows";
import { Sheet } from "~/ui/sheet";
import { Skeleton, Trouble } from "~/ui/states";
import { toast } from "~/ui/toast";
import { useDownload } from "./actions";
import { fetched } from "./fetched";
import { bytes, type Document, type FileVersion, type May } from "./model";
import { changedIn, useVersions } from "./queries";
import { Told } from "./tray-line";
import { send, useUploads } from "./uploads";
import "./versions.css";

const NOTE = 120; // characters, as the API takes them

/** All that a file was, the newest first: had again, or brought back. */
export function Versions({ of, may, onClose }: { of: Document; may: May; onClose: () => void }) {
  const { t } = useTranslation("documents");
  const found = useVersions(of.id);
  const versions = all(found.data);
  return (
    <Sheet title={t("versions_of", { name: of.name })} isOpen onClose={onClose} wide>
      {may !== "read" && <Saving of={of} />}
      {found.isPending && <Skeleton card={false} />}
      {found.isError && !found.data && <Trouble error={found.error} again={() => void found.refetch()} />}
      {found.data && (
        <Rows label={t("versions")}>
          {versions.map((version, place) => (
            <Version key={version.number} of={of} version={version} before={versions[place + 1]} may={may} />
          ))}
        </Rows>
      )}
      <More query={found} />
    </Sheet>
  );
}

/** A new version, with a word on what is new; how far it is shows here, for the tray lies behind. Above the
 * list, which may be long. */
function Saving({ of }: { of: Document }) {
  const { t } = useTranslation("documents");
  const [note, setNote] = useState("");
  const [sent, setSent] = useState<number[]>([]);
  const uploads = useUploads().filter(({ key }) => sent.includes(key));
  const made = fetched.of(of.id) ?? of.number;
  const save = (files: FileList | null) => {
    if (!files?.length) return;
    const where = { space: of.space, folder: of.folder };
    setSent(send([...files], where, { document: of.id, base: of.number, note: note.trim() }));
    setNote("");
  };
  return (
    <div className="stack">
      {made < of.number && (
        <p className="version-behind">{t("behind", { mine: number(made), newest: number(of.number) })}</p>
      )}
      <Field label={t("note")} hint={t("note_hint")} value={note} onChange={setNote} maxLength={NOTE} />
      <div className="sheet-actions">
        <FileTrigger onSelect={save}>
          <Button icon={<Icon of={Upload} size={16} />}>{t("new_version")}</Button>
        </FileTrigger>
      </div>
      {uploads.map((one) => (
        <div key={one.key} role="status">
          <Told one={one} />
        </div>
      ))}
    </div>
  );
}

interface VersionProps {
  of: Document;
  version: FileVersion;
  /** The one before it, where it is known. */
  before: FileVersion | undefined;
  may: May;
}

function Version({ of, version, before, may }: VersionProps) {
  const { t } = useTranslation("documents");
  const download = useDownload();
  const bring = useBringBack(of);
  const shown = number(version.number);
  const base = number(version.base);
  const isBrought = !version.conflict && version.base > 0 && version.base < version.number - 1;
  return (
    <Row
      face={null}
      whole
      name={
        <>
          {t("version_number", { number: shown })}
          {version.counts && <Badge>{t("counts")}</Badge>}
          {version.conflict && <Badge tone="warning">{t("conflict", { base })}</Badge>}
        </>
      }
      below={
        <>
          {version.note && <bdi className="version-note">{version.note}</bdi>}
          <div>
            {bytes(version.size)}
            {before && <Change by={version.size - before.size} />} · <Ago at={version.created_at} /> ·{" "}
            <bdi>{version.author.name}</bdi>
          </div>
          {isBrought && <div>{t("brought_from", { number: base })}</div>}
          {version.conflict && <div className="version-behind">{t("conflict_of")}</div>}
        </>
      }
    >
      {version.state !== "refused" && (
        <Button
          look="quiet"
          aria-label={t("download_version", { number: shown })}
          icon={<Icon of={Download} />}
          onPress={() => void download(of, version.number)}
        />
      )}
      {may !== "read" && !version.counts && (
        <Button
          look="quiet"
          aria-label={t("bring_back_version", { number: shown })}
          icon={<Icon of={History} />}
          isPending={bring.isPending}
          onPress={() => bring.mutate(version.number)}
        />
      )}
    </Row>
  );
}

/** How much larger or smaller it is than the one before. */
function Change({ by }: { by: number }) {
  if (!by) return null;
  return (
    <>
      {" "}
      <bdi className="numbers">
        ({by > 0 ? "+" : "−"}
        {bytes(Math.abs(by))})
      </bdi>
    </>
  );
}

function useBringBack(of: Document) {
  const { t } = useTranslation("documents");
  const words = useProblemWords();
  return useMutation({
    mutationFn: (version: number) =>
      body(
        api.POST("/v1/documents/{document}/versions", {
          params: { path: { document: of.id } },
          headers: once(),
          body: { number: version },
        }),
      ),
    onSuccess: (brought, version) => {
      fetched.note(of.id, brought.number);
      changedIn({ space: of.space, folder: of.folder }, of.id);
      toast(t("brought_back", { number: number(version) }));
    },
    onError: (error) => toast(words(error), { tone: "danger" }),
  });
}
