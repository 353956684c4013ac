/** What those who keep a group's order do: let in, invite, give roles, put out. Shown at once. */
import { api, once, type Schemas } from "~/core/api/client";
import { changeLists, keep } from "~/core/lists";
import { queries } from "~/core/query";
import { useOptimistic } from "~/ui/optimistic";
import { changeGroup } from "./cache";
import {
  type Asking,
  type Group,
  type GroupRole,
  invitedKey,
  type Member,
  membersKey,
  requestsKey,
} from "./queries";

type Card = Schemas["Card"];

const at = (group: Group, user: string) => ({ params: { path: { group: group.id, user } } });

export function useGiveRole(group: Group) {
  return useOptimistic<{ person: Card; role: GroupRole }>(
    ({ person, role }) => {
      const undo = keep(membersKey(group.id));
      changeLists<Member>(membersKey(group.id), (one) =>
        one.person.id === person.id ? { ...one, role } : one,
      );
      return undo;
    },
    ({ person, role }) =>
      api.PUT("/v1/groups/{group}/members/{user}", { ...at(group, person.id), body: { role } }),
  );
}

export function useRemove(group: Group) {
  return useOptimistic<Card>(
    (person) => {
      const undo = without<Member>(membersKey(group.id), person);
      const back = changeGroup(group, { members: Math.max(0, group.members - 1) });
      return () => {
        undo();
        back();
      };
    },
    (person) => api.DELETE("/v1/groups/{group}/members/{user}", at(group, person.id)),
  );
}

/** Of those who ask: yes. */
export function useLetIn(group: Group) {
  return useOptimistic<Card>(
    (person) => {
      const undo = without<Asking>(requestsKey(group.id), person);
      const back = changeGroup(group, { members: group.members + 1 });
      return () => {
        undo();
        back();
      };
    },
    (person) =>
      api.PUT("/v1/groups/{group}/members/{user}", { ...at(group, person.id), body: { role: null } }),
    () => void queries.invalidateQueries({ queryKey: membersKey(group.id) }),
  );
}

export function useRefuse(group: Group) {
  return useOptimistic<Card>(
    (person) => without<Asking>(requestsKey(group.id), person),
    (person) => api.DELETE("/v1/groups/{group}/requests/{user}", at(group, person.id)),
  );
}

export function useInvite(group: Group) {
  return useOptimistic<{ user: string; key: string }>(
    () => () => {},
    ({ user, key }) =>
      api.POST("/v1/groups/{group}/invitations", {
        params: { path: { group: group.id } },
        headers: once(key),
        body: { user },
      }),
    () => void queries.invalidateQueries({ queryKey: invitedKey(group.id) }),
  );
}

/** An invitation into the group, taken back. */
export function useDisinvite(group: Group) {
  return useOptimistic<Card>(
    (person) => without<Asking>(invitedKey(group.id), person),
    (person) => api.DELETE("/v1/groups/{group}/invitations/{user}", at(group, person.id)),
  );
}

function without<T extends { person: Card }>(key: string[], person: Card): () => void {
  const undo = keep(key);
  changeLists<T>(key, (one) => (one.person.id === person.id ? null : one));
  return undo;
}
