import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { Confirm } from "~/ui/confirm";
import { toast } from "~/ui/toast";
import { useJoin, useLeave } from "./actions";
import { forgetGroup } from "./cache";
import type { Group } from "./queries";

/** Going out: of an open group at once, with a way back; of others after a question. */
export function useLeaving(group: Group): { ask: () => void; sheet: ReactNode } {
  const { t } = useTranslation("groups");
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState(false);
  const join = useJoin();
  const leave = useLeave(() => {
    const words = t("left", { name: group.name });
    if (group.visibility === "open") toast(words, { undo: () => join.mutate(group) });
    else toast(words);
    if (group.visibility !== "secret") return;
    navigate("/groups");
    forgetGroup(group.id);
  });
  const sheet = asking && (
    <Confirm
      title={t("leave_title", { name: group.name })}
      words={t(group.visibility === "secret" ? "leave_secret" : "leave_private")}
      act={t("leave")}
      onAct={() => leave.mutate(group)}
      onClose={() => setAsking(false)}
    />
  );
  return { ask: () => (group.visibility === "open" ? leave.mutate(group) : setAsking(true)), sheet };
}
