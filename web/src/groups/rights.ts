import type { Group } from "./queries";

/** Owners and moderators let people in and put them out. */
export const keeps = ({ my_role }: Group): boolean => my_role === "owner" || my_role === "moderator";

/** Whoever may read the wall also sees who is in. */
export const reads = ({ my_role, visibility }: Group): boolean => Boolean(my_role) || visibility === "open";
