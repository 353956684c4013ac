import { useTranslation } from "react-i18next";
import { useParams } from "wouter";
import { all } from "~/core/lists";
import { Problem } from "~/core/problems";
import { number } from "~/core/time";
import { Cover } from "~/ui/cover";
import { ButtonLink } from "~/ui/link";
import { LinkTabs } from "~/ui/link-tabs";
import { Page, PageSkeletons } from "~/ui/page";
import { Empty, Trouble } from "~/ui/states";
import { About } from "./about";
import { GroupActions, GroupFacts } from "./group-head";
import { Members } from "./members";
import { type Group, useGroup, useRequests } from "./queries";
import { Requests } from "./requests";
import { keeps, reads } from "./rights";
import { Settings } from "./settings";
import { Standing } from "./standing";
import { GroupWall } from "./wall";
import "./groups.css";
import "./group-page.css";

export function GroupPage() {
  const { t } = useTranslation("groups");
  const { group: id = "" } = useParams();
  const found = useGroup(id);
  if (found.data) return <Found key={id} group={found.data} />;
  if (found.isPending) return <PageSkeletons />;
  const hidden = found.error instanceof Problem && found.error.status === 404;
  return (
    <Page title={t("not_found")} hideTitle>
      {hidden ? (
        <Empty action={<ButtonLink to="/groups?discover">{t("find")}</ButtonLink>}>
          {t("not_found_words")}
        </Empty>
      ) : (
        <Trouble error={found.error} again={() => void found.refetch()} />
      )}
    </Page>
  );
}

function Found({ group }: { group: Group }) {
  const { tab = "" } = useParams();
  return (
    <Page title={group.name} actions={<GroupActions group={group} />} aside={<About group={group} />}>
      <Cover src={group.cover} />
      <GroupFacts group={group} />
      {reads(group) ? (
        <>
          <Tabs group={group} tab={tab} />
          <Part group={group} tab={tab} />
        </>
      ) : (
        <Outside group={group} />
      )}
    </Page>
  );
}

function Tabs({ group, tab }: { group: Group; tab: string }) {
  const { t } = useTranslation("groups");
  const asking = useRequests(group.id, keeps(group) && group.visibility !== "open");
  const count = all(asking.data).length;
  const at = `/groups/${group.id}`;
  const tabs = [
    { to: at, words: t("wall"), here: tab === "" },
    { to: `${at}/members`, words: t("members_tab"), here: tab === "members" },
    { to: `/files/g${group.id}`, words: t("files"), here: false },
  ];
  // Only a private group is asked; who asked before it became secret still waits.
  if (keeps(group) && (group.visibility === "private" || count > 0)) {
    tabs.push({
      to: `${at}/requests`,
      words: t("requests"),
      here: tab === "requests",
      ...(count && { count }),
    });
  }
  if (group.my_role) tabs.push({ to: `${at}/settings`, words: t("settings"), here: tab === "settings" });
  return <LinkTabs label={t("parts")} tabs={tabs} />;
}

function Part({ group, tab }: { group: Group; tab: string }) {
  const { t } = useTranslation("groups");
  if (tab === "") return <GroupWall group={group} />;
  if (tab === "members") return <Members group={group} />;
  if (tab === "requests" && keeps(group)) return <Requests group={group} />;
  if (tab === "settings" && group.my_role) return <Settings group={group} />;
  return (
    <Empty action={<ButtonLink to={`/groups/${group.id}`}>{t("to_wall")}</ButtonLink>}>
      {tab === "requests" || tab === "settings" ? t("not_yours") : t("not_found_words")}
    </Empty>
  );
}

/** A private group, to those who are not in it. */
function Outside({ group }: { group: Group }) {
  const { t } = useTranslation("groups");
  return (
    <Empty action={<Standing group={group} look="primary" />}>
      {group.asked ? t("asked_words") : t("outside", { count: group.members, shown: number(group.members) })}
    </Empty>
  );
}
