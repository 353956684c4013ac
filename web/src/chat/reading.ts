/** How far I have read: shown at once, told in a moment, told again where there was no connection. What is told goes to
 *  everybody in the conversation, so that who follows a lively one tells it once for several messages. */
import { api } from "~/core/api/client";
import { live } from "~/core/live";
import { keepRead } from "./cache";
import { hasRead } from "./unread";

const PAUSE = 5000; // ms
const waiting = new Map<string, number>();
let timer = 0;

export function markRead(conversation: string, message: number): void {
  keepRead(conversation, message);
  hasRead(conversation, message);
  waiting.set(conversation, Math.max(message, waiting.get(conversation) ?? 0));
  if (!timer) timer = window.setTimeout(tellRead, PAUSE);
}

/** Nobody knows whether a hidden page comes back. */
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && timer) tellRead();
});

export function tellRead(): void {
  clearTimeout(timer);
  timer = 0;
  for (const [conversation, message] of waiting) void tell(conversation, message);
}

async function tell(conversation: string, message: number): Promise<void> {
  const told =
    live.send({ type: "read", conversation, message, quiet: true }) ||
    (await api
      .PUT("/v1/conversations/{conversation}/read", {
        params: { path: { conversation } },
        body: { message },
      })
      .then(
        () => true,
        () => false,
      ));
  if (told && waiting.get(conversation) === message) waiting.delete(conversation);
}
