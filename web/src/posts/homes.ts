/** Where one publishes: a group, or one's own wall, which those who follow read. */
import { drafts } from "~/core/drafts";
import { useMe } from "~/core/session";
import { useMyGroups } from "~/groups/queries";
import type { Post } from "./cache";

export type Home = Post["home"];

const LAST = "last-home";

export const lastHome = {
  keep(home: Home): void {
    drafts.write(LAST, JSON.stringify(home));
  },

  read(): Home | null {
    try {
      return JSON.parse(drafts.read(LAST) || "null") as Home | null;
    } catch {
      return null;
    }
  },
};

/** The group in which one wrote last, if one is still there; else one's own wall. */
export function useFirstHome(): Home {
  const { user } = useMe();
  const { data } = useMyGroups();
  const last = lastHome.read();
  const isThere = !data || data.next || data.items.some((group) => group.id === last?.id);
  return last?.kind === "group" && isThere ? last : { kind: "person", id: user.id, name: user.name };
}
