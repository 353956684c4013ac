/** The one file that fetches: adds the token, refreshes it once on 401, turns refusals into Problems. */
import createClient, { type Middleware } from "openapi-fetch";
import { Problem } from "~/core/problems";
import { session } from "~/core/session";
import type { components, paths } from "./schema";

export type Schemas = components["schemas"];

// Signing out is not among them: /v1/sessions/current wants a token that is good.
const PUBLIC = /^\/v1\/(tenants(\/|$)|sessions(\/refresh)?$|invitations\/|shared\/|password-resets(\/|$))/;

async function send(request: Request): Promise<Response> {
  const isPublic = PUBLIC.test(new URL(request.url).pathname);
  // Begun without a connection: who it is has to be said first.
  const isKnown = isPublic || session.token() || request.headers.has("Authorization");
  if (!isKnown && !(await session.refresh())) throw new Problem(401);
  const again = request.clone(); // a body can be read once
  const answer = await answered(request);
  const expired = answer.status === 401 && !isPublic;
  if (!expired || !(await session.refresh())) return answer;
  return answered(again);
}

async function answered(request: Request): Promise<Response> {
  const token = session.token();
  if (token) request.headers.set("Authorization", `Bearer ${token}`);
  return fetch(request).catch((error: unknown) => {
    throw error instanceof DOMException && error.name === "AbortError" ? error : new Problem(0);
  });
}

const refusals: Middleware = {
  async onResponse({ response }) {
    if (response.ok || response.status === 304) return undefined;
    const members = (await response.json().catch(() => ({}))) as Record<string, unknown>;
    const wait = Number(response.headers.get("Retry-After")) || undefined;
    throw new Problem(response.status, members, wait);
  },
};

/** Calls by OpenAPI path: `const { data } = await api.GET("/v1/feed")`. Rejects with a Problem. */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: send });
api.use(refusals);

/** The answer's body. Every operation that is read so has one. */
export async function body<T>(asked: Promise<{ data?: T | undefined }>): Promise<T> {
  const { data } = await asked;
  if (data === undefined) throw new Problem(502);
  return data;
}

/** For a POST that may be sent again: the server answers the same for 24 hours. */
export const once = (key: string = crypto.randomUUID()) => ({ "Idempotency-Key": key });
