import { Ellipsis } from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { Button } from "./button";
import { Icon } from "./icon";

export interface Choice {
  id: string;
  words: string;
  danger?: boolean;
  act: () => void;
}

export interface MenuProps {
  label: string;
  choices: Choice[];
}

const load = () => import("./menu-open");
const OpenMenu = lazy(async () => ({ default: (await load()).OpenMenu }));

/** Three dots that open what else can be done. The first screen has many of them, so the menu comes when one is opened. */
export function Menu(props: MenuProps) {
  return (
    <LazyMenu label={props.label} load={load}>
      <OpenMenu {...props} />
    </LazyMenu>
  );
}

/** The dots alone; `children`, which `load` fetches, take their place when they are pressed. */
export function LazyMenu({
  label,
  load,
  children,
}: {
  label: string;
  load: () => void;
  children: ReactNode;
}) {
  const [opened, setOpened] = useState(false);
  const closed = (
    <Button
      look="quiet"
      aria-label={label}
      aria-haspopup="menu"
      icon={<Icon of={Ellipsis} />}
      onHoverStart={load}
      onPress={() => setOpened(true)}
    />
  );
  return opened ? <Suspense fallback={closed}>{children}</Suspense> : closed;
}
