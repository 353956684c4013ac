/** Who may invite as what; the server holds the same (chalicelib/invites/model.py, INVITED_BY). */
import type { Schemas } from "~/core/api/client";

export type InvitedRole = Schemas["NewInvite"]["role"];
type Role = Schemas["User"]["role"];

export function invitedBy(role: Role): InvitedRole[] {
  if (role === "owner") return ["member", "guest", "admin"];
  if (role === "admin") return ["member", "guest"];
  return role === "member" ? ["member"] : [];
}

export const mayInvite = (role: Role): boolean => invitedBy(role).length > 0;
