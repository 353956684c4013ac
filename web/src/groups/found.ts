import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, body } from "~/core/api/client";
import { useDebounced } from "~/core/debounced";
import { type Group, useMyGroups } from "./queries";

const SHOWN = 8;
const SHORT = 5 * 60_000;

/** Groups to choose from, as one types: before that my own; then what the server finds, my own first. */
export function useFoundGroups(text: string, mine: boolean): Group[] {
  const q = useDebounced(text.trim());
  const { data: known } = useMyGroups();
  const { data: found } = useQuery({
    queryKey: ["groups", "found", mine, q],
    queryFn: ({ signal }) =>
      body(api.GET("/v1/groups", { params: { query: { mine, q, limit: SHOWN } }, signal })),
    enabled: q !== "",
    placeholderData: keepPreviousData,
    gcTime: SHORT,
  });
  const all = (q ? found?.items : known?.items) ?? [];
  return all.toSorted((one, other) => Number(other.my_role !== null) - Number(one.my_role !== null));
}
