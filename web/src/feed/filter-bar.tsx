import { useQuery } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { api, body } from "~/core/api/client";
import { groupKey, useMyGroups } from "~/groups/queries";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { Link } from "~/ui/link";
import type { Filters } from "./queries";

const KINDS = [undefined, "update", "question", "announcement"] as const;

const load = () => import("./group-filter");
const GroupFilter = lazy(async () => ({ default: (await load()).GroupFilter }));

/** Of which group and kind posts are shown. */
export function FilterBar({ filters }: { filters: Filters }) {
  const { t } = useTranslation("feed");
  return (
    <div className="feed-filters" role="group" aria-label={t("filters")}>
      <ByGroup filters={filters} />
      <div className="feed-kinds">
        {KINDS.map((kind) => (
          <Link
            key={kind ?? "all"}
            to={addressOf({ ...filters, kind })}
            className="feed-kind"
            aria-current={kind === filters.kind ? "true" : undefined}
          >
            {t(`kinds.${kind ?? "all"}`)}
          </Link>
        ))}
      </div>
    </div>
  );
}

/** A button until somebody reaches for it; the field to choose in is fetched then. */
function ByGroup({ filters }: { filters: Filters }) {
  const { t } = useTranslation("feed");
  const [, navigate] = useLocation();
  const [is, setIs] = useState<"closed" | "open" | "left">("closed");
  const name = useNameOf(filters.group) ?? t("all_groups");
  const button = (
    <Button
      key={is}
      className="feed-group"
      autoFocus={is === "left"}
      onHoverStart={load}
      onPress={() => setIs("open")}
      aria-label={t("group_is", { name })}
      aria-haspopup="listbox"
    >
      <span className="cut grow" dir="auto">
        {name}
      </span>
      <Icon of={ChevronDown} size={16} />
    </Button>
  );
  if (is !== "open") return button;
  const choose = (group: string | undefined) => {
    setIs("left");
    navigate(addressOf({ ...filters, group }));
  };
  return (
    <Suspense fallback={button}>
      <GroupFilter
        name={name}
        isFiltered={Boolean(filters.group)}
        onChoose={choose}
        onLeave={() => setIs((now) => (now === "open" ? "closed" : now))}
      />
    </Suspense>
  );
}

function useNameOf(group: string | undefined): string | undefined {
  const mine = useMyGroups().data?.items.find((one) => one.id === group);
  const { data } = useQuery({
    queryKey: groupKey(group ?? ""),
    queryFn: ({ signal }) =>
      body(api.GET("/v1/groups/{group}", { params: { path: { group: group ?? "" } }, signal })),
    enabled: Boolean(group) && !mine,
  });
  return group ? (mine ?? data)?.name : undefined;
}

function addressOf({ group, kind }: Filters): string {
  const asked = new URLSearchParams({ ...(group && { group }), ...(kind && { kind }) }).toString();
  return asked ? `/?${asked}` : "/";
}
