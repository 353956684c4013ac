/** What the person may do with posts: the server refuses the rest, so nobody is offered it. */
import { useMe } from "~/core/session";
import { useMyGroups } from "~/groups/queries";
import type { Post } from "./cache";

/** Who keeps a wall's order pins its posts, and deletes those of others. */
export function useKeepsOrder(home: Post["home"]): boolean {
  const { user } = useMe();
  const groups = useMyGroups();
  if (home.kind === "person") return home.id === user.id || user.role === "admin" || user.role === "owner";
  const role = groups.data?.items.find((group) => group.id === home.id)?.my_role;
  return role === "owner" || role === "moderator";
}
