import { useTranslation } from "react-i18next";
import { PostCard } from "~/posts/post-card";
import { More } from "~/ui/more";
import { Page } from "~/ui/page";
import { Empty, Skeletons, Trouble } from "~/ui/states";
import { useFeed } from "./queries";

export function Home() {
  const { t } = useTranslation("feed");
  const feed = useFeed({});
  const entries = feed.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t("title")} hideTitle>
      {feed.isPending && <Skeletons />}
      {feed.isError && !feed.data && <Trouble error={feed.error} again={() => void feed.refetch()} />}
      {feed.data && entries.length === 0 && <Empty>{t("empty")}</Empty>}
      <div className="stack" role="feed" aria-busy={feed.isFetching} aria-label={t("title")}>
        {entries.map((entry) => (
          <PostCard key={entry.post.id} post={entry.post} />
        ))}
      </div>
      <More query={feed} />
    </Page>
  );
}
