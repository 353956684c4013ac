import { useRef, useState } from "react";
import { api, body, once, type Schemas } from "~/core/api/client";
import { refreshInvites } from "./queries";
import type { InvitedRole } from "./roles";

export type Result = Schemas["BulkResult"];
export type Group = Pick<Schemas["Group"], "id" | "name">;

const AT_ONCE = 50; // the server takes 200, but then nothing is seen to move

/** Sends invitations some at a time. What comes after a refusal of the whole is not sent, and handed back. */
export function useSending() {
  const [results, setResults] = useState<Result[]>([]);
  const [all, setAll] = useState(0);
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const stopped = useRef(false);

  /** The addresses that were not invited: those that were refused, and those that were not reached. */
  async function send(addresses: string[], role: InvitedRole, groups: Group[]): Promise<string[]> {
    const got: Result[] = [];
    stopped.current = false;
    setPending(true);
    setError(null);
    setResults([]);
    setAll(addresses.length);
    try {
      while (got.length < addresses.length && !stopped.current) {
        const some = addresses.slice(got.length, got.length + AT_ONCE);
        const invites = some.map((email) => ({ email, role, groups: groups.map(({ id }) => id) }));
        const { items } = await body(api.POST("/v1/invites/bulk", { body: { invites }, headers: once() }));
        got.push(...items);
        setResults([...got]);
      }
    } catch (refused) {
      setError(refused);
    } finally {
      setPending(false);
      void refreshInvites();
    }
    const refused = got.filter(({ status }) => status === "refused").map(({ email }) => email);
    return [...refused, ...addresses.slice(got.length)];
  }

  return { send, stop: () => (stopped.current = true), results, done: results.length, all, isPending, error };
}
