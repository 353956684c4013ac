/**
 * Posts on their way. Each is put on the device before it is sent, with the Idempotency-Key that it keeps, so that neither
 * a lost answer nor a closed tab loses or doubles it. What cannot be sent waits; what is refused stays, with the reason.
 */
import { createStore, del, delMany, entries, get, set } from "idb-keyval";
import { useSyncExternalStore } from "react";
import { api, body, once, type Schemas } from "~/core/api/client";
import { waitBefore } from "~/core/live";
import { locked } from "~/core/locked";
import { Problem } from "~/core/problems";

type Post = Schemas["Post"];

export interface Letter {
  key: string;
  home: Post["home"];
  body: string;
  kind: Post["kind"];
  at: string;
  refused?: { status: number; members: Record<string, unknown>; retryAfter: number | undefined };
}

export type Shown = Letter & { is: "sending" | "waiting" | "refused" };

export class Outbox {
  private owner = "";
  private letters: Letter[] = [];
  private shown: Shown[] = [];
  private sending = new Set<string>();
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();
  private readonly arrived = new Set<(post: Post) => void>();
  private readonly others = new BroadcastChannel("atrium.outbox");
  private readonly store = createStore("atrium-outbox", "letters");
  private readonly send: (letter: Letter) => Promise<Post>;

  constructor(send: (letter: Letter) => Promise<Post>) {
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
    const names = this.letters.map((letter) => this.name(letter.key));
    this.close();
    await delMany(names, this.store).catch(() => undefined);
  }

  close(): void {
    this.owner = "";
    clearTimeout(this.timer);
    this.letters = [];
    this.tell();
  }

  get(): Shown[] {
    return this.shown;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Calls back with each post that the server has taken. */
  onSent(listener: (post: Post) => void): () => void {
    this.arrived.add(listener);
    return () => this.arrived.delete(listener);
  }

  post(home: Post["home"], body: string, kind: Post["kind"]): Promise<void> {
    return this.put({ key: crypto.randomUUID(), home, body, kind, at: new Date().toISOString() });
  }

  async put({ key, home, body, kind, at }: Letter): Promise<void> {
    const letter = { key, home, body, kind, at };
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
    await this.keep(rest);
    await this.flush();
  }

  async discard(key: string, name = this.name(key)): Promise<void> {
    this.drop(key);
    await del(name, this.store).catch(() => undefined);
    this.others.postMessage(null);
  }

  /** Sends what waits, oldest first, in one tab alone. */
  async flush(): Promise<void> {
    const { owner } = this;
    clearTimeout(this.timer);
    if (!owner || !this.letters.some((letter) => !letter.refused)) return;
    await locked(`atrium.outbox.${owner}`, async () => {
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
  private async deliver(letter: Letter): Promise<boolean> {
    const name = this.name(letter.key); // of who is here now: they may be gone when the answer comes
    const there = await get<Letter>(name, this.store).catch(() => letter);
    if (!there) {
      this.drop(letter.key); // another tab was faster, or it was discarded
      return true;
    }
    if (!navigator.onLine) return false;
    this.sending.add(letter.key);
    this.tell();
    try {
      const post = await this.send(letter);
      this.failures = 0;
      for (const listener of this.arrived) listener(post);
      await this.discard(letter.key, name);
      return true;
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem(500);
      // No answer, to be signed in again, or its first request is still at work: it waits.
      if ([0, 401, 409].includes(problem.status)) return false;
      const { status, members, retryAfter } = problem;
      this.sending.delete(letter.key);
      await this.keep({ ...letter, refused: { status, members, retryAfter } });
      return true;
    }
  }

  private async keep(letter: Letter): Promise<void> {
    this.letters = this.letters.map((one) => (one.key === letter.key ? letter : one));
    this.tell();
    // Where the browser keeps nothing (some private windows), it lives as long as the tab.
    await set(this.name(letter.key), letter, this.store).catch(() => undefined);
    this.others.postMessage(null);
  }

  private drop(key: string): void {
    this.sending.delete(key);
    this.letters = this.letters.filter((letter) => letter.key !== key);
    this.tell();
  }

  private async reload(): Promise<void> {
    const { owner } = this;
    const all = await entries<string, Letter>(this.store).catch(() => null);
    if (!all || !owner || this.owner !== owner) return;
    const kept = all.filter(([name]) => name.startsWith(`${owner}/`)).map(([, letter]) => letter);
    const known = new Set(kept.map((letter) => letter.key));
    const begun = this.letters.filter((letter) => this.sending.has(letter.key) && !known.has(letter.key));
    this.letters = [...begun, ...kept].sort((one, other) => other.at.localeCompare(one.at));
    this.tell();
  }

  private name(key: string): string {
    return `${this.owner}/${key}`;
  }

  private tell(): void {
    const stateOf = (letter: Letter) =>
      letter.refused ? "refused" : this.sending.has(letter.key) ? "sending" : "waiting";
    this.shown = this.letters.map((letter) => ({ ...letter, is: stateOf(letter) }));
    for (const listener of this.listeners) listener();
  }
}

function publish({ key, home, body: text, kind }: Letter): Promise<Post> {
  const said = { body: { body: text, kind, attachments: [] }, headers: once(key) };
  return home.kind === "group"
    ? body(api.POST("/v1/groups/{group}/posts", { params: { path: { group: home.id } }, ...said }))
    : body(api.POST("/v1/people/{user}/posts", { params: { path: { user: home.id } }, ...said }));
}

export const outbox = new Outbox(publish);

export const useOutbox = () =>
  useSyncExternalStore(
    (listener) => outbox.subscribe(listener),
    () => outbox.get(),
  );
