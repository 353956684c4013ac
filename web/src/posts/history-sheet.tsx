import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { api, body, type Schemas } from "~/core/api/client";
import { all, paged } from "~/core/lists";
import { moment } from "~/core/time";
import { More } from "~/ui/more";
import { Sheet } from "~/ui/sheet";
import { Empty, Skeleton, Trouble } from "~/ui/states";
import type { Post } from "./cache";
import { difference } from "./difference";
import "./history-sheet.css";

type Revision = Schemas["Revision"];

/** What a post says now and said before, each with what was changed. */
export function HistorySheet({ post, onClose }: { post: Post; onClose: () => void }) {
  const { t } = useTranslation("posts");
  const list = useInfiniteQuery({
    ...paged<Revision>(["revisions", post.id, post.version], (at, signal) =>
      body(api.GET("/v1/posts/{post}/revisions", { params: { path: { post: post.id }, query: at }, signal })),
    ),
    gcTime: 0,
  });
  const old = all(list.data);
  const versions = [
    { version: post.version, body: post.body, title: t("version_now") },
    ...old.map(({ version, body: text, until }) => ({
      version,
      body: text,
      title: t("version_until", { time: moment(until) }),
    })),
  ];
  return (
    <Sheet title={t("history")} isOpen onClose={onClose} wide>
      {list.isPending && <Skeleton card={false} />}
      {list.isError && !list.data && <Trouble error={list.error} again={() => void list.refetch()} />}
      {list.data && old.length === 0 && <Empty>{t("no_history")}</Empty>}
      {old.length > 0 && (
        <ol className="history">
          {versions.map(({ version, body: text, title }, at) => (
            <li key={version}>
              <h3 className="history-title">{title}</h3>
              {/* The last one that is shown has nothing before it to be compared with, or not yet. */}
              <Changes before={versions[at + 1]?.body ?? text} after={text} />
            </li>
          ))}
        </ol>
      )}
      <More query={list} />
    </Sheet>
  );
}

function Changes({ before, after }: { before: string; after: string }) {
  const parts = useMemo(() => difference(before, after), [before, after]);
  const Tag = { same: "span", added: "ins", removed: "del" } as const;
  return (
    <div className="history-text">
      {parts.map(({ is, text, at }) => {
        const Part = Tag[is];
        return <Part key={at}>{text}</Part>;
      })}
    </div>
  );
}
