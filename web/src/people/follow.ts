import { useTranslation } from "react-i18next";
import { api } from "~/core/api/client";
import { changeLists, keep } from "~/core/lists";
import { queries } from "~/core/query";
import { useMe } from "~/core/session";
import { useOptimistic } from "~/ui/optimistic";
import { toast } from "~/ui/toast";
import { type Person, personKey } from "./queries";

export interface Following {
  person: Pick<Person, "id" | "name">;
  on: boolean;
}

/** Follow somebody, or no more; what was undone says how to get it back. */
export function useFollow() {
  const { t } = useTranslation("people");
  const { user } = useMe();
  const follow = useOptimistic<Following>(
    ({ person, on }) => changePerson(person.id, { following: on }),
    ({ person, on }) => {
      const path = { params: { path: { user: person.id } } };
      return on ? api.PUT("/v1/people/{user}/follow", path) : api.DELETE("/v1/people/{user}/follow", path);
    },
    ({ person, on }) => {
      void queries.invalidateQueries({ queryKey: ["people", "followers", person.id] });
      void queries.invalidateQueries({ queryKey: ["people", "following", user.id], refetchType: "none" });
      void queries.invalidateQueries({ queryKey: ["feed"], refetchType: "none" });
      if (!on)
        toast(t("unfollowed", { name: person.name }), { undo: () => follow.mutate({ person, on: true }) });
    },
  );
  return follow;
}

/** Changes a person wherever they are kept. The result undoes it. */
export function changePerson(id: string, change: Partial<Person>): () => void {
  const undo = keep(personKey(id), ["people"]);
  queries.setQueryData<Person>(personKey(id), (person) => person && { ...person, ...change });
  changeLists<Person>(["people"], (one) => (one.id === id ? { ...one, ...change } : one));
  return undo;
}
