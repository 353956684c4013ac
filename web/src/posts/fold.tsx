import { type FocusEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import "./fold.css";

const LINE = 80; // characters
const LINES = 14;

/** Long words are folded, so that a feed can be gone through; a link in the fold opens it when focus comes to it. */
export function Fold({ text, whole, children }: { text: string; whole: boolean; children: ReactNode }) {
  const { t } = useTranslation("posts");
  const [open, setOpen] = useState(false);
  if (whole || !isLong(text)) return children;
  const follow = ({ target, currentTarget }: FocusEvent<HTMLElement>) => {
    if (target.getBoundingClientRect().bottom > currentTarget.getBoundingClientRect().bottom) setOpen(true);
  };
  return (
    <div className="fold">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only sees where focus goes */}
      <div className={open ? "" : "fold-shut"} onFocus={follow}>
        {children}
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
