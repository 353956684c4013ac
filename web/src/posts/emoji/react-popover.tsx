import { Ellipsis, SmilePlus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { QUICK } from "../reactions";
import { EmojiPicker } from "./emoji-picker";
import "~/ui/menu.css";
import "./emoji.css";

/** Five signs that are used most, and all others behind one more button. */
export function ReactPopover({ small, pick }: { small: boolean; pick: (emoji: string) => void }) {
  const { t } = useTranslation("posts");
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [all, setAll] = useState(false);
  useEffect(() => {
    button.current?.focus(); // it stands for the one that was pressed: focus comes back to it
    setOpen(true);
  }, []);
  const choose = (emoji: string) => {
    setOpen(false);
    pick(emoji);
  };
  const turn = (next: boolean) => {
    setOpen(next);
    setAll(false);
  };
  return (
    <DialogTrigger isOpen={open} onOpenChange={turn}>
      <Button
        ref={button}
        look="quiet"
        className="reaction-add"
        aria-label={t("react")}
        icon={<Icon of={SmilePlus} size={small ? 16 : 20} />}
      />
      <Popover className="popover" placement="top start">
        <Dialog className="emoji-dialog" aria-label={t("react")}>
          {all ? (
            <EmojiPicker pick={choose} />
          ) : (
            <div className="emoji-quick">
              {QUICK.map((emoji, at) => (
                <Button
                  key={emoji}
                  look="quiet"
                  className="emoji-one"
                  autoFocus={at === 0}
                  onPress={() => choose(emoji)}
                >
                  {emoji}
                </Button>
              ))}
              <Button
                look="quiet"
                aria-label={t("more_emoji")}
                icon={<Icon of={Ellipsis} />}
                onPress={() => setAll(true)}
              />
            </div>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
