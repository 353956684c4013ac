import type { MouseEvent as Click, KeyboardEvent } from "react";
import { Button } from "react-aria-components/Button";
import { useTranslation } from "react-i18next";
import { useSentence } from "~/core/problem-words";
import { useMe } from "~/core/session";
import { Ago } from "~/ui/ago";
import { Badge } from "~/ui/badge";
import { Link } from "~/ui/link";
import { type Choice, Menu } from "~/ui/menu";
import { useAlbum, useBinning, useDownloadAll } from "./actions";
import { useCarrying } from "./carrying";
import { type Chosen, useHold } from "./chosen";
import { byFinger, focusBeside, HAS_NO_MOUSE, lineOf, nameIn } from "./lines";
import { bytes, type Document, type May, mayCopy, mayTakeAway, pathOf } from "./model";
import { mayAsk, useAskingToRead } from "./reading";
import { useMaySharing } from "./sharing-queries";
import { Thumbnail } from "./viewer/thumbnail";
import "./lines.css";

export type Opening = "rename" | "move" | "copy" | "versions" | "share" | "readers" | "details";

interface Props {
  entry: Document;
  may: May;
  open: (opening: Opening) => void;
  /** Of a file: to look at it. */
  view: () => void;
  chosen: Chosen;
}

/** A line of the list. */
export function Entry(props: Props) {
  const { t } = useTranslation("documents");
  const { entry, chosen } = props;
  const isFile = entry.type === "file";
  const { choices, view, acts } = useActs(props);
  return (
    <tr {...acts}>
      <th scope="row" className="files-name">
        <div className="files-line">
          <Check of={entry} chosen={chosen} />
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
  const { entry, chosen } = props;
  const { choices, view, acts } = useActs(props);
  return (
    <li className="files-card" {...acts}>
      <Check of={entry} chosen={chosen} />
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

/** A picture of an album: itself, with its name for who asks. */
export function EntryPhoto(props: Props) {
  const { t } = useTranslation("documents");
  const { entry, chosen } = props;
  const { choices, view, acts } = useActs(props);
  return (
    <li className="files-photo" {...acts}>
      <Check of={entry} chosen={chosen} />
      <Button className="files-photo-open" aria-label={entry.name} onPress={view}>
        <Thumbnail of={entry} icon={40} />
      </Button>
      <div className="files-photo-name">
        <bdi className="cut grow">{entry.name}</bdi>
        <Menu label={t("more_of", { name: entry.name })} choices={choices} />
      </div>
    </li>
  );
}

/** What can be done with it. Arrows go to the next one, F2 renames, Delete puts it into the bin. */
function useActs({ entry, may, open, view, chosen }: Props) {
  const { t } = useTranslation("documents");
  const { user } = useMe();
  const bin = useBinning();
  const download = useDownloadAll();
  const turning = useAlbum();
  const isFile = entry.type === "file";
  const isChosen = chosen.ids.has(entry.id);
  const carrying = useCarrying(entry, may, chosen);
  const { isHeld, ...hold } = useHold(() => isChosen || chosen.turn(entry.id));
  const putAway = () => {
    focusBeside(lineOf(entry.id));
    bin.mutate(entry);
  };
  const writes = may !== "read";
  const shares = useMaySharing(may);
  const asking = useAskingToRead();
  const asks = mayAsk(entry, may);
  const goes = mayTakeAway(entry, may, user.id);
  const choice = (is: boolean, id: string, words: string, act: () => void, danger = false): Choice[] =>
    is ? [{ id, words, act, danger }] : [];
  const choices = [
    ...choice(entry.state !== "refused", "download", t("download"), () => download([entry])),
    ...choice(writes, "rename", t("rename"), () => open("rename")),
    ...choice(!isFile && writes, "album", t(entry.album ? "album.show_folder" : "album.show"), () =>
      turning.mutate(entry),
    ),
    ...choice(writes, "move", t("move"), () => open("move")),
    ...choice(mayCopy(entry), "copy", t("copy"), () => open("copy")),
    ...choice(HAS_NO_MOUSE, "choose", t("choose"), () => chosen.turn(entry.id)),
    ...choice(isFile, "versions", t("versions"), () => open("versions")),
    ...choice(isFile && shares, "share", t("share.act"), () => open("share")),
    ...choice(asks, "ask", t(entry.must_read ? "reading.ask_no_more" : "reading.ask"), () =>
      asking.mutate(entry),
    ),
    ...choice(asks && entry.must_read, "readers", t("reading.readers"), () => open("readers")),
    ...choice(true, "details", t("details"), () => open("details")),
    ...choice(goes, "bin", t("to_bin"), putAway, true),
  ];
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { key, currentTarget: here, target } = event;
    if (!here.contains(target as Node)) return; // in a menu of it
    const [back, onward] = isRightToLeft() ? ["ArrowRight", "ArrowLeft"] : ["ArrowLeft", "ArrowRight"];
    if (key === "F2" && writes) open("rename");
    else if (key === "Delete" && goes && !chosen.ids.size)
      putAway(); // of what is chosen: ./chosen-bar
    else if (key === "ArrowDown" || key === onward) step(here.nextElementSibling);
    else if (key === "ArrowUp" || key === back) step(here.previousElementSibling);
    else return;
    event.preventDefault();
  };
  /** A finger chooses, once something is chosen. */
  const press = ({ pointerType }: { pointerType: string }) => {
    if (isHeld()) return;
    if (pointerType === "touch" && chosen.ids.size) chosen.turn(entry.id);
    else view();
  };
  /** So it does with a folder, whose name is a link. */
  const onClickCapture = (event: Click<HTMLElement>) => {
    hold.onClickCapture(event);
    const isFolder = (event.target as Element).closest("a.files-open");
    if (event.defaultPrevented || !isFolder || !chosen.ids.size || !byFinger(event.nativeEvent)) return;
    event.preventDefault();
    event.stopPropagation();
    chosen.turn(entry.id);
  };
  const marks = { "data-entry": entry.id, "data-chosen": isChosen || undefined };
  return { choices, view: press, acts: { ...hold, ...carrying, ...marks, onKeyDown, onClickCapture } };
}

function Name({ entry, view }: { entry: Document; view: (press: { pointerType: string }) => void }) {
  const { t } = useTranslation("documents");
  const name = <bdi>{entry.name}</bdi>;
  if (entry.type === "folder") {
    return (
      <>
        <Link to={pathOf({ space: entry.space, folder: entry.id })} className="files-open">
          {name}
        </Link>
        {entry.album && <Badge>{t("album.is")}</Badge>}
        {entry.copying && <Badge>{t("being_filled")}</Badge>}
      </>
    );
  }
  return (
    <>
      <Button className="files-open" onPress={view}>
        {name}
      </Button>
      {entry.must_read && <Badge tone="warning">{t("reading.must")}</Badge>}
      {entry.state !== "clean" && (
        <Badge tone={entry.state === "refused" ? "warning" : "plain"}>{t(`states.${entry.state}`)}</Badge>
      )}
    </>
  );
}

/** With the shift key, all from the last one to this. */
function Check({ of: { id, name }, chosen }: { of: Document; chosen: Chosen }) {
  const { t } = useTranslation("documents");
  return (
    <input
      type="checkbox"
      className="files-check"
      aria-label={t("choose_of", { name })}
      checked={chosen.ids.has(id)}
      onChange={({ nativeEvent }) => chosen.turn(id, (nativeEvent as MouseEvent).shiftKey)}
    />
  );
}

/** Why nobody can have it; or why a copied folder has not all. */
export function Refusal({ of: { type, state, reason } }: { of: Document }) {
  const sentence = useSentence();
  return (state === "refused" || type === "folder") && reason ? (
    <div className="files-refusal">{sentence(reason)}</div>
  ) : null;
}

/** Focus goes to the name in the one before or behind. */
const step = (to: Element | null) => nameIn(to)?.focus();

const isRightToLeft = () => document.documentElement.dir === "rtl";
