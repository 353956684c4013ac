import type { ReactNode } from "react";
import { Link as AriaLink, type LinkProps } from "react-aria-components/Link";
import { useLocation, useRouter } from "wouter";

interface Props extends Omit<LinkProps, "children" | "className" | "style" | "href"> {
  to: string;
  children?: ReactNode;
  className?: string;
}

/** A link inside the network: `to` is a path below /at/<slug>, such as "/groups". */
export function Link({ to, children, className = "", ...rest }: Props) {
  const { base } = useRouter();
  return (
    <AriaLink {...rest} href={base + to} className={className}>
      {children}
    </AriaLink>
  );
}

/** A link that looks like a button. */
export function ButtonLink({
  look = "plain",
  icon,
  className = "",
  children,
  ...rest
}: Props & { look?: string; icon?: ReactNode }) {
  return (
    <Link {...rest} className={`button button-${look} ${className}`}>
      {icon}
      {children}
    </Link>
  );
}

/** Whether this path, or one below it, is shown now. */
export function useIsHere(to: string, exact = false): boolean {
  const [path] = useLocation();
  return path === to || (!exact && to !== "/" && path.startsWith(`${to}/`));
}
