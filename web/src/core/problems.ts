/** What the server, or the way to it, refused: an RFC 9457 problem, or no answer at all. */
export class Problem extends Error {
  readonly status: number; // 0: no answer came
  readonly type: string;
  readonly detail: string;
  readonly field: string | undefined;
  readonly retryAfter: number | undefined; // seconds
  readonly members: Record<string, unknown>;

  constructor(status: number, members: Record<string, unknown> = {}, retryAfter?: number) {
    super(`${status} ${members.type ?? ""}`);
    this.status = status;
    this.members = members;
    this.type = String(members.type ?? "").replace("/problems/", "");
    this.detail = String(members.detail ?? "");
    this.field = typeof members.field === "string" ? members.field : undefined;
    this.retryAfter = retryAfter;
  }
}

export const isOffline = (error: unknown) => error instanceof Problem && error.status === 0;
