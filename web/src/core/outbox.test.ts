import "fake-indexeddb/auto";
import { afterEach, expect, test, vi } from "vitest";
import { type Letter, Outbox } from "./outbox";
import { Problem } from "./problems";

const HOME = { kind: "group", id: "g1", name: "Everyone" } as const;
const offline = () => Promise.reject(new Problem(0));
type Posts = Outbox<Letter, unknown>;
const outboxes: Posts[] = [];
let people = 0;

/** A tab of somebody; `server` answers. Each test is about another person. */
async function tab(owner: string, server: (letter: Letter) => Promise<unknown>) {
  const send = vi.fn(server);
  const outbox: Posts = new Outbox("atrium-outbox", send);
  outboxes.push(outbox);
  await outbox.open(owner);
  return { outbox, send };
}

const somebody = () => `acme/${++people}`;
const taken = async ({ body }: Letter) => ({ id: body });
const keysOf = (send: { mock: { calls: unknown[][] } }) =>
  send.mock.calls.map(([one]) => (one as Letter).key);
const states = (outbox: Posts) => outbox.get().map(({ body, is }) => `${body} ${is}`);

afterEach(() => {
  for (const outbox of outboxes.splice(0)) outbox.close();
});

test("a post goes at once, and is gone from the outbox when the server has it", async () => {
  const { outbox, send } = await tab(somebody(), taken);
  const sent = vi.fn();
  outbox.onSent(sent);
  const going = outbox.write({ home: HOME, body: "hello", kind: "update" });
  expect(states(outbox)).toEqual(["hello sending"]);
  await going;
  expect(outbox.get()).toEqual([]);
  expect(send).toHaveBeenCalledOnce();
  expect(sent).toHaveBeenCalledWith({ id: "hello" });
});

test("without a connection it waits, and goes under the same key when there is one", async () => {
  const { outbox, send } = await tab(somebody(), offline);
  await outbox.write({ home: HOME, body: "hello", kind: "update" });
  expect(states(outbox)).toEqual(["hello waiting"]);
  send.mockImplementation(taken);
  await outbox.flush();
  expect(outbox.get()).toEqual([]);
  expect(new Set(keysOf(send)).size).toBe(1);
});

test("it outlives the tab", async () => {
  const owner = somebody();
  const first = await tab(owner, offline);
  await first.outbox.write({ home: HOME, body: "hello", kind: "question" });
  first.outbox.close();
  const { outbox, send } = await tab(owner, taken);
  await vi.waitFor(() => expect(outbox.get()).toEqual([]));
  expect(send.mock.calls[0]?.[0]).toMatchObject({ body: "hello", kind: "question", home: HOME });
  expect(keysOf(send)).toEqual([keysOf(first.send)[0]]);
});

test("two tabs send it once", async () => {
  const owner = somebody();
  const first = await tab(owner, offline);
  await first.outbox.write({ home: HOME, body: "hello", kind: "update" });
  const second = await tab(owner, offline);
  await vi.waitFor(() => expect(second.send).toHaveBeenCalledOnce());
  const both = vi.fn(taken);
  first.send.mockImplementation(both);
  second.send.mockImplementation(both);
  await Promise.all([first.outbox.flush(), second.outbox.flush()]);
  expect(both).toHaveBeenCalledOnce();
  expect([...first.outbox.get(), ...second.outbox.get()]).toEqual([]);
});

test("what waits goes in the order in which it was written, and nothing overtakes", async () => {
  const { outbox, send } = await tab(somebody(), offline);
  await outbox.write({ home: HOME, body: "one", kind: "update" });
  await outbox.write({ home: HOME, body: "two", kind: "update" });
  send.mockClear();
  send.mockImplementation(taken);
  await outbox.flush();
  expect(send.mock.calls.map(([letter]) => letter.body)).toEqual(["one", "two"]);
});

test("what the server refuses stays with its text and the reason, until it is sent again", async () => {
  const owner = somebody();
  const { outbox, send } = await tab(owner, () => Promise.reject(new Problem(429, { detail: "slower" }, 7)));
  await outbox.write({ home: HOME, body: "hello", kind: "update" });
  expect(outbox.get()).toMatchObject([
    { body: "hello", is: "refused", refused: { status: 429, retryAfter: 7 } },
  ]);
  await outbox.flush();
  expect(send).toHaveBeenCalledOnce();
  send.mockImplementation(taken);
  await outbox.again(outbox.get()[0]?.key ?? "");
  expect(outbox.get()).toEqual([]);
  expect(new Set(keysOf(send)).size).toBe(1);
});

test.each([
  ["a first request that is still at work", 409],
  ["a server that cannot for a moment", 503],
])("%s is no refusal", async (_, status) => {
  const { outbox } = await tab(somebody(), () => Promise.reject(new Problem(status)));
  await outbox.write({ home: HOME, body: "hello", kind: "update" });
  expect(states(outbox)).toEqual(["hello waiting"]);
});

test("what is discarded is not sent", async () => {
  const owner = somebody();
  const { outbox, send } = await tab(owner, offline);
  await outbox.write({ home: HOME, body: "hello", kind: "update" });
  await outbox.discard(outbox.get()[0]?.key ?? "");
  send.mockImplementation(taken);
  await outbox.flush();
  expect(send).toHaveBeenCalledOnce();
  expect((await tab(owner, taken)).outbox.get()).toEqual([]);
});

test("nobody sends or sees what another person left", async () => {
  const first = await tab(somebody(), offline);
  await first.outbox.write({ home: HOME, body: "hello", kind: "update" });
  const { outbox, send } = await tab(somebody(), taken);
  expect(outbox.get()).toEqual([]);
  expect(send).not.toHaveBeenCalled();
});
