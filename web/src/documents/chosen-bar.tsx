import { Copy, Download, FolderInput, Trash2, X } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "~/core/session";
import { number } from "~/core/time";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { useDownloadAll } from "./actions";
import { type Chosen, isTaken } from "./chosen";
import { focusBeside, lineOf } from "./lines";
import { useMany } from "./many";
import { type May, mayCopy, mayTakeAway } from "./model";
import { Placing } from "./placing";
import "./chosen.css";

/** What can be done with all that is chosen. */
export function ChosenBar({ chosen, may }: { chosen: Chosen; may: May }) {
  const { t } = useTranslation("documents");
  const { user } = useMe();
  const many = useMany();
  const download = useDownloadAll();
  const [act, setAct] = useState<"move" | "copy" | null>(null);
  const { all } = chosen;
  const go = all.every((one) => mayTakeAway(one, may, user.id));
  const putAway = () => {
    const [first, last] = [all.at(0), all.at(-1)].map((one) => lineOf(one?.id ?? ""));
    focusBeside(first ?? null, last ?? null);
    chosen.clear();
    void many.bin(all);
  };
  useDelete(() => go && putAway());
  const there = all.filter(({ state }) => state !== "refused");
  const doing = (words: string, icon: typeof Copy, onPress: () => void) => (
    <Button look="quiet" aria-label={words} icon={<Icon of={icon} />} onPress={onPress}>
      <span className="chosen-words">{words}</span>
    </Button>
  );
  return (
    <section className="chosen" aria-label={t("chosen")}>
      <Button look="quiet" aria-label={t("choose_none")} icon={<Icon of={X} />} onPress={chosen.clear} />
      <strong className="grow numbers" role="status">
        {t("chosen_count", { shown: number(all.length) })}
      </strong>
      {may !== "read" && doing(t("move"), FolderInput, () => setAct("move"))}
      {all.every(mayCopy) && doing(t("copy"), Copy, () => setAct("copy"))}
      {there.length > 0 && doing(t("download"), Download, () => download(there))}
      {go && doing(t("to_bin"), Trash2, putAway)}
      {act && <Placing of={all} act={act} onClose={() => setAct(null)} onDone={chosen.clear} />}
    </section>
  );
}

/** The key that puts away one line puts away all that is chosen, wherever nothing else takes it. */
function useDelete(act: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== "Delete" || isTaken(event)) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    addEventListener("keydown", listener);
    return () => removeEventListener("keydown", listener);
  }, []);
}
