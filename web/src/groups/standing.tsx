import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "~/core/session";
import { Button } from "~/ui/button";
import { useJoin, useTakeBack } from "./actions";
import { AskSheet } from "./ask-sheet";
import type { Group } from "./queries";

/** How I stand to a group that I am not in: join it, ask to join, or take the question back. */
export function Standing({ group, look = "plain" }: { group: Group; look?: "plain" | "primary" }) {
  const { t } = useTranslation("groups");
  const { user } = useMe();
  const [asking, setAsking] = useState(false);
  const join = useJoin();
  const takeBack = useTakeBack();
  if (group.my_role || user.role === "guest") return null;
  if (group.visibility === "open") {
    return (
      <Button look={look} onPress={() => join.mutate(group)} aria-label={t("join_of", { name: group.name })}>
        {t("join")}
      </Button>
    );
  }
  if (group.asked) {
    return (
      <Button
        onPress={() => takeBack.mutate(group)}
        aria-label={t("take_back_of", { name: group.name })}
        isDisabled={takeBack.isPending}
      >
        {t("take_back")}
      </Button>
    );
  }
  return (
    <>
      <Button look={look} onPress={() => setAsking(true)} aria-label={t("ask_of", { name: group.name })}>
        {t("ask")}
      </Button>
      {asking && <AskSheet group={group} onClose={() => setAsking(false)} />}
    </>
  );
}
