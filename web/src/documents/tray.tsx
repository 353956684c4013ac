import { ChevronDown, ChevronUp, RotateCw, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { number } from "~/core/time";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { focusBeside } from "./lines";
import { ArchiveLine } from "./packing/archive-line";
import { type Archive, isBeingMade, tidyArchives, useArchives } from "./packing/archives";
import { TrayLine } from "./tray-line";
import {
  againAll,
  inTray,
  isOpen,
  isRefused,
  mayGoAgain,
  partOf,
  type Shown,
  stopAll,
  takeUpLeft,
  tidy,
  useUploads,
} from "./uploads";
import "~/ui/track.css";
import "./tray.css";

const SHOWN = 60; // lines at once: of thousands nobody reads all, and each has to be drawn at every step

/** What this tab sends and fetches, on every screen, until it is put away. */
export function Tray() {
  const { t } = useTranslation("documents");
  const uploads = inTray(useUploads());
  const archives = useArchives();
  const [isFolded, setFolded] = useState(false);
  useEffect(() => void takeUpLeft(), []);
  if (!uploads.length && !archives.length) return null;
  const open = uploads.filter(isOpen).length;
  const taken = uploads.filter(({ state }) => state.is === "taken").length;
  const isOver = !open && !uploads.some(asks) && !archives.some(isBeingMade);
  return (
    <section className="tray" aria-label={t(uploads.length ? "uploads" : "archive.downloads")}>
      <div className="tray-head">
        <strong className="grow" role="status">
          <Title uploads={uploads} archives={archives} />
        </strong>
        <Button
          look="quiet"
          aria-label={t(isFolded ? "unfold" : "fold")}
          aria-expanded={!isFolded}
          icon={<Icon of={isFolded ? ChevronUp : ChevronDown} />}
          onPress={() => setFolded(!isFolded)}
        />
        {isOver && (
          <Button
            look="quiet"
            aria-label={t("put_away")}
            icon={<Icon of={X} />}
            onPress={({ target }) => {
              focusBeside(target);
              tidy();
              tidyArchives();
            }}
          />
        )}
      </div>
      {open > 1 && <Together uploads={uploads} />}
      {!isFolded && <All uploads={uploads} open={open} />}
      {!isFolded && (
        <ul className="tray-list">
          {archives.map((one) => (
            <ArchiveLine key={one.key} one={one} />
          ))}
          {uploads.slice(0, SHOWN).map((one) => (
            <TrayLine key={one.key} one={one} taken={taken} />
          ))}
          {uploads.length > SHOWN && (
            <li className="tray-line quiet">
              {t("more_uploads", { shown: number(uploads.length - SHOWN) })}
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

const asks = ({ state }: Shown): boolean => state.is === "taken" || state.is === "left";

/** What matters most of all that goes on. */
function Title({ uploads, archives }: { uploads: Shown[]; archives: Archive[] }) {
  const { t } = useTranslation("documents");
  const open = uploads.filter(isOpen).length;
  if (open) return t("sending", { count: open, shown: number(open) });
  if (uploads.some(asks)) return t("asks");
  if (archives.some(isBeingMade)) return t("archive.packing");
  if (!uploads.length) return t("archive.over");
  return t(uploads.some(isRefused) ? "some_refused" : "all_over");
}

/** How far all of them are, seen also when the list is folded. */
function Together({ uploads }: { uploads: Shown[] }) {
  const part = uploads.reduce((sum, one) => sum + partOf(one), 0) / uploads.length;
  return (
    <span className="track tray-track" aria-hidden="true">
      <span className="track-done" style={{ inlineSize: `${100 * part}%` }} />
    </span>
  );
}

/** What is done to all at once, where there are several. */
function All({ uploads, open }: { uploads: Shown[]; open: number }) {
  const { t } = useTranslation("documents");
  const failed = uploads.filter(mayGoAgain).length;
  if (open < 2 && failed < 2) return null;
  return (
    <div className="tray-all">
      {failed > 1 && (
        <Button look="quiet" icon={<Icon of={RotateCw} size={16} />} onPress={againAll}>
          {t("again_all")}
        </Button>
      )}
      {open > 1 && (
        <Button
          look="quiet"
          icon={<Icon of={X} size={16} />}
          onPress={({ target }) => {
            focusBeside(target);
            stopAll();
          }}
        >
          {t("stop_all")}
        </Button>
      )}
    </div>
  );
}
