import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "wouter";
import { useDebounced } from "~/core/debounced";
import { all } from "~/core/lists";
import { useMe } from "~/core/session";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { ButtonLink } from "~/ui/link";
import { LinkTabs } from "~/ui/link-tabs";
import { More } from "~/ui/more";
import { Page } from "~/ui/page";
import { Rows } from "~/ui/rows";
import { Search } from "~/ui/search";
import { Empty, Skeletons, Trouble } from "~/ui/states";
import { useDecline, useJoin } from "./actions";
import { GroupRow } from "./group-row";
import { useGroups, useMyInvitations } from "./queries";
import "./groups.css";

/** Groups I am in, and those that can be found. What is looked for stands in the address. */
export function Groups() {
  const { t } = useTranslation("groups");
  const { user } = useMe();
  const [params, setParams] = useSearchParams();
  const guest = user.role === "guest"; // sees the groups they are in, and no others
  const mine = guest || !params.has("discover");
  const q = params.get("q") ?? "";
  const search = (next: string) =>
    setParams({ ...(mine ? {} : { discover: "" }), ...(next ? { q: next } : {}) }, { replace: true });
  return (
    <Page
      title={t("title")}
      actions={
        !guest && (
          <ButtonLink to="/groups/new" look="primary" icon={<Icon of={Plus} />}>
            {t("new")}
          </ButtonLink>
        )
      }
    >
      {!guest && (
        <LinkTabs
          label={t("title")}
          tabs={[
            { to: "/groups", words: t("mine"), here: mine },
            { to: "/groups?discover", words: t("discover"), here: !mine },
          ]}
        />
      )}
      <Search label={mine ? t("search_mine") : t("search")} value={q} onChange={search} />
      {mine && !q && <Invitations />}
      <List mine={mine} q={useDebounced(q)} />
    </Page>
  );
}

function List({ mine, q }: { mine: boolean; q: string }) {
  const { t } = useTranslation("groups");
  const found = useGroups(mine, q);
  const groups = all(found.data);
  if (found.isPending) return <Skeletons lines={1} />;
  if (found.isError && !found.data) {
    return <Trouble error={found.error} again={() => void found.refetch()} />;
  }
  return (
    <>
      {groups.length > 0 && (
        <Rows label={mine ? t("mine") : t("discover")}>
          {groups.map((group) => (
            <GroupRow key={group.id} group={group} mine={mine} />
          ))}
        </Rows>
      )}
      {groups.length === 0 && !found.hasNextPage && <Nothing mine={mine} q={q} />}
      <More query={found} />
    </>
  );
}

function Nothing({ mine, q }: { mine: boolean; q: string }) {
  const { t } = useTranslation("groups");
  const { user } = useMe();
  if (user.role === "guest") return <Empty>{q ? t("none_found") : t("none_guest")}</Empty>;
  if (mine && q) {
    return (
      <Empty
        action={<ButtonLink to={`/groups?discover&q=${encodeURIComponent(q)}`}>{t("search_all")}</ButtonLink>}
      >
        {t("none_found_mine")}
      </Empty>
    );
  }
  if (mine)
    return (
      <Empty action={<ButtonLink to="/groups?discover">{t("find")}</ButtonLink>}>{t("none_mine")}</Empty>
    );
  return (
    <Empty action={<ButtonLink to="/groups/new">{t("new")}</ButtonLink>}>
      {q ? t("none_found") : t("none")}
    </Empty>
  );
}

function Invitations() {
  const { t } = useTranslation("groups");
  const found = useMyInvitations();
  const join = useJoin();
  const decline = useDecline();
  const invitations = all(found.data);
  if (!invitations.length) return null;
  return (
    <section className="stack" aria-labelledby="group-invitations">
      <h2 id="group-invitations">{t("invitations")}</h2>
      <Rows label={t("invitations")}>
        {invitations.map(({ group }) => (
          <GroupRow key={group.id} group={group}>
            <Button
              look="primary"
              onPress={() => join.mutate(group)}
              aria-label={t("join_of", { name: group.name })}
            >
              {t("join")}
            </Button>
            <Button onPress={() => decline.mutate(group)} aria-label={t("decline_of", { name: group.name })}>
              {t("decline")}
            </Button>
          </GroupRow>
        ))}
      </Rows>
      <More query={found} />
    </section>
  );
}
