import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, body } from "~/core/api/client";
import { useProblemWords } from "~/core/problem-words";
import { queries } from "~/core/query";
import { useMe } from "~/core/session";
import { useFile } from "~/documents/queries";
import { groupKey, useMyGroups } from "~/groups/queries";
import { OpenMenu } from "~/ui/menu-open";
import { toast } from "~/ui/toast";
import { changePost, type Post, wallKey } from "./cache";
import { postPath } from "./paths";
import type { PostMenuProps } from "./post-menu";
import { address, copy } from "./share";

/** What the person may do with a post; the server refuses the rest, so nobody is offered it. */
export function OpenPostMenu({ post, reason, edit, open }: PostMenuProps) {
  const { t } = useTranslation("posts");
  const { t: shared } = useTranslation();
  const { user } = useMe();
  const keepsOrder = useKeepsOrder(post.home);
  const pin = usePin(post);
  const link = useCopy();
  const mine = post.author.id === user.id;
  const choices = [
    { id: "copy", words: t("copy_link"), act: () => link(postPath(post.id)) },
    reason && { id: "why", words: t("why"), act: () => toast(reason) },
    mine && { id: "edit", words: shared("edit"), act: edit },
    post.edited_at && { id: "history", words: t("history"), act: () => open("history") },
    post.reactions.length > 0 && { id: "reactors", words: t("who_reacted"), act: () => open("reactors") },
    keepsOrder && { id: "pin", words: post.pinned ? t("unpin") : t("pin"), act: () => pin(!post.pinned) },
    (mine || keepsOrder) && {
      id: "delete",
      words: shared("delete"),
      danger: true,
      act: () => open("delete"),
    },
  ];
  return (
    <OpenMenu
      label={t("actions")}
      choices={choices.filter((choice) => typeof choice === "object" && choice !== null)}
    />
  );
}

/** Who keeps a wall's order pins its posts, and deletes those of others. */
export function useKeepsOrder(home: Post["home"]): boolean {
  const { user } = useMe();
  const known = useMyGroups().data?.items.find((group) => group.id === home.id)?.my_role;
  const group = useQuery({
    queryKey: groupKey(home.id),
    queryFn: ({ signal }) =>
      body(api.GET("/v1/groups/{group}", { params: { path: { group: home.id } }, signal })),
    enabled: home.kind === "group" && !known, // one of many groups
  });
  const file = useFile(home.kind === "document" ? home.id : null);
  if (home.kind === "document") return file.data?.may === "manage";
  if (home.kind === "person") return home.id === user.id || user.role === "admin" || user.role === "owner";
  const role = known ?? group.data?.my_role;
  return role === "owner" || role === "moderator";
}

function usePin(post: Post): (on: boolean) => void {
  const words = useProblemWords();
  const path = { params: { path: { post: post.id } } };
  return (on) => {
    changePost(post.id, (one) => ({ ...one, pinned: on }));
    const sent = on ? api.PUT("/v1/posts/{post}/pin", path) : api.DELETE("/v1/posts/{post}/pin", path);
    sent
      .catch((error: unknown) => {
        changePost(post.id, (one) => ({ ...one, pinned: !on }));
        toast(words(error), { tone: "danger" });
      })
      .finally(() => void queries.invalidateQueries({ queryKey: [...wallKey(post.home), "pinned"] }));
  };
}

export function useCopy(): (path: string) => void {
  const { t } = useTranslation("posts");
  return (path) =>
    void copy(path).then((done) => toast(done ? t("copied") : t("not_copied", { link: address(path) })));
}
