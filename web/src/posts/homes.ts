/** Where one publishes: a group, or one's own wall, which those who follow read. */
import { slug } from "~/core/network";
import { session, useMe } from "~/core/session";
import { useMyGroups } from "~/groups/queries";
import type { Post } from "./cache";

export type Home = Post["home"];

const LAST = `atrium.last-home.${slug}`;

export const lastHome = {
  keep(home: Home): void {
    localStorage.setItem(LAST, JSON.stringify(home));
  },

  read(): Home | null {
    try {
      return JSON.parse(localStorage.getItem(LAST) ?? "null") as Home | null;
    } catch {
      return null;
    }
  },
};

session.onEnd(() => localStorage.removeItem(LAST));

/** The group in which one wrote last, if one is still there; else one's own wall. */
export function useFirstHome(): Home {
  const { user } = useMe();
  const { data } = useMyGroups();
  const last = lastHome.read();
  const isThere = !data || data.next || data.items.some((group) => group.id === last?.id);
  return last?.kind === "group" && isThere ? last : { kind: "person", id: user.id, name: user.name };
}
