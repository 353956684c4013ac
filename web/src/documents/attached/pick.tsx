import { Folder, Paperclip } from "lucide-react";
import { useState } from "react";
import { Checkbox } from "react-aria-components/Checkbox";
import { CheckboxGroup } from "react-aria-components/CheckboxGroup";
import { useTranslation } from "react-i18next";
import { all } from "~/core/lists";
import { useMe } from "~/core/session";
import { Button } from "~/ui/button";
import { More } from "~/ui/more";
import { Rows } from "~/ui/rows";
import { Sheet } from "~/ui/sheet";
import { Skeleton, Trouble } from "~/ui/states";
import { KindIcon } from "../kind-icon";
import type { Where } from "../model";
import { type Step, useSpaces, Way } from "../placing";
import { useEntries } from "../queries";
import type { Chosen } from "./attaching";
import "../crumbs.css";

/** Files that are here already, from any space that one reads. */
export function Pick({ choose, onClose }: { choose: (files: Chosen[]) => void; onClose: () => void }) {
  const { t } = useTranslation("documents");
  const { user } = useMe();
  const mine = { id: `a${user.id}`, name: t("attached.space"), icon: Paperclip };
  const spaces = [...useSpaces(), mine];
  const [way, setWay] = useState<Step[]>([]);
  const [chosen, setChosen] = useState<Chosen[]>([]);
  const [space, ...folders] = way;
  const there: Where | null = space ? { space: space.id, folder: folders.at(-1)?.id ?? null } : null;
  return (
    <Sheet title={t("attached.pick")} isOpen onClose={onClose}>
      {way.length > 0 && (
        <div className="crumbs">
          {[{ id: "", name: t("spaces_all") }, ...way].map((step, depth) => (
            <Button key={step.id} look="quiet" onPress={() => setWay(way.slice(0, depth))}>
              <bdi>{step.name}</bdi>
            </Button>
          ))}
        </div>
      )}
      {there ? (
        <Entries
          where={there}
          chosen={chosen}
          onChange={setChosen}
          enter={(step) => setWay([...way, step])}
        />
      ) : (
        <Rows label={t("spaces_all")}>
          {spaces.map(({ id, name, icon }) => (
            <Way key={id} icon={icon} name={name} enter={() => setWay([{ id, name }])} />
          ))}
        </Rows>
      )}
      <div className="sheet-actions">
        <Button onPress={onClose}>{t("cancel", { ns: "core" })}</Button>
        <Button
          look="primary"
          isDisabled={!chosen.length}
          onPress={() => {
            choose(chosen);
            onClose();
          }}
        >
          {chosen.length ? t("attached.choose", { count: chosen.length }) : t("attached.attach")}
        </Button>
      </div>
    </Sheet>
  );
}

interface EntriesProps {
  where: Where;
  chosen: Chosen[];
  onChange: (chosen: Chosen[]) => void;
  enter: (step: Step) => void;
}

function Entries({ where, chosen, onChange, enter }: EntriesProps) {
  const { t } = useTranslation("documents");
  const found = useEntries(where, { sort: "name", order: "up" }); // folders come first
  if (found.isPending) return <Skeleton card={false} />;
  if (found.isError && !found.data) return <Trouble error={found.error} again={() => void found.refetch()} />;
  const entries = all(found.data);
  if (!entries.length) return <p className="quiet">{t("attached.none")}</p>;
  const folders = entries.filter(({ type }) => type === "folder");
  const files = entries.filter(({ type, state }) => type === "file" && state !== "refused");
  const turn = (ids: string[]) => {
    const elsewhere = chosen.filter(({ id }) => !files.some((one) => one.id === id));
    onChange([
      ...elsewhere,
      ...files.filter(({ id }) => ids.includes(id)).map(({ id, name }) => ({ id, name })),
    ]);
  };
  return (
    <>
      {folders.length > 0 && (
        <Rows label={t("folders")}>
          {folders.map(({ id, name }) => (
            <Way key={id} icon={Folder} name={name} enter={() => enter({ id, name })} />
          ))}
        </Rows>
      )}
      <CheckboxGroup
        className="pick-files"
        aria-label={t("attached.files")}
        value={chosen.map(({ id }) => id)}
        onChange={turn}
      >
        {files.map(({ id, name, kind }) => (
          <Checkbox key={id} value={id} className="pick-file">
            <span className="pick-box" aria-hidden="true" />
            <KindIcon kind={kind} />
            <bdi className="cut grow">{name}</bdi>
          </Checkbox>
        ))}
      </CheckboxGroup>
      <More query={found} />
    </>
  );
}
