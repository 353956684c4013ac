/** Coming into a group and going out of it, shown at once. */
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api, once } from "~/core/api/client";
import { queries } from "~/core/query";
import { useMe } from "~/core/session";
import { useOptimistic } from "~/ui/optimistic";
import { changeGroup, forgetInvitation } from "./cache";
import { type Group, membersKey } from "./queries";

export function useJoin() {
  const { user } = useMe();
  return useOptimistic<Group>(
    (group) => {
      const undos = [
        changeGroup(group, { my_role: "member", asked: null, members: group.members + 1 }),
        forgetInvitation(group.id),
      ];
      return () => {
        for (const undo of undos) undo();
      };
    },
    ({ id }) =>
      api.PUT("/v1/groups/{group}/members/{user}", {
        params: { path: { group: id, user: user.id } },
        body: { role: null },
      }),
    changed,
  );
}

export function useLeave(left?: () => void) {
  const { user } = useMe();
  return useOptimistic<Group>(
    (group) => changeGroup(group, { my_role: null, asked: false, members: Math.max(0, group.members - 1) }),
    ({ id }) =>
      api.DELETE("/v1/groups/{group}/members/{user}", { params: { path: { group: id, user: user.id } } }),
    (group) => {
      changed(group);
      left?.();
    },
  );
}

export function useAsk(group: Group, done: () => void) {
  const [key] = useState(() => crypto.randomUUID());
  return useMutation({
    mutationFn: (message: string) =>
      api.POST("/v1/groups/{group}/requests", {
        params: { path: { group: group.id } },
        headers: once(key),
        body: { message },
      }),
    onSuccess: () => {
      changeGroup(group, { asked: true });
      done();
    },
  });
}

/** Taking my request back. */
export function useTakeBack() {
  const { user } = useMe();
  return useOptimistic<Group>(
    (group) => changeGroup(group, { asked: false }),
    ({ id }) =>
      api.DELETE("/v1/groups/{group}/requests/{user}", { params: { path: { group: id, user: user.id } } }),
  );
}

/** Saying no to an invitation of mine. */
export function useDecline() {
  const { user } = useMe();
  return useOptimistic<Group>(
    ({ id }) => forgetInvitation(id),
    ({ id }) =>
      api.DELETE("/v1/groups/{group}/invitations/{user}", {
        params: { path: { group: id, user: user.id } },
      }),
  );
}

/** Who is in, and what one may read, is another now. */
function changed({ id }: Group): void {
  void queries.invalidateQueries({ queryKey: membersKey(id) });
  void queries.invalidateQueries({ queryKey: ["wall", "group", id] });
  void queries.invalidateQueries({ queryKey: ["feed"], refetchType: "none" });
}
