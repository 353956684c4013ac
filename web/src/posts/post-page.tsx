import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useParams, useSearchParams } from "wouter";
import { api, body } from "~/core/api/client";
import { allWords } from "~/core/i18n";
import { Problem } from "~/core/problems";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { ButtonLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { Empty, Skeletons, Trouble } from "~/ui/states";
import { keptPost, postKey } from "./cache";
import { PostCard } from "./post-card";

const TalkPage = lazy(async () => {
  const [{ TalkPage }] = await Promise.all([import("~/documents/talk-page"), allWords()]);
  return { default: TalkPage };
});

/** One post with all that was said below it; `?comment=` names one of the comments. */
export function PostPage() {
  const { t } = useTranslation("posts");
  const { post: id = "" } = useParams();
  const [search] = useSearchParams();
  const [, navigate] = useLocation();
  const post = useQuery({
    queryKey: postKey(id),
    queryFn: ({ signal }) => body(api.GET("/v1/posts/{post}", { params: { path: { post: id } }, signal })),
    placeholderData: keptPost(id),
  });
  const focus = search.get("comment");
  const gone = post.data?.deleted || (post.error instanceof Problem && post.error.status === 404);
  if (gone) {
    return (
      <Page title={t("post")} hideTitle>
        <Empty action={<ButtonLink to="/">{t("to_feed")}</ButtonLink>}>{t("post_gone")}</Empty>
      </Page>
    );
  }
  if (!post.data) {
    return (
      <Page title={t("post")} hideTitle>
        {post.isError ? (
          <Trouble error={post.error} again={() => void post.refetch()} />
        ) : (
          <Skeletons count={1} />
        )}
      </Page>
    );
  }
  const { home, author } = post.data;
  if (home.kind === "document") {
    return (
      <Page title={home.name ?? t("post")} hideTitle>
        <Back />
        <Suspense fallback={<Skeletons count={1} />}>
          <TalkPage key={`${id} ${focus}`} post={post.data} focus={focus} />
        </Suspense>
      </Page>
    );
  }
  const wall = home.kind === "group" ? `/groups/${home.id}` : `/people/${home.id}`;
  return (
    <Page title={t("post_by", { name: author.name })} hideTitle>
      <Back />
      <PostCard
        key={`${id} ${focus}`}
        post={post.data}
        whole
        focus={focus}
        onGone={() => navigate(wall, { replace: true })}
      />
    </Page>
  );
}

/** To where one was, at its place; to the feed for who came from outside. */
function Back() {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const { navigation } = window as { navigation?: { canGoBack: boolean } }; // not in every browser yet
  const back = () => (navigation?.canGoBack ? history.back() : navigate("/"));
  return (
    <div className="row post-back">
      <Button look="quiet" icon={<Icon of={ArrowLeft} />} onPress={back}>
        {t("back")}
      </Button>
    </div>
  );
}
