import { afterEach, expect, test, vi } from "vitest";
import { Problem } from "~/core/problems";
import { download } from "./download";

const FILE = new TextEncoder().encode("all that is in it");
const link = async () => ({ url: "https://files.test/one" });

/** Of a way that ends after so many bytes, however many there are. */
function answer(from: number, to = FILE.length): Response {
  return new Response(FILE.slice(from, to), { status: from ? 206 : 200 });
}

function served(...answers: (Response | Error)[]) {
  const fetched = vi.fn<typeof fetch>();
  for (const one of answers) {
    if (one instanceof Error) fetched.mockRejectedValueOnce(one);
    else fetched.mockResolvedValueOnce(one);
  }
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

async function whole(asked: Partial<Parameters<typeof download>[0]> = {}): Promise<string> {
  const { signal } = new AbortController();
  const bytes: number[] = [];
  for await (const chunk of await download({ link, size: FILE.length, pause: () => 0, signal, ...asked }))
    bytes.push(...chunk);
  return new TextDecoder().decode(new Uint8Array(bytes));
}

const ranges = (fetched: ReturnType<typeof served>) =>
  fetched.mock.calls.map(([, how]) => new Headers(how?.headers).get("Range"));

afterEach(() => {
  vi.unstubAllGlobals();
});

test("a file comes whole", async () => {
  const fetched = served(answer(0));
  expect(await whole()).toBe("all that is in it");
  expect(ranges(fetched)).toEqual([null]);
});

test("where the way breaks, what is there is not fetched again", async () => {
  const fetched = served(answer(0, 4), new TypeError("broken"), answer(4, 9), answer(9));
  expect(await whole()).toBe("all that is in it");
  expect(ranges(fetched)).toEqual([null, "bytes=4-", "bytes=4-", "bytes=9-"]);
});

test("a link that is too old is asked for anew", async () => {
  const asked = vi.fn(link);
  served(new Response("", { status: 403 }), answer(0));
  expect(await whole({ link: asked })).toBe("all that is in it");
  expect(asked).toHaveBeenCalledTimes(2);
});

test("an answer from the beginning is not taken for the rest", async () => {
  served(answer(0, 4), answer(0), answer(4));
  expect(await whole()).toBe("all that is in it");
});

test("what the API refuses is not asked for again", async () => {
  const refusing = vi.fn(() => Promise.reject(new Problem(404)));
  await expect(whole({ link: refusing })).rejects.toMatchObject({ status: 404 });
  expect(refusing).toHaveBeenCalledOnce();
});

test("a server that is gone is given up", async () => {
  const broken = vi.fn(() => Promise.reject(new TypeError("no way")));
  vi.stubGlobal("fetch", broken);
  await expect(whole()).rejects.toMatchObject({ status: 0 });
});

test("whoever stops it waits for nothing", async () => {
  const way = new AbortController();
  served(answer(0, 4));
  const stopped = whole({
    signal: way.signal,
    pause: () => {
      way.abort();
      return 60_000;
    },
  });
  await expect(stopped).rejects.toMatchObject({ name: "AbortError" });
});
