import { useMutation } from "@tanstack/react-query";
import { Download, History, Upload } from "lucide-react";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { useTranslation } from "react-i18next";
import { api, body, once } from "~/core/api/client";
import { all } from "~/core/lists";
import { useProblemWords } from "~/core/problem-words";
import { number } from "~/core/time";
import { Ago } from "~/ui/ago";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { More } from "~/ui/more";
import { Row, Rows } from "~/ui/rows";
import { Sheet } from "~/ui/sheet";
import { Skeleton, Trouble } from "~/ui/states";
import { toast } from "~/ui/toast";
import { useDownload } from "./actions";
import { bytes, type Document, type FileVersion, type May } from "./model";
import { changedIn, useVersions } from "./queries";
import { send } from "./uploads";

/** All that a file was, the newest first: had again, or brought back. */
export function Versions({ of, may, onClose }: { of: Document; may: May; onClose: () => void }) {
  const { t } = useTranslation("documents");
  const found = useVersions(of.id);
  const where = { space: of.space, folder: of.folder };
  return (
    <Sheet title={t("versions_of", { name: of.name })} isOpen onClose={onClose} wide>
      {found.isPending && <Skeleton card={false} />}
      {found.isError && !found.data && <Trouble error={found.error} again={() => void found.refetch()} />}
      {found.data && (
        <Rows label={t("versions")}>
          {all(found.data).map((version) => (
            <Version key={version.number} of={of} version={version} may={may} />
          ))}
        </Rows>
      )}
      <More query={found} />
      {may !== "read" && (
        <div className="sheet-actions">
          <FileTrigger onSelect={(files) => files && send([...files], where, { document: of.id })}>
            <Button icon={<Icon of={Upload} size={16} />}>{t("new_version")}</Button>
          </FileTrigger>
        </div>
      )}
    </Sheet>
  );
}

function Version({ of, version, may }: { of: Document; version: FileVersion; may: May }) {
  const { t } = useTranslation("documents");
  const download = useDownload();
  const bring = useBringBack(of);
  const shown = number(version.number);
  return (
    <Row
      face={null}
      name={
        <>
          {t("version_number", { number: shown })}
          {version.counts && <Badge>{t("counts")}</Badge>}
          {version.conflict && <Badge tone="warning">{t("conflict", { base: number(version.base) })}</Badge>}
        </>
      }
      below={
        <>
          {bytes(version.size)} · <Ago at={version.created_at} /> · <bdi>{version.author.name}</bdi>
        </>
      }
    >
      {version.state !== "refused" && (
        <Button
          look="quiet"
          aria-label={t("download_version", { number: shown })}
          icon={<Icon of={Download} />}
          onPress={() => void download(of.id, version.number)}
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
    onSuccess: (_document, version) => {
      changedIn({ space: of.space, folder: of.folder }, of.id);
      toast(t("brought_back", { number: number(version) }));
    },
    onError: (error) => toast(words(error), { tone: "danger" }),
  });
}
