/** Changes to what is kept of conversations. */
import type { InfiniteData } from "@tanstack/react-query";
import { api, body } from "~/core/api/client";
import type { Page } from "~/core/lists";
import { queries } from "~/core/query";
import { session } from "~/core/session";
import { conversationKey, listKey, seatsKey, threadKey } from "./keys";
import {
  type Conversation,
  extended,
  GAP,
  type Message,
  merged,
  placed,
  type Seat,
  type Thread,
  withChanges,
  withNews,
  withRead,
} from "./model";

type Pages = InfiniteData<Page<Conversation>>;
const PAGE = 60;

export function me(): string {
  const now = session.get();
  return now.is === "in" ? now.me.user.id : "";
}

export const threadOf = (id: string) => queries.getQueryData<Thread>(threadKey(id));

export function conversationOf(id: string): Conversation | undefined {
  return (
    queries.getQueryData<Conversation>(conversationKey(id)) ??
    queries
      .getQueryData<Pages>(listKey)
      ?.pages.flatMap((page) => page.items)
      .find((one) => one.id === id)
  );
}

export function keepConversation(conversation: Conversation): void {
  queries.setQueryData(conversationKey(conversation.id), conversation);
  queries.setQueryData<Pages>(listKey, (data) => data && placed(data, conversation));
}

export function changeConversation(id: string, change: (one: Conversation) => Conversation): void {
  const before = conversationOf(id);
  const after = before && change(before);
  if (after && after !== before) keepConversation(after);
}

/** I am out of it, or it is gone. */
export function dropConversation(id: string): void {
  queries.setQueryData<Pages>(
    listKey,
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({ ...page, items: page.items.filter((one) => one.id !== id) })),
      },
  );
  for (const key of [threadKey(id), seatsKey(id)]) queries.removeQueries({ queryKey: key });
}

export async function readConversation(id: string): Promise<void> {
  const found = await body(
    api.GET("/v1/conversations/{conversation}", { params: { path: { conversation: id } } }),
  );
  keepConversation(found);
}

/** New ones, from a frame, an answer or what was missed. */
export async function keepNew(id: string, messages: Message[]): Promise<void> {
  const whole = await Promise.all(messages.map(complete));
  changeThread(id, (thread) => merged(thread, whole));
  if (conversationOf(id)) changeConversation(id, (one) => withNews(one, whole, me()));
  else await readConversation(id);
  if (threadOf(id)?.newer === GAP) await loadMore(id, "newer");
}

export async function keepChanged(id: string, messages: Message[]): Promise<void> {
  const whole = await Promise.all(messages.map(complete));
  changeThread(id, (thread) => merged(thread, whole));
  changeConversation(id, (one) => withChanges(one, whole));
}

/** As it is now, with its files. */
export async function refreshMessage(id: string, number: number): Promise<void> {
  const path = { conversation: id, number: String(number) };
  const fresh = await body(
    api.GET("/v1/conversations/{conversation}/messages/{number}", { params: { path } }),
  );
  changeThread(id, (thread) => merged(thread, [fresh]));
}

export function keepRead(id: string, read: number): void {
  changeConversation(id, (one) => withRead(one, read));
  changeThread(id, (thread) => (read > thread.read ? { ...thread, read } : thread));
}

export function keepSeatRead(id: string, person: string, read: number): void {
  queries.setQueryData<Seat[]>(seatsKey(id), (seats) =>
    seats?.map((seat) =>
      seat.person.id === person ? { ...seat, read: Math.max(seat.read ?? 0, read) } : seat,
    ),
  );
}

function changeThread(id: string, change: (thread: Thread) => Thread): void {
  queries.setQueryData<Thread>(threadKey(id), (thread) => thread && change(thread));
}

/** A body that no frame holds. */
async function complete(message: Message): Promise<Message> {
  if ((message.body as string | null) !== null) return message;
  const path = { conversation: message.conversation, number: String(message.number) };
  return body(api.GET("/v1/conversations/{conversation}/messages/{number}", { params: { path } }));
}

type Asked = { place?: string; around?: number; unread?: boolean; limit?: number };

export function readHistory(id: string, query: Asked = {}, signal?: AbortSignal): Promise<Thread> {
  return body(
    api.GET("/v1/conversations/{conversation}/messages", {
      params: { path: { conversation: id }, query: { limit: PAGE, ...query } },
      ...(signal && { signal }),
    }),
  ) as Promise<Thread>;
}

const loading = new Set<string>();

/** The page before or behind what is kept. One at a time. */
export async function loadMore(id: string, way: "older" | "newer"): Promise<void> {
  const thread = threadOf(id);
  const place = thread?.[way];
  const name = `${way} ${id}`;
  if (!thread || place === null || place === undefined || loading.has(name)) return;
  loading.add(name);
  try {
    const last = thread.items.at(-1)?.number ?? 0;
    const page = await readHistory(id, place === GAP ? { around: last + 1 } : { place });
    changeThread(id, (one) => extended(one, page, way));
  } finally {
    loading.delete(name);
  }
}

/** Another piece of the conversation instead of the one that is kept: around a message, or the newest. */
export async function jump(id: string, around?: number): Promise<void> {
  const page = await readHistory(id, around ? { around } : {});
  queries.setQueryData<Thread>(threadKey(id), page);
}
