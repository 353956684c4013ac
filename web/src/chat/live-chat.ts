/** What frames say of conversations, put where it is shown; after a lost line, what was missed. */
import type { InfiniteData } from "@tanstack/react-query";
import type { Page } from "~/core/lists";
import { type Frame, live } from "~/core/live";
import { messages as outbox } from "~/core/outbox";
import { Problem } from "~/core/problems";
import { queries } from "~/core/query";
import { session } from "~/core/session";
import {
  dropConversation,
  keepChanged,
  keepNew,
  keepRead,
  keepSeatRead,
  me,
  readConversation,
} from "./cache";
import { conversationKey, listKey, seatsKey, threadKey } from "./keys";
import type { Conversation, Message } from "./model";
import { tellRead } from "./reading";
import { startTyping } from "./typing";

interface Missed {
  conversation: string;
  messages: Message[];
  reload: boolean;
}

const MOST_ATTENDED = 30;
const ignore = () => undefined; // the line's return brings it
let cursor = "";
let attended = "";
let end: (() => void) | null = null;

/** From the first screen of chat until one signs out. */
export function startChat(): void {
  if (end) return;
  // What is read before the line is open may be old by then: all since is asked for. The server allows for
  // clocks that differ by a minute and says "reload" where it is more; so it does where one begins without
  // a connection, with what was kept from before.
  const now = session.get();
  cursor = now.is === "in" && now.online ? String(Date.now()) : "";
  const ends = [
    live.on("message.new", (frame) => void came(frame, keepNew)),
    live.on("message.changed", (frame) => void came(frame, keepChanged)),
    live.on("read", ({ conversation, person, message }) => {
      if (person === me()) keepRead(String(conversation), Number(message));
      else keepSeatRead(String(conversation), String(person), Number(message));
    }),
    live.on("conversation.changed", ({ conversation }) => void changed(String(conversation))),
    live.on("resumed", resumed),
    live.onOpen(() => {
      attended = "";
      attend();
      live.send({ type: "resume", cursor });
      tellRead();
    }),
    queries.getQueryCache().subscribe(({ type, query }) => {
      if (type === "updated" && query.queryKey[0] === "chat") attend();
    }),
    outbox.onSent((message) => void keepNew(message.conversation, [message]).catch(ignore)),
    startTyping(),
    session.onEnd(() => end?.()),
  ];
  end = () => {
    end = null;
    cursor = "";
    for (const one of ends) one();
  };
}

async function came(frame: Frame, keep: (id: string, messages: Message[]) => Promise<void>): Promise<void> {
  further(frame.cursor);
  await keep(String(frame.conversation), frame.messages as Message[]).catch(ignore);
}

async function changed(id: string): Promise<void> {
  try {
    await readConversation(id);
    await queries.invalidateQueries({ queryKey: seatsKey(id) });
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 404) return;
    dropConversation(id);
    await queries.invalidateQueries({ queryKey: conversationKey(id) });
  }
}

function resumed(frame: Frame): void {
  further(frame.cursor);
  if (frame.reload) {
    void queries.invalidateQueries({ queryKey: ["chat"] });
    return;
  }
  for (const { conversation, messages, reload } of frame.conversations as Missed[]) {
    if (reload) {
      void readConversation(conversation).catch(ignore);
      void queries.invalidateQueries({ queryKey: threadKey(conversation) });
    } else void keepMissed(conversation, messages).catch(ignore);
  }
}

/** New and changed ones, told together. */
async function keepMissed(id: string, messages: Message[]): Promise<void> {
  await keepChanged(id, messages);
  await keepNew(id, messages);
}

/** The newest: frames may overtake each other. */
function further(next: unknown): void {
  const known = typeof next === "string" ? next : "";
  if (Number(known) > Number(cursor)) cursor = known;
}

/** Large channels tell who says that they look. */
function attend(): void {
  const listed = queries.getQueryData<InfiniteData<Page<Conversation>>>(listKey)?.pages ?? [];
  const opened = queries.getQueriesData<Conversation>({ queryKey: ["chat", "conversation"], type: "active" });
  const all = [...opened.flatMap(([, one]) => one ?? []), ...listed.flatMap((page) => page.items)].filter(
    (one) => one.live === "attended",
  );
  const wanted = [...new Set(all.map((one) => one.id))].slice(0, MOST_ATTENDED);
  if (wanted.join() === attended) return;
  if (live.send({ type: "attend", conversations: wanted })) attended = wanted.join();
}
