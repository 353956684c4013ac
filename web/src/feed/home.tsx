import { ArrowUp } from "lucide-react";
import { Fragment, memo, useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "wouter";
import { useMe } from "~/core/session";
import { number } from "~/core/time";
import type { Entry } from "~/posts/cache";
import { Compose } from "~/posts/compose";
import { Letters } from "~/posts/letters";
import { PostCard } from "~/posts/post-card";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { ButtonLink } from "~/ui/link";
import { More } from "~/ui/more";
import { Page } from "~/ui/page";
import { Empty, Skeletons, Trouble } from "~/ui/states";
import { show, takeIn, useWaiting } from "./arrivals";
import { FilterBar } from "./filter-bar";
import { type Filters, useFeed } from "./queries";
import { useRead, useSeen } from "./seen";
import "./feed.css";

const KINDS = ["update", "question", "announcement"] as const;

export function Home() {
  const { t } = useTranslation("feed");
  const filters = useFilters();
  const isWhole = !filters.group && !filters.kind;
  const feed = useFeed(filters);
  const list = useRef<HTMLDivElement>(null);
  const entries = feed.data?.pages.flatMap((page) => page.items) ?? [];
  const lastNew = entries.findLastIndex((entry) => entry.new);
  const divided = lastNew < entries.length - 1 ? lastNew : -1;
  const isNew = lastNew >= 0 || Boolean(feed.data?.pages[0]?.unseen);
  useSeen(isWhole ? entries[0]?.post.id : undefined, isNew);
  useRead(entries);
  return (
    <Page title={t("title")} hideTitle>
      <Compose />
      <FilterBar filters={filters} />
      <Arrivals filters={filters} list={list} />
      <Letters />
      {feed.isPending && <Skeletons />}
      {feed.isError && !feed.data && <Trouble error={feed.error} again={() => void feed.refetch()} />}
      {feed.data && entries.length === 0 && <NothingHere isWhole={isWhole} />}
      <div ref={list} className="stack">
        {entries.map(({ post, reason }, place) => (
          <Fragment key={post.id}>
            <EntryCard post={post} reason={reason} />
            {place === divided && (
              <p className="feed-divider">
                <Icon of={ArrowUp} size={16} />
                {t("new_since")}
              </p>
            )}
          </Fragment>
        ))}
      </div>
      <More query={feed} />
    </Page>
  );
}

/** They stand in the address, so that going back undoes them. */
function useFilters(): Filters {
  const [asked] = useSearchParams();
  const kind = KINDS.find((one) => one === asked.get("kind"));
  const group = asked.get("group");
  return { ...(group && { group }), ...(kind && { kind }) };
}

/** What arrives while one reads: at once at the top, else by the button. */
function Arrivals({ filters, list }: { filters: Filters; list: React.RefObject<HTMLElement | null> }) {
  const { t } = useTranslation("feed");
  const waiting = useWaiting().here;
  const [arrived, setArrived] = useState(0);
  const { group, kind } = filters;
  const isAtTop = useCallback(() => scrollY < 60 && !list.current?.contains(document.activeElement), [list]);
  useEffect(
    () => show({ filters: { ...(group && { group }), ...(kind && { kind }) }, isAtTop, onNew: setArrived }),
    [group, kind, isAtTop],
  );
  const takeAll = () => {
    scrollTo({ top: 0 });
    document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true }); // the button goes
    void takeIn();
  };
  const newPosts = (count: number) => t("new_posts", { count, shown: number(count) });
  // How many of a kind they are is known once they are read.
  const words = kind ? t("some_new") : newPosts(waiting);
  return (
    <>
      <p className="unseen" role="status">
        {waiting ? words : arrived ? newPosts(arrived) : ""}
      </p>
      {waiting > 0 && (
        <div className="feed-arrivals">
          <Button look="primary" icon={<Icon of={ArrowUp} size={16} />} onPress={takeAll}>
            {words}
          </Button>
        </div>
      )}
    </>
  );
}

/** Why a post is here stands on it where the post itself does not tell; its menu always does. */
const EntryCard = memo(function EntryCard({ post, reason }: Pick<Entry, "post" | "reason">) {
  const { t } = useTranslation("feed");
  const words = t(`why.${reason}`, { name: post.author.name });
  const isTold = reason === "group" || reason === "own";
  return (
    <PostCard post={post} reason={words} why={isTold ? null : <p className="feed-why quiet">{words}</p>} />
  );
});

function NothingHere({ isWhole }: { isWhole: boolean }) {
  const { t } = useTranslation("feed");
  const { role } = useMe().user;
  if (!isWhole)
    return <Empty action={<ButtonLink to="/">{t("show_all")}</ButtonLink>}>{t("nothing_fits")}</Empty>;
  if (role === "owner" || role === "admin")
    return <Empty action={<FirstSteps />}>{t("empty_network")}</Empty>;
  return <Empty action={<ButtonLink to="/groups">{t("discover")}</ButtonLink>}>{t("empty")}</Empty>;
}

/** What makes a network of an empty one. */
function FirstSteps() {
  const { t } = useTranslation("feed");
  return (
    <div className="feed-steps">
      <ButtonLink to="/admin/invites" look="primary">
        {t("invite")}
      </ButtonLink>
      <ButtonLink to="/groups/new">{t("new_group")}</ButtonLink>
      <ButtonLink to="/admin/branding">{t("set_colours")}</ButtonLink>
    </div>
  );
}
