/** The call on the screen: large over everything, or small in a corner while one does something else. */
import { Maximize2, Minimize2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { usePresence } from "~/chat/presence";
import { useLine } from "~/core/live";
import { number } from "~/core/time";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { Controls } from "./controls";
import { useCallIn, useTalk, useTitle } from "./queries";
import type { In } from "./running";
import { Tiles } from "./tiles";
import { useComings, useElapsed } from "./watch";

export function CallView({ running }: { running: In }) {
  const { t } = useTranslation("calls");
  const { call, mine } = running;
  const title = useTitle(call.conversation);
  const { most = Number.POSITIVE_INFINITY, larger } = useCallIn(call.conversation).data ?? {};
  const [isSmall, setSmall] = useSmall();
  const section = useRef<HTMLElement>(null);
  const isOffline = useLine() !== "open";
  useCovering(!isSmall);
  useEffect(() => {
    if (!isSmall) section.current?.focus();
  }, [isSmall]);
  const trouble = mine.troubles.audio
    ? t(`trouble.audio.${mine.troubles.audio}`)
    : mine.troubles.camera
      ? t(`trouble.camera.${mine.troubles.camera}`)
      : mine.troubles.screen
        ? t(`trouble.screen.${mine.troubles.screen}`)
        : isOffline
          ? t("offline")
          : "";
  return (
    <section
      ref={section}
      className={isSmall ? "call call-small" : "call"}
      aria-label={t("call_with", { name: title })}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !isSmall && !event.defaultPrevented) setSmall(true);
      }}
    >
      <header className="call-head">
        <h2 className="call-title cut">
          <bdi>{title}</bdi>
        </h2>
        <Clock call={call} />
        <Button
          look="quiet"
          aria-label={t(isSmall ? "larger" : "smaller")}
          icon={<Icon of={isSmall ? Maximize2 : Minimize2} />}
          onPress={() => setSmall(!isSmall)}
        />
      </header>
      {trouble && (
        <p className="call-trouble" role="alert">
          {trouble}
        </p>
      )}
      {!isSmall && <Silence call={call} />}
      <Tiles running={running} isSmall={isSmall} />
      {!isSmall && call.participants.length >= most && (
        <p className="call-note quiet">{t(larger ? "full_meeting" : "full", { shown: number(most) })}</p>
      )}
      <Controls running={running} isSmall={isSmall} />
      <Comings running={running} />
    </section>
  );
}

/** On another screen it is small by itself. */
function useSmall(): [boolean, (small: boolean) => void] {
  const [path] = useLocation();
  const [largeAt, setLargeAt] = useState<string | null>(path);
  return [largeAt !== path, (small) => setLargeAt(small ? null : path)];
}

/** What lies behind the large view is out of reach for keys and screen readers. */
function useCovering(isCovering: boolean): void {
  useEffect(() => {
    const behind = document.querySelector(".shell");
    behind?.toggleAttribute("inert", isCovering);
    return () => behind?.removeAttribute("inert");
  }, [isCovering]);
}

function Clock({ call }: { call: In["call"] }) {
  const { t } = useTranslation("calls");
  const why = useSilence(call);
  const elapsed = useElapsed(call.answered_at);
  if (elapsed) return <span className="call-clock quiet">{elapsed}</span>;
  const isRinging = Date.parse(call.ring_until ?? "") > Date.now() && !why;
  return <span className="call-clock quiet">{t(isRinging ? "ringing" : "waiting")}</span>;
}

/** Why nothing is heard of the others yet, or any more. */
function useSilence(call: In["call"]): string {
  const { t } = useTranslation("calls");
  const person = useTalk(call.conversation)?.person;
  const status = usePresence(person?.id);
  if (call.participants.length > 1) return "";
  if (call.answered_at) return t("alone");
  const isQuiet = person && (status === "dnd" || status === "offline");
  return isQuiet ? t(`quiet.${status}`, { name: person.name }) : "";
}

function Silence({ call }: { call: In["call"] }) {
  const words = useSilence(call);
  return words && <p className="call-note quiet">{words}</p>;
}

/** Read aloud: who comes and goes, and who shows their screen. */
function Comings({ running }: { running: In }) {
  return (
    <div className="unseen" role="status">
      {useComings(running.call, running.device)}
    </div>
  );
}
