import { Menu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { Button } from "~/ui/button";
import "~/ui/menu.css";
import { type Chosen, choose, useChosen } from "./presence";
import "./face.css";

const MORE = "more";
const CHOICES: Chosen[] = ["online", "away", "dnd"];

/** Online, away, do not disturb: what others see of me. */
export function StatusMenu() {
  const { t } = useTranslation("chat");
  const status = useChosen();
  const [, navigate] = useLocation();
  return (
    <MenuTrigger>
      <Button look="quiet" aria-label={`${t("my_status")}: ${t(`status.${status}`)}`}>
        <span className={`chat-presence chat-presence-${status} chat-presence-alone`} aria-hidden="true" />
        {t(`status.${status}`)}
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={t("my_status")}
          selectionMode="single"
          selectedKeys={[status]}
          onAction={(key) => (key === MORE ? navigate("/me/settings") : choose(key as Chosen))}
        >
          {CHOICES.map((one) => (
            <MenuItem key={one} id={one} className="menu-item" textValue={t(`status.${one}`)}>
              <span className={`chat-presence chat-presence-${one} chat-presence-alone`} aria-hidden="true" />
              {t(`status.${one}`)}
            </MenuItem>
          ))}
          <MenuItem id={MORE} className="menu-item" textValue={t("receipts_where")}>
            {t("receipts_where")}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
