import { Info } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { OpenChat } from "~/chat/open-chat";
import { number } from "~/core/time";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { Link } from "~/ui/link";
import { Menu } from "~/ui/menu";
import { Sheet } from "~/ui/sheet";
import { AboutBody } from "./about";
import { useLeaving } from "./leaving";
import type { Group } from "./queries";
import { reads } from "./rights";
import { Standing } from "./standing";
import { useKindWords, VisibilityBadge } from "./visibility";

/** Below the name: who sees it, what it is for, how many are in. */
export function GroupFacts({ group }: { group: Group }) {
  const { t } = useTranslation("groups");
  const kind = useKindWords();
  const members = t("members", { count: group.members, shown: number(group.members) });
  return (
    <p className="row wrap quiet group-facts">
      <VisibilityBadge of={group.visibility} />
      <bdi>{kind.words(group)}</bdi>
      <span aria-hidden="true">·</span>
      {reads(group) ? <Link to={`/groups/${group.id}/members`}>{members}</Link> : members}
    </p>
  );
}

/** Beside the name: how I stand to it. */
export function GroupActions({ group }: { group: Group }) {
  const { t } = useTranslation("groups");
  const [about, setAbout] = useState(false);
  const leaving = useLeaving(group);
  return (
    <>
      <Button
        look="quiet"
        className="group-about-button"
        aria-label={t("about")}
        onPress={() => setAbout(true)}
        icon={<Icon of={Info} />}
      />
      {group.my_role && <OpenChat group={group.id} words={t("chat")} />}
      {reads(group) && <Standing group={group} look="primary" />}
      {group.my_role && (
        <Menu
          label={t("more_of", { name: group.name })}
          choices={[{ id: "leave", words: t("leave"), danger: true, act: leaving.ask }]}
        />
      )}
      {about && (
        <Sheet title={t("about")} isOpen onClose={() => setAbout(false)}>
          <AboutBody group={group} />
        </Sheet>
      )}
      {leaving.sheet}
    </>
  );
}
