import { ArrowDown, ArrowUp, LayoutGrid, List } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "wouter";
import { all } from "~/core/lists";
import { queries } from "~/core/query";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { More } from "~/ui/more";
import { Picker } from "~/ui/picker";
import { Empty, Skeletons, Trouble } from "~/ui/states";
import { useBrowsing } from "./browsing";
import { type Chosen, useChosen } from "./chosen";
import { ChosenBar } from "./chosen-bar";
import { Details } from "./details";
import { Dropping } from "./dropping";
import { Entry, EntryCard, EntryPhoto, type Opening, Refusal } from "./entry";
import { focusLater, HAS_NO_MOUSE, lineOf } from "./lines";
import { type Document, type May, SORTS, type Sort, sortedIn, turned, type Where } from "./model";
import { Rename } from "./name-sheet";
import { Placing } from "./placing";
import { fileKey, useEntries } from "./queries";
import { Readers } from "./readers";
import { Sharing } from "./sharing";
import { Versions } from "./versions";
import { useView, type View } from "./view";
import { Viewer } from "./viewer/door";
import { useWatching } from "./watching";

interface Props {
  where: Where;
  may: May;
  /** Not at the top of a space. */
  folder: Document | undefined;
}

/** What lies in a folder, or at the top of a space; its order stands in the address. */
export function Listing({ where, may, folder }: Props) {
  const { t } = useTranslation("documents");
  const { now } = useSorting();
  const found = useEntries(where, now);
  const [view, setView] = useView();
  const [sheet, setSheet] = useState<{ opening: Opening; id: string } | null>(null);
  const [viewed, setViewed] = useState<string | null>(null);
  const entries = all(found.data);
  const isAlbum = folder?.album ?? false;
  const photos = isAlbum ? entries.filter(isPhoto) : [];
  const rest = isAlbum ? entries.filter((entry) => !isPhoto(entry)) : entries;
  const shown = [...photos, ...rest]; // in the order in which it is seen
  const opened = sheet && entries.find(({ id }) => id === sheet.id);
  const chosen = useChosen(shown);
  useBrowsing(where);
  useWatching(folder ? [folder, ...entries] : entries, {
    answered: Math.max(found.dataUpdatedAt, found.errorUpdatedAt),
    ask: () => {
      void found.refetch();
      if (folder?.copying) void queries.invalidateQueries({ queryKey: fileKey(folder.id) });
    },
  });
  if (found.isPending) return <Skeletons count={1} lines={4} />;
  if (found.isError && !found.data) {
    return <Trouble error={found.error} again={() => void found.refetch()} />;
  }
  const each = (Shown: typeof Entry, some = rest) =>
    some.map((entry) => (
      <Shown
        key={entry.id}
        entry={entry}
        may={may}
        chosen={chosen}
        view={() => setViewed(entry.id)}
        open={(opening) => setSheet({ opening, id: entry.id })}
      />
    ));
  return (
    <Dropping where={where} isOff={may === "read"}>
      {folder && <Refusal of={folder} />}
      {folder?.copying && (
        <p role="status">
          <Badge>{t("being_filled")}</Badge>
        </p>
      )}
      {entries.length > 0 && <Sorting view={view} setView={setView} isWall={rest.length === 0} />}
      <div className={chosen.ids.size ? "files-choosing" : undefined}>
        {photos.length > 0 && (
          <ul className="files-photos" aria-label={t("album.photos")}>
            {each(EntryPhoto, photos)}
          </ul>
        )}
        {rest.length > 0 &&
          (view === "grid" ? (
            <ul className="files-cards" aria-label={t("title")}>
              {each(EntryCard)}
            </ul>
          ) : (
            <table className="files" aria-label={t("title")}>
              <Head view={view} setView={setView} chosen={chosen} />
              <tbody>{each(Entry)}</tbody>
            </table>
          ))}
      </div>
      {entries.length === 0 && !found.hasNextPage && (
        <Empty>{t(may === "read" ? "none_to_read" : HAS_NO_MOUSE ? "none_touch" : "none")}</Empty>
      )}
      <More query={found} />
      {chosen.ids.size > 0 && <ChosenBar chosen={chosen} may={may} />}
      {viewed && (
        <Viewer
          items={shown.filter(({ type }) => type === "file")}
          at={viewed}
          onClose={(last) => {
            setViewed(null);
            if (last && last !== viewed) focusLater(lineOf(last));
          }}
          onDetails={(id) => setSheet({ opening: "details", id })}
          more={found.hasNextPage ? () => void found.fetchNextPage() : undefined}
        />
      )}
      {opened && sheet && (
        <Opened opening={sheet.opening} of={opened} may={may} onClose={() => setSheet(null)} />
      )}
    </Dropping>
  );
}

const isPhoto = ({ thumbnail, kind }: Document) => thumbnail && (kind === "image" || kind === "video");

interface OpenedProps {
  opening: Opening;
  of: Document;
  may: May;
  onClose: () => void;
}

function Opened({ opening, of, may, onClose }: OpenedProps) {
  if (opening === "rename") return <Rename of={of} onClose={onClose} />;
  if (opening === "move" || opening === "copy") return <Placing of={[of]} act={opening} onClose={onClose} />;
  if (opening === "versions") return <Versions of={of} may={may} onClose={onClose} />;
  if (opening === "share") return <Sharing of={of} onClose={onClose} />;
  if (opening === "readers") return <Readers of={of} onClose={onClose} />;
  return <Details of={of} onClose={onClose} />;
}

interface ViewProps {
  view: View;
  setView: (view: View) => void;
}

/** In which order, and as what; where there is the head of a table, that says both. A wall of photos is no list. */
function Sorting({ isWall, ...props }: ViewProps & { isWall: boolean }) {
  const { t } = useTranslation("documents");
  const { now, turn } = useSorting();
  return (
    <div className={props.view === "grid" || isWall ? "files-bar" : "files-bar files-bar-phone"}>
      <Picker
        label={t("sort")}
        value={now.sort}
        onChange={turn}
        options={SORTS.map((id) => ({ id, words: t(`sorts.${id}`) }))}
      />
      {!isWall && <Turn {...props} />}
    </div>
  );
}

/** From the list to the grid, and back. */
function Turn({ view, setView }: ViewProps) {
  const { t } = useTranslation("documents");
  const other = view === "grid" ? "list" : "grid";
  return (
    <Button
      look="quiet"
      aria-label={t(`views.${other}`)}
      icon={<Icon of={view === "grid" ? List : LayoutGrid} />}
      onPress={() => setView(other)}
    />
  );
}

function useSorting() {
  const [params, setParams] = useSearchParams();
  const now = sortedIn(params);
  return { now, turn: (to: Sort) => setParams({ ...turned(now, to) }, { replace: true }) };
}

function Head({ chosen, ...props }: ViewProps & { chosen: Chosen }) {
  const { t } = useTranslation("documents");
  const { now, turn } = useSorting();
  return (
    <thead>
      <tr>
        {SORTS.map((sort) => (
          <th
            key={sort}
            className={`files-${sort}`}
            aria-sort={now.sort !== sort ? "none" : now.order === "up" ? "ascending" : "descending"}
          >
            {sort === "name" && (
              <input
                type="checkbox"
                className="files-check"
                aria-label={t("choose_all")}
                checked={chosen.isAll}
                onChange={chosen.turnAll}
              />
            )}
            <button type="button" className="files-sort" onClick={() => turn(sort)}>
              {t(`sorts.${sort}`)}
              {now.sort === sort && <Icon of={now.order === "up" ? ArrowUp : ArrowDown} size={14} />}
            </button>
          </th>
        ))}
        <th className="files-by">{t("by")}</th>
        <th className="files-menu">
          <Turn {...props} />
        </th>
      </tr>
    </thead>
  );
}
