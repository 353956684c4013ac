import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, body, type Schemas } from "~/core/api/client";
import { useDebounced } from "~/core/debounced";
import { Problem } from "~/core/problems";
import { queries } from "~/core/query";
import { session } from "~/core/session";
import { toast } from "~/ui/toast";
import { setEdits } from "./editing";
import { asked, type Branding, type Colours, type Edits, SLOTS } from "./edits";

const KEY = ["branding"];

export const useBranding = () =>
  useQuery({ queryKey: KEY, queryFn: ({ signal }) => body(api.GET("/v1/branding", { signal })) });

/** What the server makes of colours, once nobody changes them for a moment. Only the newest question is waited for. */
export function usePreview({ accent, accent_dark, header, header_dark }: Colours) {
  const wanted = useDebounced(JSON.stringify({ accent, accent_dark, header, header_dark }));
  return useQuery({
    queryKey: [...KEY, "preview", wanted],
    queryFn: async ({ signal }) => {
      const of = JSON.parse(wanted) as Colours;
      return { of, ...(await body(api.POST("/v1/branding/previews", { body: of, signal }))) };
    },
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY, // the same colours always look the same
    gcTime: 60_000,
  });
}

/** Worn at once in this tab; by everybody else when they open the app next. */
export function useSave(now: Branding) {
  const { t } = useTranslation("tenants");
  return useMutation({
    mutationFn: (edits: Edits) =>
      body(
        api.PUT("/v1/branding", {
          params: { header: { "If-Match": `"${now.version}"` } },
          body: asked(edits),
        }),
      ),
    onSuccess: (branding) => {
      queries.setQueryData(KEY, branding);
      setEdits({});
      session.rebranded(branding);
      toast(t("saved"));
    },
    onError: (error, edits) => {
      if (!(error instanceof Problem)) return;
      // The next try is upon what is there now; what was changed stays.
      if (error.status === 412) void queries.invalidateQueries({ queryKey: KEY, exact: true });
      // What was refused once will be again: it goes, and the words stay.
      const refused = SLOTS.find((slot) => slot === error.field);
      if (refused) setEdits(Object.fromEntries(Object.entries(edits).filter(([field]) => field !== refused)));
    },
  });
}

export type Preview = Schemas["Preview"];
