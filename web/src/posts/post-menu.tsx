import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, body } from "~/core/api/client";
import { useProblemWords } from "~/core/problem-words";
import { queries } from "~/core/query";
import { useMe } from "~/core/session";
import { groupKey, useMyGroups } from "~/groups/queries";
import { Menu } from "~/ui/menu";
import { toast } from "~/ui/toast";
import { changePost, type Post, wallKey } from "./cache";
import type { Sheet } from "./post-sheet";
import { address, copy, postPath } from "./share";

interface Props {
  post: Post;
  /** Why it is in the feed. */
  reason: string | undefined;
  edit: () => void;
  open: (sheet: Sheet) => void;
}

/** What the person may do with a post; the server refuses the rest, so nobody is offered it. */
export function PostMenu({ post, reason, edit, open }: Props) {
  const { t } = useTranslation("posts");
  const { t: shared } = useTranslation();
  const { user } = useMe();
  const [reached, setReached] = useState(false);
  const keepsOrder = useKeepsOrder(post.home, reached);
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
    // biome-ignore lint/a11y/noStaticElementInteractions: it only sees that somebody comes to the menu
    <span onPointerEnter={() => setReached(true)} onFocus={() => setReached(true)}>
      <Menu
        label={t("actions")}
        choices={choices.filter((choice) => typeof choice === "object" && choice !== null)}
      />
    </span>
  );
}

/** Who keeps a wall's order pins its posts, and deletes those of others. */
export function useKeepsOrder(home: Post["home"], asked: boolean): boolean {
  const { user } = useMe();
  const known = useMyGroups().data?.items.find((group) => group.id === home.id)?.my_role;
  const group = useQuery({
    queryKey: groupKey(home.id),
    queryFn: ({ signal }) =>
      body(api.GET("/v1/groups/{group}", { params: { path: { group: home.id } }, signal })),
    enabled: asked && home.kind === "group" && !known, // one of many groups
  });
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
