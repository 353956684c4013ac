/** Links for people outside, as the screens ask for them. */
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, body, once, type Schemas } from "~/core/api/client";
import { changeLists, keep, paged } from "~/core/lists";
import { queries } from "~/core/query";
import { useMe } from "~/core/session";
import { useAllowed } from "~/tenants/allowed";
import { useOptimistic } from "~/ui/optimistic";
import { toast } from "~/ui/toast";
import type { May } from "./model";

export type ShareLink = Schemas["ShareLink"];
export type Asked = Schemas["NewShareLink"];

export const DAYS = ["1", "7", "30", "90"] as const; // as long as the server lets a link be good

const linksKey = (document: string) => ["files", "links", document];

/** Whether links for people outside are offered: guests make none, nobody does where admins forbid it. */
export function useMaySharing(may: May): boolean {
  const { user } = useMe();
  const { data } = useAllowed();
  return may !== "read" && user.role !== "guest" && data?.share_links === true;
}

export function useLinks(document: string) {
  return useInfiniteQuery({
    ...paged<ShareLink>(linksKey(document), (at, signal) =>
      body(api.GET("/v1/documents/{document}/links", { params: { path: { document }, query: at }, signal })),
    ),
    staleTime: 0, // others open them meanwhile
  });
}

/** `key`: of this wish, so that a lost answer makes no second link. */
export function useMaking(document: string, done: (link: ShareLink) => void) {
  return useMutation({
    mutationFn: ({ key, ...wish }: Asked & { key: string }) =>
      body(
        api.POST("/v1/documents/{document}/links", {
          params: { path: { document } },
          headers: once(key),
          body: wish,
        }),
      ),
    onSuccess: (link) => {
      void queries.invalidateQueries({ queryKey: linksKey(document) });
      done(link);
    },
  });
}

export function useWithdrawing(document: string) {
  const { t } = useTranslation("documents");
  return useOptimistic<ShareLink>(
    ({ id }) => {
      const undo = keep(linksKey(document));
      changeLists<ShareLink>(linksKey(document), (one) => (one.id === id ? null : one));
      return undo;
    },
    ({ id }) =>
      api.DELETE("/v1/documents/{document}/links/{link}", { params: { path: { document, link: id } } }),
    () => toast(t("share.withdrawn")),
  );
}
