/** The frame of every screen before one is in: whose network it is, what to do, and in which language. */
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { LANGUAGES, type Language, setLanguage } from "~/core/i18n";
import type { Me } from "~/core/session";
import { Button } from "~/ui/button";
import { BrandMark } from "./brand-mark";
import "./gate.css";

interface Props {
  title: string;
  /** Whose network; null while that is asked, without it is a page of ours. */
  branding?: Me["branding"] | null | undefined;
  children: ReactNode;
  /** Below the card: where else one may want to go. */
  elsewhere?: ReactNode;
}

export function Gate({ title, branding, children, elsewhere }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const name = branding?.name ?? "Atrium";
  useEffect(() => {
    document.title = title === name ? title : `${title} · ${name}`;
  }, [title, name]);
  useEffect(() => {
    if (performance.now() > 3000) heading.current?.focus({ preventScroll: true }); // not on the first screen
  }, []);
  return (
    <div className="gate">
      <main className="gate-main">
        <section className="gate-card">
          <div className="gate-brand">
            {branding ? <BrandMark branding={branding} /> : branding === undefined && <span>Atrium</span>}
          </div>
          <div className="gate-inner stack">
            <h1 ref={heading} tabIndex={-1} className="gate-title" dir="auto">
              {title}
            </h1>
            {children}
          </div>
        </section>
        {elsewhere && <div className="gate-elsewhere">{elsewhere}</div>}
      </main>
      <Languages />
    </div>
  );
}

function Languages() {
  const { t, i18n } = useTranslation("identity");
  return (
    <footer>
      <div className="gate-languages" role="group" aria-label={t("language")}>
        {Object.entries(LANGUAGES).map(([language, name]) => (
          <Button
            key={language}
            look="quiet"
            aria-pressed={i18n.language === language}
            onPress={() => setLanguage(language as Language)}
          >
            <span lang={language}>{name}</span>
          </Button>
        ))}
      </div>
    </footer>
  );
}
