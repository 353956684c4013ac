import { RotateCw, X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { focusBeside } from "./lines";
import "./tray.css";

interface Props {
  name: string;
  /** Still on its way: it is stopped, where what is over is put away. */
  isOpen: boolean;
  /** Null where it cannot be tried again. */
  again: (() => void) | null;
  /** Null where something else is to be chosen first. */
  drop: (() => void) | null;
  /** How it stands with it. */
  told: ReactNode;
  /** What is asked. */
  children?: ReactNode;
}

/** A line of the tray, whichever way its file goes. */
export function TrayItem({ name, isOpen, again, drop, told, children }: Props) {
  const { t } = useTranslation("documents");
  return (
    <li className="tray-line">
      <div className="row">
        <div className="grow">{told}</div>
        {again && (
          <Button
            look="quiet"
            aria-label={t("again_of", { name })}
            icon={<Icon of={RotateCw} size={16} />}
            onPress={again}
          />
        )}
        {drop && (
          <Button
            look="quiet"
            aria-label={t(isOpen ? "stop_of" : "put_away_of", { name })}
            icon={<Icon of={X} size={16} />}
            onPress={({ target }) => {
              focusBeside(target.closest("li"));
              drop();
            }}
          />
        )}
      </div>
      {children}
    </li>
  );
}
