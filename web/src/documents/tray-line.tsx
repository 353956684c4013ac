import i18next from "i18next";
import { useState } from "react";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { useTranslation } from "react-i18next";
import { useSentence } from "~/core/problem-words";
import { Problem } from "~/core/problems";
import { Button } from "~/ui/button";
import { HowFar } from "~/ui/how-far";
import { Link } from "~/ui/link";
import { toast } from "~/ui/toast";
import { bytes, type Document, pathOf } from "./model";
import { useNameWords } from "./name-words";
import { TrayItem } from "./tray-item";
import { again, decide, drop, goOnWith, isOpen, mayGoAgain, type Shown } from "./uploads";
import "./tray.css";

/** One file in the tray: how far it is, what became of it, what is asked. */
export function TrayLine({ one, taken }: { one: Shown; taken: number }) {
  const { key, name, state } = one;
  return (
    <TrayItem
      name={name}
      isOpen={isOpen(one)}
      again={mayGoAgain(one) ? () => again(key) : null}
      drop={state.is === "taken" ? null : () => drop(key)}
      told={<Told one={one} />}
    >
      {state.is === "left" && <Left of={key} />}
      {state.is === "taken" && <Taken one={one} others={taken > 1} />}
    </TrayItem>
  );
}

/** Its name, and how it stands with it. */
export function Told({ one: { name, where, state } }: { one: Shown }) {
  const { t } = useTranslation("documents");
  const words = useNameWords();
  const named = <bdi>{name}</bdi>;
  if (state.is === "sending") return <HowFar name={name} part={state.part} />;
  if (state.is === "done") {
    return (
      <>
        <Link to={pathOf(where)} className="tray-name">
          <bdi>{state.document.name}</bdi>
        </Link>
        <Outcome of={state.document} isConflict={state.isConflict} />
      </>
    );
  }
  if (state.is === "refused") {
    return (
      <>
        <div className="tray-name">{named}</div>
        <div className="tray-problem" role="alert">
          {state.why === "empty" ? t("empty_file") : words(state.why)}
          <Numbers of={state.why} />
        </div>
      </>
    );
  }
  return (
    <>
      <div className="tray-name">{named}</div>
      <div className="quiet">
        {state.is === "left" ? t("left", { part: percent(state.part) }) : t(`waits.${state.is}`)}
      </div>
    </>
  );
}

/** It is there; or it was, and cannot be had. */
function Outcome({ of: { state, reason }, isConflict }: { of: Document; isConflict: boolean }) {
  const { t } = useTranslation("documents");
  const sentence = useSentence();
  if (isConflict && state !== "refused") {
    return (
      <div className="tray-warning" role="alert">
        {t("conflict_words", { versions: t("versions") })}
      </div>
    );
  }
  if (state !== "refused") return <div className="quiet">{t("sent")}</div>;
  return (
    <div className="tray-problem" role="alert">
      {t("states.refused")}
      {reason && `: ${sentence(reason)}`}
    </div>
  );
}

const percent = (part: number): string =>
  new Intl.NumberFormat(i18next.language, { style: "percent" }).format(part);

/** How full it is, where that is the reason. */
function Numbers({ of }: { of: unknown }) {
  const { t } = useTranslation("documents");
  if (!(of instanceof Problem) || of.type !== "full") return null;
  const { used, limit, size } = of.members;
  const whose = of.detail.startsWith("Your") ? "full_mine" : "full_company";
  const said = { used: bytes(Number(used)), limit: bytes(Number(limit)), size: bytes(Number(size)) };
  return <div>{t(whose, said)}</div>;
}

/** The browser has forgotten the file; what was sent of it is not sent again. */
function Left({ of }: { of: number }) {
  const { t } = useTranslation("documents");
  const choose = (files: FileList | null) => {
    const file = files?.[0];
    if (file && !goOnWith(of, file)) toast(t("another_file"), { tone: "danger" });
  };
  return (
    <FileTrigger onSelect={choose}>
      <Button>{t("choose_again")}</Button>
    </FileTrigger>
  );
}

/** Another has the name: one says what is to be done with this file, or with all such. */
function Taken({ one: { key, name }, others }: { one: Shown; others: boolean }) {
  const { t } = useTranslation("documents");
  const [isAll, setAll] = useState(false);
  return (
    <fieldset className="tray-choice" aria-label={t("taken_of", { name })}>
      <div className="row wrap">
        <Button onPress={() => void decide(key, "version", isAll)}>{t("new_version")}</Button>
        <Button onPress={() => void decide(key, "both", isAll)}>{t("keep_both")}</Button>
        <Button onPress={() => void decide(key, "skip", isAll)}>{t("skip")}</Button>
      </div>
      {others && (
        <label className="row">
          <input type="checkbox" checked={isAll} onChange={(event) => setAll(event.target.checked)} />
          {t("for_all")}
        </label>
      )}
    </fieldset>
  );
}
