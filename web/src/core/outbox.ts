/**
 * Posts and messages on their way. Each is put on the device before it is sent, with the Idempotency-Key that it keeps, so that neither
 * a lost answer nor a closed tab loses or doubles it. What cannot be sent waits; what is refused stays, with the reason.
 */
import { createStore, del, delMany, entries, get, set } from "idb-keyval";
import { useSyncExternalStore } from "react";
import { api, body, once, type Schemas } from "~/core/api/client";
import { waitBefore } from "~/core/live";
import { locked } from "~/core/locked";
import { Problem } from "~/core/problems";

type Post = Schemas["Post"];

/** What every letter has, whatever is in it. */
export interface Envelope {
  key: string;
  at: string;
  refused?: { status: number; members: Record<string, unknown>; retryAfter: number | undefined };
}

export interface Letter extends Envelope {
  home: Post["home"];
  body: string;
  kind: Post["kind"];
  attachments?: string[];
}

export type Shown<L extends Envelope = Letter> = L & { is: "sending" | "waiting" | "refused" };

/** `Sent` is what the server makes of a letter. */
export class Outbox<L extends Envelope, Sent> {
  private owner = "";
  private letters: L[] = [];
  private shown: Shown<L>[] = [];
  private sending = new Set<string>();
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();
  private readonly arrived = new Set<(sent: Sent) => void>();
  private readonly name: string;
  private readonly others: BroadcastChannel;
  private readonly store;
  private readonly send: (letter: L) => Promise<Sent>;

  /** `name` is that of its store on the device. */
  constructor(name: string, send: (letter: L) => Promise<Sent>) {
    this.name = name;
    this.others = new BroadcastChannel(name);
    this.store = createStore(name, "letters");
    this.send = send;
    this.others.onmessage = () => void this.reload();
    addEventListener("online", () => void this.flush());
  }

  /** Takes up what this person left unsent. */
  async open(owner: string): Promise<void> {
    this.owner = owner;
    await this.reload();
    void this.flush();
  }

  /** On signing out: what was not sent, and may not be, goes too. */
  async forget(): Promise<void> {
    const names = this.letters.map((letter) => this.placeOf(letter.key));
    this.close();
    await delMany(names, this.store).catch(() => undefined);
  }

  close(): void {
    this.owner = "";
    clearTimeout(this.timer);
    this.letters = [];
    this.tell();
  }

  get(): Shown<L>[] {
    return this.shown;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Calls back with what the server has made of each. */
  onSent(listener: (sent: Sent) => void): () => void {
    this.arrived.add(listener);
    return () => this.arrived.delete(listener);
  }

  write(what: Omit<L, keyof Envelope>): Promise<void> {
    return this.put({ ...what, key: crypto.randomUUID(), at: new Date().toISOString() } as L);
  }

  async put(letter: L): Promise<void> {
    this.letters = [letter, ...this.letters];
    this.sending.add(letter.key);
    this.tell();
    await this.keep(letter);
    await this.flush();
  }

  async again(key: string): Promise<void> {
    const letter = this.letters.find((one) => one.key === key);
    if (!letter) return;
    const { refused: _, ...rest } = letter;
    this.sending.add(key);
    await this.keep(rest as L);
    await this.flush();
  }

  async discard(key: string, name = this.placeOf(key)): Promise<void> {
    this.drop(key);
    await del(name, this.store).catch(() => undefined);
    this.others.postMessage(null);
  }

  /** Sends what waits, oldest first, in one tab alone. */
  async flush(): Promise<void> {
    const { owner } = this;
    clearTimeout(this.timer);
    if (!owner || !this.letters.some((letter) => !letter.refused)) return;
    await locked(`${this.name}.${owner}`, async () => {
      for (const letter of this.letters.filter((one) => !one.refused).reverse()) {
        if (this.owner === owner && (await this.deliver(letter))) continue;
        this.sending.clear();
        return this.tell();
      }
    });
    if (this.owner !== owner || !this.letters.some((letter) => !letter.refused)) return;
    this.failures += 1;
    this.timer = setTimeout(() => void this.flush(), waitBefore(this.failures));
  }

  /** Whether to go on with the next. */
  private async deliver(letter: L): Promise<boolean> {
    const name = this.placeOf(letter.key); // of who is here now: they may be gone when the answer comes
    const there = await get<L>(name, this.store).catch(() => letter);
    if (!there) {
      this.drop(letter.key); // another tab was faster, or it was discarded
      return true;
    }
    if (!navigator.onLine) return false;
    this.sending.add(letter.key);
    this.tell();
    try {
      const sent = await this.send(letter);
      this.failures = 0;
      for (const listener of this.arrived) listener(sent);
      await this.discard(letter.key, name);
      return true;
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem(500);
      // No answer, to be signed in again, its first request is still at work, or the server cannot for a moment: it waits.
      if ([0, 401, 409, 502, 503, 504].includes(problem.status)) return false;
      const { status, members, retryAfter } = problem;
      this.sending.delete(letter.key);
      await this.keep({ ...letter, refused: { status, members, retryAfter } });
      return true;
    }
  }

  private async keep(letter: L): Promise<void> {
    this.letters = this.letters.map((one) => (one.key === letter.key ? letter : one));
    this.tell();
    // Where the browser keeps nothing (some private windows), it lives as long as the tab.
    await set(this.placeOf(letter.key), letter, this.store).catch(() => undefined);
    this.others.postMessage(null);
  }

  private drop(key: string): void {
    this.sending.delete(key);
    this.letters = this.letters.filter((letter) => letter.key !== key);
    this.tell();
  }

  private async reload(): Promise<void> {
    const { owner } = this;
    const all = await entries<string, L>(this.store).catch(() => null);
    if (!all || !owner || this.owner !== owner) return;
    const kept = all.filter(([name]) => name.startsWith(`${owner}/`)).map(([, letter]) => letter);
    const known = new Set(kept.map((letter) => letter.key));
    const begun = this.letters.filter((letter) => this.sending.has(letter.key) && !known.has(letter.key));
    this.letters = [...begun, ...kept].sort((one, other) => other.at.localeCompare(one.at));
    this.tell();
  }

  private placeOf(key: string): string {
    return `${this.owner}/${key}`;
  }

  private tell(): void {
    const stateOf = (letter: L) =>
      letter.refused ? "refused" : this.sending.has(letter.key) ? "sending" : "waiting";
    this.shown = this.letters.map((letter) => ({ ...letter, is: stateOf(letter) }));
    for (const listener of this.listeners) listener();
  }
}

function publish({ key, home, body: text, kind, attachments = [] }: Letter): Promise<Post> {
  const said = { body: { body: text, kind, attachments }, headers: once(key) };
  return home.kind === "group"
    ? body(api.POST("/v1/groups/{group}/posts", { params: { path: { group: home.id } }, ...said }))
    : body(api.POST("/v1/people/{user}/posts", { params: { path: { user: home.id } }, ...said }));
}

/** A message of a conversation; its key is its client_id. */
export interface Said extends Envelope {
  conversation: string;
  body: string;
  reply_to?: number;
  attachments?: string[];
}

function say({
  key,
  conversation,
  body: text,
  reply_to,
  attachments = [],
}: Said): Promise<Schemas["Message"]> {
  return body(
    api.POST("/v1/conversations/{conversation}/messages", {
      params: { path: { conversation } },
      body: { body: text, client_id: key, reply_to: reply_to ?? null, attachments },
      headers: once(key),
    }),
  );
}

export const outbox = new Outbox<Letter, Post>("atrium-outbox", publish);
export const messages = new Outbox<Said, Schemas["Message"]>("atrium-chat-outbox", say);

export const useOutbox = <L extends Envelope, Sent>(from: Outbox<L, Sent>) =>
  useSyncExternalStore(
    (listener) => from.subscribe(listener),
    () => from.get(),
  );
