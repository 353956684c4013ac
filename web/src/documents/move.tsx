import { useMutation } from "@tanstack/react-query";
import { Folder } from "lucide-react";
import { useState } from "react";
import { Button as Plain } from "react-aria-components/Button";
import { useTranslation } from "react-i18next";
import { api, body } from "~/core/api/client";
import { all } from "~/core/lists";
import { useProblemWords } from "~/core/problem-words";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { More } from "~/ui/more";
import { Row, Rows } from "~/ui/rows";
import { Sheet } from "~/ui/sheet";
import { FormProblem, Skeleton, Trouble } from "~/ui/states";
import { toast } from "~/ui/toast";
import { type Document, sameWhere } from "./model";
import { changedIn, useEntries } from "./queries";
import "./crumbs.css";

interface Step {
  id: string | null;
  name: string;
}

/** Into another folder of its space: one goes down to it. */
export function Move({ of, onClose }: { of: Document; onClose: () => void }) {
  const { t } = useTranslation("documents");
  const words = useProblemWords();
  const [way, setWay] = useState<Step[]>([]);
  const from = { space: of.space, folder: of.folder };
  const to = { space: of.space, folder: way.at(-1)?.id ?? null };
  const moving = useMutation({
    mutationFn: () =>
      body(
        api.PATCH("/v1/documents/{document}", {
          params: { path: { document: of.id } },
          body: { folder: to.folder, space: to.space },
        }),
      ),
    onSuccess: () => {
      changedIn(from, of.id);
      changedIn(to);
      toast(t("moved", { name: of.name }));
      onClose();
    },
  });
  return (
    <Sheet title={t("move_of", { name: of.name })} isOpen onClose={onClose}>
      <div className="crumbs">
        {[{ id: null, name: t("top") }, ...way].map((step, depth) => (
          <Button key={step.id} look="quiet" onPress={() => setWay(way.slice(0, depth))}>
            <bdi>{step.name}</bdi>
          </Button>
        ))}
      </div>
      <Folders of={of} where={to} enter={(step) => setWay([...way, step])} />
      <FormProblem>{moving.error && words(moving.error)}</FormProblem>
      <div className="sheet-actions">
        <Button onPress={onClose}>{t("cancel", { ns: "core" })}</Button>
        <Button
          look="primary"
          isDisabled={sameWhere(from, to)}
          isPending={moving.isPending}
          onPress={() => moving.mutate()}
        >
          {t("move_here")}
        </Button>
      </div>
    </Sheet>
  );
}

interface FoldersProps {
  of: Document;
  where: { space: string; folder: string | null };
  enter: (step: Step) => void;
}

function Folders({ of, where, enter }: FoldersProps) {
  const { t } = useTranslation("documents");
  const found = useEntries(where, { sort: "name", order: "up" }); // folders come first
  if (found.isPending) return <Skeleton card={false} />;
  if (found.isError && !found.data) {
    return <Trouble error={found.error} again={() => void found.refetch()} />;
  }
  const entries = all(found.data);
  const folders = entries.filter(({ type, id }) => type === "folder" && id !== of.id);
  const isAll = entries.some(({ type }) => type === "file");
  return (
    <>
      {folders.length > 0 ? (
        <Rows label={t("folders")}>
          {folders.map(({ id, name }) => (
            <Row
              key={id}
              face={<Icon of={Folder} />}
              name={
                <Plain className="files-open" onPress={() => enter({ id, name })}>
                  <bdi>{name}</bdi>
                </Plain>
              }
            />
          ))}
        </Rows>
      ) : (
        <p className="quiet">{t("no_folders")}</p>
      )}
      {!isAll && <More query={found} />}
    </>
  );
}
