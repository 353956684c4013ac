import { Ellipsis } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Menu as AriaMenu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { Button } from "./button";
import { Icon } from "./icon";
import type { MenuProps } from "./menu";
import "./menu.css";

/** The menu itself; fetched when somebody reaches for it, see menu.tsx. */
export function OpenMenu({ label, choices }: MenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [isByKey, setByKey] = useState(false);
  useEffect(() => {
    button.current?.focus(); // it stands for the one that was pressed: focus comes back to it
    setByKey(button.current?.matches(":focus-visible") ?? false);
    setOpen(true);
  }, []);
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button ref={button} look="quiet" aria-label={label} icon={<Icon of={Ellipsis} />} />
      <Popover className="popover" placement="bottom end">
        <AriaMenu
          className="menu"
          autoFocus={isByKey ? "first" : true}
          onAction={(id) => choices.find((choice) => choice.id === id)?.act()}
        >
          {choices.map(({ id, words, danger }) => (
            <MenuItem key={id} id={id} className={danger ? "menu-item menu-danger" : "menu-item"}>
              {words}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
