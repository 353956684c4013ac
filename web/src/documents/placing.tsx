import { useMutation } from "@tanstack/react-query";
import { Building2, Folder, FolderPlus, User, Users } from "lucide-react";
import { useState } from "react";
import { Button as Plain } from "react-aria-components/Button";
import { useTranslation } from "react-i18next";
import { all } from "~/core/lists";
import { useProblemWords } from "~/core/problem-words";
import { useMe } from "~/core/session";
import { useMyGroups } from "~/groups/queries";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { More } from "~/ui/more";
import { Row, Rows } from "~/ui/rows";
import { Sheet } from "~/ui/sheet";
import { FormProblem, Skeleton, Trouble } from "~/ui/states";
import { focusBeside, lineOf } from "./lines";
import { useMany } from "./many";
import { type Document, sameWhere, type Where } from "./model";
import { NewFolder } from "./name-sheet";
import { useEntries, useSpace } from "./queries";
import "./crumbs.css";

export interface Step {
  id: string;
  name: string;
}

interface Props {
  of: Document[];
  act: "move" | "copy";
  onClose: () => void;
  onDone?: () => void;
}

/** Into another folder, of this space or another: one goes down to it. Begins where the files lie. */
export function Placing({ of, act, onClose, onDone }: Props) {
  const { t } = useTranslation("documents");
  const words = useProblemWords();
  const many = useMany();
  const spaces = useSpaces();
  const home = of[0]?.space ?? "";
  const [way, setWay] = useState<Step[]>([
    { id: home, name: spaces.find(({ id }) => id === home)?.name ?? t("top") },
  ]);
  const [isNaming, setNaming] = useState(false);
  const [space, ...folders] = way;
  const to: Where | null = space ? { space: space.id, folder: folders.at(-1)?.id ?? null } : null;
  const { data } = useSpace(space?.id ?? home);
  const placing = useMutation({
    mutationFn: async (there: Where) => {
      const [first, last] = [of.at(0), of.at(-1)].map((one) => lineOf(one?.id ?? ""));
      const problem = await many[act](of, there);
      if (problem) throw problem;
      focusBeside(first ?? null, last ?? null);
    },
    onSuccess: () => {
      onDone?.();
      onClose();
    },
  });
  const isThere = act === "move" && to !== null && of.every((one) => sameWhere(one, to));
  const mayNot = Boolean(to) && data?.may === "read";
  const name = of[0]?.name ?? "";
  const title = of.length === 1 ? t(`${act}_of`, { name }) : t(`several_${act}`);
  return (
    <Sheet title={title} isOpen onClose={onClose}>
      <div className="crumbs">
        {[{ id: "", name: t("spaces_all") }, ...way].map((step, depth) => (
          <Button key={step.id} look="quiet" onPress={() => setWay(way.slice(0, depth))}>
            <bdi>{step.name}</bdi>
          </Button>
        ))}
      </div>
      {to ? (
        <Folders of={of} where={to} isQuiet={isThere} enter={(step) => setWay([...way, step])} />
      ) : (
        <Rows label={t("spaces_all")}>
          {spaces.map(({ id, name, icon }) => (
            <Way key={id} icon={icon} name={name} enter={() => setWay([{ id, name }])} />
          ))}
        </Rows>
      )}
      {mayNot && <p className="quiet">{t("may_not_write")}</p>}
      {isThere && <p className="quiet">{t("lies_here", { all: t("spaces_all") })}</p>}
      <FormProblem>{placing.error && words(placing.error)}</FormProblem>
      <div className="sheet-actions">
        {to && !mayNot && (
          <Button
            look="quiet"
            className="placing-new"
            icon={<Icon of={FolderPlus} size={16} />}
            onPress={() => setNaming(true)}
          >
            {t("new_folder")}
          </Button>
        )}
        <Button onPress={onClose}>{t("cancel", { ns: "core" })}</Button>
        <Button
          look="primary"
          isDisabled={!to || isThere || mayNot}
          isPending={placing.isPending}
          onPress={() => to && placing.mutate(to)}
        >
          {t(`${act}_here`)}
        </Button>
      </div>
      {isNaming && to && <NewFolder where={to} onClose={() => setNaming(false)} />}
    </Sheet>
  );
}

/** The company's, mine, those of my groups. */
export function useSpaces() {
  const { t } = useTranslation("documents");
  const { user } = useMe();
  const groups = useMyGroups().data?.items ?? [];
  const company = { id: "company", name: t("company"), icon: Building2 };
  return [
    ...(user.role === "guest" ? [] : [company]),
    { id: `u${user.id}`, name: t("mine"), icon: User },
    ...groups.map(({ id, name }) => ({ id: `g${id}`, name, icon: Users })),
  ];
}

export function Way({ icon, name, enter }: { icon: typeof Folder; name: string; enter: () => void }) {
  return (
    <Row
      face={<Icon of={icon} />}
      name={
        <Plain className="files-open" onPress={enter}>
          <bdi>{name}</bdi>
        </Plain>
      }
    />
  );
}

interface FoldersProps {
  of: Document[];
  where: Where;
  /** Somebody else says what is to be done. */
  isQuiet: boolean;
  enter: (step: Step) => void;
}

function Folders({ of, where, isQuiet, enter }: FoldersProps) {
  const { t } = useTranslation("documents");
  const found = useEntries(where, { sort: "name", order: "up" }); // folders come first
  if (found.isPending) return <Skeleton card={false} />;
  if (found.isError && !found.data) {
    return <Trouble error={found.error} again={() => void found.refetch()} />;
  }
  const entries = all(found.data);
  const folders = entries.filter(({ type, id }) => type === "folder" && !of.some((one) => one.id === id));
  const isAll = entries.some(({ type }) => type === "file");
  return (
    <>
      {folders.length > 0 && (
        <Rows label={t("folders")}>
          {folders.map(({ id, name }) => (
            <Way key={id} icon={Folder} name={name} enter={() => enter({ id, name })} />
          ))}
        </Rows>
      )}
      {!folders.length && !isQuiet && <p className="quiet">{t("no_folders")}</p>}
      {!isAll && <More query={found} />}
    </>
  );
}
