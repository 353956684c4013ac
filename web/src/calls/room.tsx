/** The room of calls: rings, shows the call that one is in, and says why it ended. */
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useProblemWords } from "~/core/problem-words";
import { toast } from "~/ui/toast";
import { CallView } from "./call-view";
import { ComingBack } from "./coming-back";
import { door, useDoor } from "./door";
import { Incoming } from "./incoming";
import { acknowledge, enter, useRunning } from "./running";
import { Sounds } from "./sounds";
import "./calls.css";

export function Room() {
  const { t } = useTranslation("calls");
  const words = useProblemWords();
  const { ringing, wish } = useDoor();
  const running = useRunning();
  const isOut = running.is === "out";

  useEffect(() => {
    if (!wish) return;
    door.ask(null);
    if (isOut) void enter(wish);
  }, [wish, isOut]);

  useEffect(() => {
    if (running.is !== "out") return;
    if (running.problem) toast(words(running.problem), { tone: "danger" });
    else if (running.why && running.why !== "ended") toast(t(`why.${running.why}`)); // that it ended is seen
    if (running.problem || running.why) acknowledge();
  }, [running, t, words]);

  return (
    <>
      {ringing && <Incoming key={ringing.id} call={ringing} isBusy={!isOut} />}
      {isOut && <ComingBack />}
      {running.is === "joining" && (
        <div className="call-joining" role="status">
          {t("joining")}
        </div>
      )}
      {running.is === "in" && (
        <>
          <Sounds running={running} />
          <CallView running={running} />
        </>
      )}
    </>
  );
}
