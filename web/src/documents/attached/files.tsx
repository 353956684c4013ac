import { Download } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "~/core/api/client";
import { useProblemWords } from "~/core/problem-words";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { toast } from "~/ui/toast";
import { openLink } from "../actions";
import { KindIcon } from "../kind-icon";
import { bytes } from "../model";
import { Blur } from "../viewer/blur";
import { Viewer } from "../viewer/door";
import type { Sources } from "../viewer/item";
import { Length } from "../viewer/length";
import { type By, sourcesOf } from "./sources";
import "./files.css";

type File = Schemas["Attached"];

export interface AttachedProps {
  by: By;
  /** All that are attached. */
  ids: string[];
  /** Those that I may see; null where nobody has asked yet. */
  files: File[] | null;
  /** Asks for them anew. */
  refresh: () => Promise<unknown>;
}

const SHOWN = 4; // pictures; the others are behind the last one
const PAUSES = [2, 3, 5, 10, 20, 30]; // seconds between looks at what is being checked

export function AttachedFiles({ by, ids, files, refresh }: AttachedProps) {
  const { t } = useTranslation("documents");
  const [at, setAt] = useState<string | null>(null);
  const key = JSON.stringify(by);
  const sources = useMemo(() => sourcesOf(JSON.parse(key) as By), [key]);
  useFresh(files, refresh);
  if (!files) return <p className="attached-coming quiet">{t("attached.coming", { count: ids.length })}</p>;
  const pictures = files.filter((one) => one.picture && (one.kind === "image" || one.kind === "video"));
  const others = files.filter((one) => !pictures.includes(one));
  const missing = ids.length - files.length;
  const items = [...pictures, ...others].map((one) => ({ ...one, thumbnail: one.picture }));
  return (
    <div className="attached">
      {pictures.length > 0 && (
        <ul
          className="attached-pictures"
          data-count={Math.min(pictures.length, SHOWN)}
          aria-label={t("attached.pictures")}
        >
          {pictures.slice(0, SHOWN).map((one, place) => (
            <li key={one.id}>
              <PictureOf
                file={one}
                isAlone={pictures.length === 1}
                more={place === SHOWN - 1 ? pictures.length - SHOWN : 0}
                refresh={refresh}
                open={() => setAt(one.id)}
              />
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <ul className="attached-files" aria-label={t("attached.files")}>
          {others.map((one) => (
            <FileOf key={one.id} file={one} sources={sources} open={() => setAt(one.id)} />
          ))}
        </ul>
      )}
      {missing > 0 && <p className="attached-missing quiet">{t("attached.missing", { count: missing })}</p>}
      {at && <Viewer items={items} at={at} sources={sources} onClose={() => setAt(null)} />}
    </div>
  );
}

/** What is not known yet is asked for; what is being checked, again after ever longer pauses. */
function useFresh(files: File[] | null, refresh: () => Promise<unknown>): void {
  const ask = useRef(refresh);
  ask.current = refresh;
  const isUnknown = files === null;
  const isChecked = files?.some((one) => one.state === "checking") ?? false;
  useEffect(() => {
    if (isUnknown) void ask.current().catch(() => undefined);
  }, [isUnknown]);
  useEffect(() => {
    if (!isChecked) return;
    let tries = 0;
    let timer: ReturnType<typeof setTimeout>;
    const later = () => {
      const pause = PAUSES[Math.min(tries, PAUSES.length - 1)] ?? 30;
      tries += 1;
      timer = setTimeout(
        () =>
          void ask
            .current()
            .catch(() => undefined)
            .then(later),
        pause * 1000,
      );
    };
    later();
    return () => clearTimeout(timer);
  }, [isChecked]);
}

interface PictureProps {
  file: File;
  isAlone: boolean;
  /** How many are behind it. */
  more: number;
  refresh: () => Promise<unknown>;
  open: () => void;
}

function PictureOf({ file, isAlone, more, refresh, open }: PictureProps) {
  const { t } = useTranslation("documents");
  const [isLoaded, setLoaded] = useState(false);
  const [isOld, setOld] = useState(false);
  const { width = 0, height = 0, blur = "" } = file.preview ?? {};
  // Alone it keeps its shape, within bounds; beside others it is square.
  const shape =
    isAlone && width && height ? { aspectRatio: String(Math.max(0.75, width / height)) } : undefined;
  const refused = () => {
    if (!isOld) void refresh().catch(() => undefined); // its address was good for some minutes
    setOld(true);
  };
  return (
    <button type="button" className="attached-picture" style={shape} onClick={open} aria-label={file.name}>
      {!isLoaded && blur && <Blur hash={blur} />}
      <img
        src={file.picture ?? ""}
        alt=""
        loading="lazy"
        decoding="async"
        data-loaded={isLoaded || undefined}
        onLoad={() => setLoaded(true)}
        onError={refused}
      />
      {file.kind === "video" && <Length seconds={file.preview?.seconds ?? 0} />}
      {more > 0 && <span className="attached-more">{t("attached.more", { count: more })}</span>}
    </button>
  );
}

function FileOf({ file, sources, open }: { file: File; sources: Sources; open: () => void }) {
  const { t } = useTranslation("documents");
  const words = useProblemWords();
  const save = async () => {
    try {
      openLink((await sources.content(file.id, false)).url);
    } catch (error) {
      toast(words(error), { tone: "danger" });
    }
  };
  const state = file.state === "clean" ? bytes(file.size) : t(`states.${file.state}`);
  return (
    <li className="attached-file">
      <button type="button" className="attached-open" onClick={open}>
        <KindIcon kind={file.kind} size={24} />
        <span className="grow attached-words">
          <bdi className="cut">{file.name}</bdi>
          <span className="quiet">{state}</span>
        </span>
      </button>
      {file.state !== "refused" && (
        <Button
          look="quiet"
          aria-label={`${t("download")}: ${file.name}`}
          icon={<Icon of={Download} size={16} />}
          onPress={() => void save()}
        />
      )}
    </li>
  );
}
