import type { ReactNode } from "react";
import { Switch as AriaSwitch } from "react-aria-components/Switch";
import "./switch.css";

interface Props {
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  children: ReactNode;
}

/** On or off, at once. */
export function Switch({ isOn, onChange, children }: Props) {
  return (
    <AriaSwitch isSelected={isOn} onChange={onChange} className="switch">
      <span className="switch-track" aria-hidden="true">
        <span className="switch-thumb" />
      </span>
      {children}
    </AriaSwitch>
  );
}
