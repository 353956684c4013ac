import { useTranslation } from "react-i18next";
import { useProblemWords } from "~/core/problem-words";
import { number } from "~/core/time";
import { HowFar } from "~/ui/how-far";
import { bytes } from "../model";
import { TrayItem } from "../tray-item";
import { type Archive, dropArchive, isBeingMade, makeAgain } from "./archives";
import { LARGEST, MOST, TooMuch } from "./gather";

/** An archive in the tray: how far it is, or what became of it. */
export function ArchiveLine({ one }: { one: Archive }) {
  const { key, name, state } = one;
  const mayGoAgain = state.is === "refused" && !(state.why instanceof TooMuch);
  return (
    <TrayItem
      name={name}
      isOpen={isBeingMade(one)}
      again={mayGoAgain ? () => makeAgain(key) : null}
      drop={() => dropArchive(key)}
      told={<Told one={one} />}
    />
  );
}

function Told({ one: { name, state } }: { one: Archive }) {
  const { t } = useTranslation("documents");
  const words = useProblemWords();
  if (state.is === "packing") return <HowFar name={name} part={state.part} />;
  return (
    <>
      <div className="tray-name">
        <bdi>{name}</bdi>
      </div>
      {state.is === "waiting" && <div className="quiet">{t("waits.waiting")}</div>}
      {state.is === "looking" && <div className="quiet">{t("archive.looking")}</div>}
      {state.is === "refused" && (
        <div className="tray-problem" role="alert">
          {state.why instanceof TooMuch
            ? t("archive.too_much", { files: number(MOST), size: bytes(LARGEST) })
            : words(state.why)}
        </div>
      )}
      {state.is === "done" && <div className="quiet">{t("archive.done")}</div>}
      {state.is === "done" && state.missing.length > 0 && (
        <div className="tray-warning" role="alert">
          {t("archive.missing", { count: state.missing.length, shown: number(state.missing.length) })}
          <ul className="tray-missing">
            {state.missing.slice(0, LISTED).map((path) => (
              <li key={path}>
                <bdi>{path}</bdi>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

const LISTED = 20; // of what is missing; the rest is counted
