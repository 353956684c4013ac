import type { KeyboardEvent } from "react";
import { Button } from "react-aria-components/Button";
import { useTranslation } from "react-i18next";
import { useSentence } from "~/core/problem-words";
import { useMe } from "~/core/session";
import { Ago } from "~/ui/ago";
import { Badge } from "~/ui/badge";
import { Link } from "~/ui/link";
import { type Choice, Menu } from "~/ui/menu";
import { useBinning, useDownload } from "./actions";
import { bytes, type Document, type May, mayTakeAway, pathOf } from "./model";
import { useMaySharing } from "./sharing-queries";
import { Thumbnail } from "./viewer/thumbnail";

export type Opening = "rename" | "move" | "versions" | "share" | "details";

interface Props {
  entry: Document;
  may: May;
  open: (opening: Opening) => void;
  /** Of a file: to look at it. */
  view: () => void;
}

/** A line of the list. */
export function Entry(props: Props) {
  const { t } = useTranslation("documents");
  const { entry, view } = props;
  const isFile = entry.type === "file";
  const { choices, onKeyDown } = useActs(props);
  return (
    <tr onKeyDown={onKeyDown}>
      <th scope="row" className="files-name">
        <div className="files-line">
          <span className="files-face">
            <Thumbnail of={entry} />
          </span>
          <div className="grow">
            <Name entry={entry} view={view} />
            <Refusal of={entry} />
            <div className="files-below quiet">
              {isFile && `${bytes(entry.size)} · `}
              <Ago at={entry.changed_at} /> · <bdi>{entry.changed_by.name}</bdi>
            </div>
          </div>
        </div>
      </th>
      <td className="files-date">
        <Ago at={entry.changed_at} />
      </td>
      <td className="files-size numbers">{isFile && bytes(entry.size)}</td>
      <td className="files-kind">{t(`kinds.${entry.kind}`)}</td>
      <td className="files-by">
        <Link to={`/people/${entry.changed_by.id}`}>
          <bdi>{entry.changed_by.name}</bdi>
        </Link>
      </td>
      <td className="files-menu">
        <Menu label={t("more_of", { name: entry.name })} choices={choices} />
      </td>
    </tr>
  );
}

/** The same as a card of the grid. */
export function EntryCard(props: Props) {
  const { t } = useTranslation("documents");
  const { entry, view } = props;
  const { choices, onKeyDown } = useActs(props);
  return (
    <li className="files-card" onKeyDown={onKeyDown}>
      <span className="files-card-face">
        <Thumbnail of={entry} icon={40} />
      </span>
      <div className="files-card-name">
        <Name entry={entry} view={view} />
        <Refusal of={entry} />
      </div>
      <div className="row">
        <span className="grow quiet">{entry.type === "file" ? bytes(entry.size) : t("kinds.folder")}</span>
        <Menu label={t("more_of", { name: entry.name })} choices={choices} />
      </div>
    </li>
  );
}

/** What can be done with it. Arrows go to the next one, F2 renames, Delete puts it into the bin. */
function useActs({ entry, may, open }: Omit<Props, "view">) {
  const { t } = useTranslation("documents");
  const { user } = useMe();
  const bin = useBinning();
  const download = useDownload();
  const isFile = entry.type === "file";
  const writes = may !== "read";
  const shares = useMaySharing(may);
  const goes = mayTakeAway(entry, may, user.id);
  const choice = (is: boolean, id: string, words: string, act: () => void, danger = false): Choice[] =>
    is ? [{ id, words, act, danger }] : [];
  const choices = [
    ...choice(isFile, "download", t("download"), () => void download(entry.id)),
    ...choice(writes, "rename", t("rename"), () => open("rename")),
    ...choice(writes, "move", t("move"), () => open("move")),
    ...choice(isFile, "versions", t("versions"), () => open("versions")),
    ...choice(isFile && shares, "share", t("share.act"), () => open("share")),
    ...choice(true, "details", t("details"), () => open("details")),
    ...choice(goes, "bin", t("to_bin"), () => bin.mutate(entry), true),
  ];
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { key, currentTarget: here, target } = event;
    if (!here.contains(target as Node)) return; // in a menu of it
    if (key === "F2" && writes) open("rename");
    else if (key === "Delete" && goes) bin.mutate(entry);
    else if (key === "ArrowDown") step(here.nextElementSibling);
    else if (key === "ArrowUp") step(here.previousElementSibling);
    else return;
    event.preventDefault();
  };
  return { choices, onKeyDown };
}

function Name({ entry, view }: Pick<Props, "entry" | "view">) {
  const { t } = useTranslation("documents");
  const name = <bdi>{entry.name}</bdi>;
  if (entry.type === "folder") {
    return (
      <Link to={pathOf({ space: entry.space, folder: entry.id })} className="files-open">
        {name}
      </Link>
    );
  }
  return (
    <>
      <Button className="files-open" onPress={view}>
        {name}
      </Button>
      {entry.state !== "clean" && (
        <Badge tone={entry.state === "refused" ? "warning" : "plain"}>{t(`states.${entry.state}`)}</Badge>
      )}
    </>
  );
}

/** Why nobody can have it. */
function Refusal({ of: { state, reason } }: { of: Document }) {
  const sentence = useSentence();
  return state === "refused" && reason ? <div className="files-refusal">{sentence(reason)}</div> : null;
}

/** Focus goes to the name in the one before or behind. */
function step(to: Element | null): void {
  to?.querySelector<HTMLElement>(".files-open")?.focus();
}
