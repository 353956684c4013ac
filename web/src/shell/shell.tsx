/** The frame around every screen: navigation, the state of the connection, and the place for content. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { BottomBar } from "./bottom-bar";
import { CompanyBar } from "./company";
import { Connection } from "./connection";
import { Navigation } from "./navigation";
import { Update } from "./update";
import "./shell.css";

export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation("shell");
  return (
    <div className="shell">
      <a className="shell-skip" href="#content">
        {t("skip")}
      </a>
      <Navigation />
      <div className="shell-main">
        <CompanyBar />
        <Connection />
        <main id="content" className="shell-content" tabIndex={-1}>
          {children}
        </main>
      </div>
      <BottomBar />
      <Update />
    </div>
  );
}
