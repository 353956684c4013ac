/** What must be read: who asks for it, who has opened it. */
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, body, type Schemas } from "~/core/api/client";
import { paged } from "~/core/lists";
import { useProblemWords } from "~/core/problem-words";
import { queries } from "~/core/query";
import { useOptimistic } from "~/ui/optimistic";
import { toast } from "~/ui/toast";
import type { Document, May } from "./model";
import { changedIn, fileKey } from "./queries";

export type Reader = Schemas["Reader"];
type Full = Schemas["DocumentFull"];

const at = (id: string) => ({ params: { path: { document: id } } });

/** Those who keep the order ask for what others read too. */
export const mayAsk = ({ type, space }: Document, may: May): boolean =>
  type === "file" && may === "manage" && (space === "company" || space.startsWith("g"));

/** Asks everybody to read a file, or nobody any more. */
export function useAskingToRead() {
  const { t } = useTranslation("documents");
  const words = useProblemWords();
  return useMutation({
    mutationFn: ({ id, must_read }: Document) =>
      must_read
        ? api.DELETE("/v1/documents/{document}/must_read", at(id))
        : api.PUT("/v1/documents/{document}/must_read", at(id)),
    onSuccess: (_answer, file) => {
      changedIn(file, file.id);
      toast(t(file.must_read ? "reading.asked_no_more" : "reading.asked", { name: file.name }));
    },
    onError: (error) => toast(words(error), { tone: "danger" }),
  });
}

/** I have read it. */
export function useReading() {
  return useOptimistic<string>(
    (id) => {
      const before = queries.getQueryData<Full>(fileKey(id));
      queries.setQueryData<Full>(fileKey(id), (file) => file && { ...file, opened: true });
      return () => queries.setQueryData(fileKey(id), before);
    },
    (id) => api.PUT("/v1/documents/{document}/opened", at(id)),
    (id) => void queries.invalidateQueries({ queryKey: readersKey(id) }),
  );
}

const readersKey = (id: string) => ["files", "readers", id];

export function useReaders(id: string, opened: boolean) {
  return useInfiniteQuery({
    ...paged<Reader>([...readersKey(id), opened], (page, signal) =>
      body(
        api.GET("/v1/documents/{document}/readers", {
          params: { path: { document: id }, query: { opened, limit: 50, ...page } },
          signal,
        }),
      ),
    ),
    staleTime: 0, // others open it meanwhile
  });
}
