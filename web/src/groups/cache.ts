/** A group may stand in several lists that are kept; a change goes to all of them. */
import { changeLists, keep, type Page } from "~/core/lists";
import { queries } from "~/core/query";
import { type Group, groupKey, invitationsKey, mineKey } from "./queries";

const byName = (a: Group, b: Group) => a.name.localeCompare(b.name);

/** Applies `change` wherever the group is kept. The result undoes it. */
export function changeGroup(group: Group, change: Partial<Group>): () => void {
  const undo = keep(groupKey(group.id), ["groups"]);
  const kept = queries.getQueryData<Group>(groupKey(group.id)) ?? group;
  const next = { ...kept, ...change };
  queries.setQueryData(groupKey(group.id), next);
  changeLists<Group>(["groups", "list"], (one) => (one.id === group.id ? { ...one, ...change } : one));
  queries.setQueryData<Page<Group>>(
    mineKey,
    (mine) =>
      mine && {
        ...mine,
        items: [...mine.items.filter((one) => one.id !== group.id), ...(next.my_role ? [next] : [])].sort(
          byName,
        ),
      },
  );
  return undo;
}

/** It is there no more, or not for me. */
export function forgetGroup(id: string): void {
  queries.removeQueries({ queryKey: groupKey(id) });
  queries.removeQueries({ queryKey: ["wall", "group", id] });
  changeLists<Group>(["groups", "list"], (one) => (one.id === id ? null : one));
  queries.setQueryData<Page<Group>>(
    mineKey,
    (mine) => mine && { ...mine, items: mine.items.filter((one) => one.id !== id) },
  );
}

export function forgetInvitation(group: string): () => void {
  const undo = keep(invitationsKey);
  changeLists<{ group: Group }>(invitationsKey, (one) => (one.group.id === group ? null : one));
  return undo;
}
