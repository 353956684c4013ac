import { type FocusEvent, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { beginning } from "./bounds";
import { Markdown } from "./markdown";
import "./fold.css";

const LINE = 80; // characters
const LINES = 14;

/** Long words are folded, so that a feed can be gone through; a link in the fold opens it when focus comes to it. */
export function Fold({ text, whole }: { text: string; whole: boolean }) {
  const { t } = useTranslation("posts");
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const reached = useRef(-1); // the link that opened it: with all the words it is another one
  useLayoutEffect(() => {
    if (open && reached.current >= 0) box.current?.querySelectorAll("a")[reached.current]?.focus();
    reached.current = -1;
  }, [open]);
  if (whole || !isLong(text)) return <Markdown text={text} />;
  const follow = ({ target, currentTarget }: FocusEvent<HTMLElement>) => {
    // By key: what a pointer goes down on has to be there when it goes up.
    if (open || !target.matches(":focus-visible")) return;
    if (target.getBoundingClientRect().bottom <= currentTarget.getBoundingClientRect().bottom) return;
    reached.current = [...currentTarget.querySelectorAll("a")].indexOf(target as HTMLAnchorElement);
    setOpen(true);
  };
  return (
    <div className="fold">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only sees where focus goes */}
      <div ref={box} className={open ? "" : "fold-shut"} onFocus={follow}>
        <Markdown text={open ? text : beginning(text)} />
      </div>
      <Button look="quiet" className="fold-button" aria-expanded={open} onPress={() => setOpen(!open)}>
        {open ? t("show_less") : t("show_all")}
      </Button>
    </div>
  );
}

/** By its words, not by its height: nothing moves after it is drawn. */
export function isLong(text: string): boolean {
  let lines = 0;
  for (const line of text.split("\n")) lines += Math.max(1, Math.ceil(line.length / LINE));
  return lines > LINES + 3; // to hide a line or two is not worth a button
}
