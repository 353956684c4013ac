import { Info } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { number } from "~/core/time";
import { Button } from "~/ui/button";
import { Confirm } from "~/ui/confirm";
import { Icon } from "~/ui/icon";
import { Link } from "~/ui/link";
import { Menu } from "~/ui/menu";
import { Sheet } from "~/ui/sheet";
import { toast } from "~/ui/toast";
import { AboutBody } from "./about";
import { useJoin, useLeave } from "./actions";
import { forgetGroup } from "./cache";
import type { Group } from "./queries";
import { Standing } from "./standing";
import { useKindWords, VisibilityBadge } from "./visibility";

/** Below the name: who sees it, what it is for, how many are in. */
export function GroupFacts({ group, reads }: { group: Group; reads: boolean }) {
  const { t } = useTranslation("groups");
  const kind = useKindWords();
  const members = t("members", { count: group.members, shown: number(group.members) });
  return (
    <p className="row wrap quiet group-facts">
      <VisibilityBadge of={group.visibility} />
      <bdi>{kind.words(group)}</bdi>
      <span aria-hidden="true">·</span>
      {reads ? <Link to={`/groups/${group.id}/members`}>{members}</Link> : members}
    </p>
  );
}

/** Beside the name: how I stand to it. */
export function GroupActions({ group, reads }: { group: Group; reads: boolean }) {
  const { t } = useTranslation("groups");
  const [about, setAbout] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const leave = useLeaving();
  return (
    <>
      <Button
        look="quiet"
        className="group-about-button"
        aria-label={t("about")}
        onPress={() => setAbout(true)}
        icon={<Icon of={Info} />}
      />
      {reads && <Standing group={group} look="primary" />}
      {group.my_role && (
        <Menu
          label={t("more_of", { name: group.name })}
          choices={[
            {
              id: "leave",
              words: t("leave"),
              danger: true,
              act: () => (group.visibility === "open" ? leave(group) : setLeaving(true)),
            },
          ]}
        />
      )}
      {about && (
        <Sheet title={t("about")} isOpen onClose={() => setAbout(false)}>
          <AboutBody group={group} reads={reads} />
        </Sheet>
      )}
      {leaving && (
        <Confirm
          title={t("leave_title", { name: group.name })}
          words={t(group.visibility === "secret" ? "leave_secret" : "leave_private")}
          act={t("leave")}
          onAct={() => leave(group)}
          onClose={() => setLeaving(false)}
        />
      )}
    </>
  );
}

/** Going out: of an open group with a way back, of a secret one for good. */
export function useLeaving(): (group: Group) => void {
  const { t } = useTranslation("groups");
  const [, navigate] = useLocation();
  const join = useJoin();
  const leave = useLeave();
  return (group) =>
    leave.mutate(group, {
      onSuccess: () => {
        const words = t("left", { name: group.name });
        if (group.visibility === "open") toast(words, { undo: () => join.mutate(group) });
        else toast(words);
        if (group.visibility === "secret") {
          navigate("/groups");
          forgetGroup(group.id);
        }
      },
    });
}
