import { Paperclip, RotateCw, X } from "lucide-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import { Menu as AriaMenu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { useTranslation } from "react-i18next";
import { useProblemWords, useSentence } from "~/core/problem-words";
import { useMe } from "~/core/session";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { toast } from "~/ui/toast";
import { hasFiles } from "../dragged";
import { type Given, givenBy } from "../dropped";
import { again, isOpen, type Shown } from "../uploads";
import { attach, choose, MOST, roomIn, takeOut, unchoose, useAttaching } from "./attaching";
import type { Ready } from "./door";
import { Pick } from "./pick";
import "~/ui/menu.css";
import "./attach.css";

export interface AttachProps {
  /** Where the draft of the words is kept. */
  place: string;
  /** Files that are dropped or pasted into it are attached. */
  around: RefObject<HTMLElement | null>;
  onChange: (ready: Ready) => void;
}

export function Attach({ place, around, onChange }: AttachProps) {
  const { t } = useTranslation("documents");
  const { user } = useMe();
  const input = useRef<HTMLInputElement>(null);
  const { uploads, chosen, ids, isBusy } = useAttaching(place);
  const ready = JSON.stringify({ ids, isBusy });
  useEffect(() => onChange(JSON.parse(ready) as Ready), [ready, onChange]);
  const add = (files: File[]) => {
    if (files.length > roomIn(place)) toast(t("attached.most", { count: MOST }), { tone: "danger" });
    attach(place, files, user.id);
  };
  const [isPicking, setPicking] = useState(false);
  const isOver = useGiven(around, ({ files, folders }) => {
    if (folders.length) toast(t("attached.no_folders"), { tone: "danger" });
    add(files);
  });
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          add([...(event.target.files ?? [])]);
          event.target.value = ""; // the same file may be chosen again
        }}
      />
      <MenuTrigger>
        <Button
          look="quiet"
          className="attach-button"
          aria-label={t("attached.attach")}
          icon={<Icon of={Paperclip} />}
          isDisabled={uploads.length + chosen.length >= MOST}
        />
        <Popover className="popover" placement="top start">
          <AriaMenu className="menu">
            <MenuItem className="menu-item" onAction={() => input.current?.click()}>
              {t("attached.from_device")}
            </MenuItem>
            <MenuItem className="menu-item" onAction={() => setPicking(true)}>
              {t("attached.from_files")}
            </MenuItem>
          </AriaMenu>
        </Popover>
      </MenuTrigger>
      {isPicking && <Pick choose={(files) => choose(place, files)} onClose={() => setPicking(false)} />}
      {isOver && <div className="attach-over">{t("attached.drop")}</div>}
      {uploads.length + chosen.length > 0 && (
        <ul className="attach-list" aria-label={t("attached.files")}>
          {chosen.map((one) => (
            <li key={one.id} className="attach-chip">
              <bdi className="cut grow">{one.name}</bdi>
              <TakeOut name={one.name} onPress={() => unchoose(place, one.id)} />
            </li>
          ))}
          {uploads.map((one) => (
            <Chip key={one.key} one={one} takeOut={() => takeOut(place, one)} />
          ))}
        </ul>
      )}
    </>
  );
}

function Chip({ one, takeOut: out }: { one: Shown; takeOut: () => void }) {
  const { t, i18n } = useTranslation("documents");
  const { state, name, key } = one;
  const why = useWhy(one);
  const part = state.is === "sending" ? state.part : state.is === "done" ? 1 : 0;
  return (
    <li className="attach-chip" data-state={why ? "refused" : state.is}>
      <span className="grow attach-words">
        <bdi className="cut">{name}</bdi>
        {why && (
          <span className="attach-why" role="alert">
            {why}
          </span>
        )}
      </span>
      {isOpen(one) && (
        <span
          className="quiet numbers"
          role="progressbar"
          aria-label={name}
          aria-valuenow={Math.round(part * 100)}
        >
          {new Intl.NumberFormat(i18n.language, { style: "percent" }).format(part)}
        </span>
      )}
      {state.is === "refused" && state.why !== "empty" && (
        <Button
          look="quiet"
          aria-label={t("again", { ns: "core" })}
          icon={<Icon of={RotateCw} size={16} />}
          onPress={() => again(key)}
        />
      )}
      <TakeOut name={name} onPress={out} />
    </li>
  );
}

/** Why it does not come; or why nobody will have it, though it came. */
function useWhy({ state }: Shown): string {
  const { t } = useTranslation("documents");
  const words = useProblemWords();
  const sentence = useSentence();
  if (state.is === "refused") return state.why === "empty" ? t("empty_file") : words(state.why);
  if (state.is !== "done" || state.document.state !== "refused") return "";
  return sentence(state.document.reason ?? t("states.refused"));
}

function TakeOut({ name, onPress }: { name: string; onPress: () => void }) {
  const { t } = useTranslation("documents");
  return (
    <Button
      look="quiet"
      aria-label={t("attached.take_out", { name })}
      icon={<Icon of={X} size={16} />}
      onPress={onPress}
    />
  );
}

/** What is dropped into an element, or pasted there; whether something is held over it. */
function useGiven(around: RefObject<HTMLElement | null>, add: (given: Given) => void): boolean {
  const [isOver, setOver] = useState(false);
  const give = useRef(add);
  give.current = add;
  useEffect(() => {
    const element = around.current;
    if (!element) return;
    const over = new AbortController();
    const take = (event: Event, data: DataTransfer | null) => {
      if (!data?.files.length) return;
      event.preventDefault();
      give.current(givenBy(data));
    };
    const on = <K extends keyof HTMLElementEventMap>(
      name: K,
      does: (event: HTMLElementEventMap[K]) => void,
    ) => element.addEventListener(name, does, { signal: over.signal });
    on("paste", (event) => take(event, event.clipboardData));
    on("drop", (event) => {
      setOver(false);
      take(event, event.dataTransfer);
    });
    on("dragover", (event) => {
      if (!event.dataTransfer || !hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      setOver(true);
    });
    on("dragleave", (event) => {
      if (!element.contains(event.relatedTarget as Node | null)) setOver(false);
    });
    return () => over.abort();
  }, [around]);
  return isOver;
}
