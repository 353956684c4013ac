import type { ReactNode, Ref } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components/Button";
import "./button.css";

type Look = "plain" | "primary" | "quiet" | "danger";

export interface ButtonProps extends Omit<AriaButtonProps, "children" | "className" | "style"> {
  look?: Look;
  icon?: ReactNode;
  children?: ReactNode;
  className?: string;
  ref?: Ref<HTMLButtonElement>;
}

/** A button. Without words give `aria-label`. */
export function Button({ look = "plain", icon, children, className = "", ...rest }: ButtonProps) {
  const shape = children ? "" : "button-icon";
  return (
    <AriaButton {...rest} className={`button button-${look} ${shape} ${className}`}>
      {icon}
      {children}
    </AriaButton>
  );
}
