/** What is kept of conversations, and how news changes it. Pure, so that it can be shown to be right. */
import type { InfiniteData } from "@tanstack/react-query";
import type { Schemas } from "~/core/api/client";
import type { Page } from "~/core/lists";

export type Message = Schemas["Message"];
export type Conversation = Schemas["Conversation"];
export type Seat = Schemas["Seat"];
export type Card = Message["author"];

/** A piece of a conversation without gaps, oldest first. `older` and `newer` are places to go on from; null at the ends. */
export interface Thread {
  items: Message[];
  older: string | null;
  newer: string | null;
  read: number;
}

export const GAP = ""; // as `newer`: there is more, and no place to go on from is known

/** What came by frame or answer, in any order and perhaps twice, put where its number says. */
export function merged(thread: Thread, news: Message[]): Thread {
  const known = new Map(thread.items.map((one) => [one.number, one]));
  const first = thread.items[0]?.number;
  let last = thread.items.at(-1)?.number;
  let { newer } = thread;
  let changed = false;
  for (const message of [...news].sort((one, other) => one.number - other.number)) {
    const { number, version } = message;
    const before = known.get(number);
    if (before && before.version > version) continue;
    if (!before && first !== undefined && number < first) continue;
    if (!before && newer !== null) continue; // it comes with its page
    if (!before && last !== undefined && number > last + 1) {
      newer = GAP;
      changed = true;
      continue;
    }
    // A push says nothing of files that are known already.
    const files = before?.version === version ? (message.files ?? before.files) : message.files;
    known.set(number, { ...message, files });
    last = Math.max(last ?? 0, number);
    changed = true;
  }
  if (!changed) return thread;
  return { ...thread, newer, items: [...known.values()].sort((one, other) => one.number - other.number) };
}

/** A page before or behind what is there. */
export function extended(thread: Thread, page: Thread, way: "older" | "newer"): Thread {
  const known = new Set(thread.items.map((one) => one.number));
  const fresh = page.items.filter((one) => !known.has(one.number));
  return way === "older"
    ? { ...thread, items: [...fresh, ...thread.items], older: page.older }
    : { ...thread, items: [...thread.items, ...fresh], newer: page.newer };
}

/** A conversation after these messages; those of `me` are read. */
export function withNews(conversation: Conversation, messages: Message[], me: string): Conversation {
  const newest = messages.reduce<Message | null>(
    (found, one) => (one.number > (found?.number ?? 0) ? one : found),
    null,
  );
  if (!newest || newest.number <= conversation.last) return conversation;
  const read = readTo(conversation.read, messages, me);
  const { number, author, body, created_at: at, deleted, call, notice, attachments } = newest;
  return {
    ...conversation,
    last: number,
    read,
    unread: Math.max(0, number - read),
    newest: {
      message: number,
      author,
      body: body ?? "",
      at,
      deleted,
      call,
      notice,
      files: attachments.length,
    },
    active_at: at,
  };
}

/** Writing is reading; and what is left of a call that I know of is read, unless something before it is not. */
export const readTo = (read: number, messages: Message[], me: string): number =>
  [...messages]
    .sort((one, other) => one.number - other.number)
    .reduce((to, { number, author, call }) => {
      const isKnown = author.id === me || (to === number - 1 && call?.known?.includes(me));
      return isKnown ? Math.max(to, number) : to;
    }, read);

/** Edited or deleted: what the list shows of it too. */
export function withChanges(conversation: Conversation, messages: Message[]): Conversation {
  const { newest } = conversation;
  const changed = newest && messages.find((one) => one.number === newest.message);
  if (!newest || !changed) return conversation;
  return {
    ...conversation,
    newest: { ...newest, body: changed.body ?? newest.body, deleted: changed.deleted },
  };
}

export const withRead = (conversation: Conversation, read: number): Conversation =>
  read <= conversation.read
    ? conversation
    : { ...conversation, read, unread: Math.max(0, conversation.last - read) };

type Pages = InfiniteData<Page<Conversation>>;

/** By last activity: where it was, or on top when something happened in it. */
export function placed(data: Pages, conversation: Conversation): Pages {
  const known = data.pages.flatMap((page) => page.items).find((one) => one.id === conversation.id);
  if (known && known.active_at === conversation.active_at) {
    return eachPage(data, (items) => items.map((one) => (one.id === known.id ? conversation : one)));
  }
  const without = eachPage(data, (items) => items.filter((one) => one.id !== conversation.id));
  const [top, ...rest] = without.pages;
  const items = [...(top?.items ?? [])];
  const at = items.findIndex((one) => one.active_at <= conversation.active_at);
  items.splice(at < 0 ? items.length : at, 0, conversation);
  return { ...without, pages: [{ ...top, items }, ...rest] };
}

const eachPage = (data: Pages, change: (items: Conversation[]) => Conversation[]): Pages => ({
  ...data,
  pages: data.pages.map((page) => ({ ...page, items: change(page.items) })),
});

/** A message with what stands above it: the day, the line before what is new, its author. */
export interface Line {
  message: Message;
  day: boolean;
  isNew: boolean;
  head: boolean;
}

const TOGETHER = 5 * 60_000; // ms: what one says in this time stands under one name

/** `newFrom`: the first message that was not read when the conversation was opened. */
export function lines(items: Message[], newFrom: number): Line[] {
  let since = 0; // the time that stands above
  return items.map((message, at) => {
    const before = items[at - 1];
    const day = !before || dayOf(before) !== dayOf(message);
    const isNew = message.number === newFrom;
    const now = Date.parse(message.created_at);
    const same = before?.author.id === message.author.id && !before.deleted && !before.notice;
    const isApart = Boolean(message.reply_to || message.forwarded);
    const head = day || isNew || !same || now - since > TOGETHER || isApart;
    if (head) since = now;
    return { message, day, isNew, head };
  });
}

const dayOf = ({ created_at }: Message) => new Date(created_at).toDateString();

/** Markdown in one line, without its marks: in time that does not grow with the square of what somebody wrote. */
export const plain = (body: string): string =>
  body
    .replace(/!?\[([^[\]]*)\]\((?:[^()]|\([^()]*\))*\)/g, "$1")
    .replace(/(\*\*|__|~~|`+)/g, "")
    .replace(/(?<![\p{L}\p{N}])([*_])(?=\S)(.{1,200}?)(?<=\S)\1(?![\p{L}\p{N}])/gu, "$2")
    .replace(/^[ \t]*(#+|>|[-*])\s+/gm, "")
    .replace(/\s+/g, " ")
    .trim();
