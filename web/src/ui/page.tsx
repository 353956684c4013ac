import { type ReactNode, useEffect, useRef } from "react";
import { useMe } from "~/core/session";
import { title as tab } from "~/core/title";
import { Skeletons } from "./states";
import "./page.css";

interface Props {
  title: string;
  /** Beside the title, at its end. */
  actions?: ReactNode;
  children: ReactNode;
  /** Of desktops: beside the content; in a sheet elsewhere. */
  aside?: ReactNode;
  hideTitle?: boolean;
  /** Not text alone: as wide as the window lets it. */
  wide?: boolean;
}

/** A screen: its title in the tab and as the heading, to which focus goes when one comes here from another. */
export function Page({ title, actions, children, aside, hideTitle = false, wide = false }: Props) {
  const { tenant } = useMe();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    tab.say(`${title} · ${tenant.name}`);
  }, [title, tenant.name]);
  useEffect(() => {
    if (performance.now() > 3000) heading.current?.focus({ preventScroll: true }); // not on the first screen
  }, []);
  return (
    <div className={aside ? "page page-with-aside" : "page"}>
      <div className={wide ? "page-content page-wide" : "page-content"}>
        <header className={hideTitle ? "unseen" : "page-head"}>
          <h1 ref={heading} tabIndex={-1} className="page-title" dir="auto">
            {title}
          </h1>
          {actions && <div className="row wrap">{actions}</div>}
        </header>
        {children}
      </div>
      {aside && <aside className="page-aside stack">{aside}</aside>}
    </div>
  );
}

/** In the place of a screen that is on its way. */
export function PageSkeletons() {
  return (
    <div className="page">
      <div className="page-content">
        <Skeletons />
      </div>
    </div>
  );
}
