import type { Person, Role } from "./queries";

const ALL: Role[] = ["member", "guest", "admin", "owner"];

/** The roles that somebody may have from me, their own among them; none where I may not change it. */
export function rolesToGive(mine: Role, { role }: Person): Role[] {
  if (mine === "owner") return ALL;
  const plain = role === "member" || role === "guest";
  return mine === "admin" && plain ? ["member", "guest"] : [];
}

/** Admins put out members and guests, owners everybody; nobody themselves, which signing out is for. */
export function mayPutOut(me: { id: string; role: Role }, { id, role }: Person): boolean {
  if (id === me.id) return false;
  const plain = role === "member" || role === "guest";
  return me.role === "owner" || (me.role === "admin" && plain);
}
