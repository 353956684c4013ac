/** What the admins allow in this network. */
import { useQuery } from "@tanstack/react-query";
import { api, body, type Schemas } from "~/core/api/client";
import { queries } from "~/core/query";
import { useOptimistic } from "~/ui/optimistic";

type Allowed = Schemas["NetworkSettings"];

const KEY = ["allowed"];

export const useAllowed = () =>
  useQuery({ queryKey: KEY, queryFn: ({ signal }) => body(api.GET("/v1/settings", { signal })) });

/** Shown at once. */
export function useAllowing() {
  return useOptimistic(
    (changed: Partial<Allowed>) => {
      const before = queries.getQueryData<Allowed>(KEY);
      queries.setQueryData<Allowed>(KEY, (now) => now && { ...now, ...changed });
      return () => queries.setQueryData(KEY, before);
    },
    (changed) => api.PATCH("/v1/settings", { body: changed }),
  );
}
