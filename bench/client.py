"""What the web client itself sends over its line, in a real Chromium whose clock is turned forward.

Frames by type: while nothing is done, while nobody looks, while one looks away and comes back, while one
writes, and while one reads what others write.
"""

import contextlib
import json
import re
from collections import Counter
from collections.abc import Iterator

import httpx
from playwright.sync_api import Browser, BrowserContext, Page, Request, WebSocket, sync_playwright

from bench import chat, seed, web
from bench.costs import TEXT, Desk
from bench.stage import Person
from chalicelib.core import ids
from infra import chromium
from infra import web as built
from infra.local.cloud import Cloud

MINUTE, SECOND = 60_000, 1000  # milliseconds
STEP = 8 * SECOND  # turned forward at once; shorter than the ten seconds in which the client wants an answer
SPAN = 36  # minutes without anything; beats of one, four and nine minutes all go into it
HOUR = 60
LOOKS = 10  # times that one looks away, for a minute, and comes back for a minute
WORDS = "The lift in house B is broken again, can you call them? Thank you so much."
WRITING = 15  # seconds for that message
BURST, APART = 3, 2  # messages that others write, seconds apart
FACES = 6
OPENED = 4
HIDE = """hidden => {
  const state = hidden ? 'hidden' : 'visible';
  Object.defineProperty(document, 'visibilityState', {configurable: true, get: () => state});
  document.dispatchEvent(new Event('visibilitychange'));
}"""

Told = dict[str, float]


def measure(cloud: Cloud, http: httpx.Client) -> dict[str, Told]:
    built.build()
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        found = told(browser, Desk(cloud, http), cloud)
        browser.close()
    return found


def told(browser: Browser, desk: Desk, cloud: Cloud) -> dict[str, Told]:
    """Frames from the client by type, for each of these."""
    with _at_chat(browser, cloud, desk) as client:
        idle = _hour(client)
        return {
            "an hour, looked at": idle,
            "an hour, hidden": _hidden(client),
            "a look away": _looks(client, idle),
            "a message written": _written(client),
            "three messages read": _read(client),
            "a conversation opened": _opened(client),
        }


def _hour(client: "Client") -> Told:
    client.sent.clear()
    client.turn(SPAN * MINUTE)
    return {kind: round(count * HOUR / SPAN, 1) for kind, count in client.sent.items()}


def _hidden(client: "Client") -> Told:
    client.hide(hidden=True)
    client.turn(MINUTE)
    found = _hour(client)
    client.hide(hidden=False)
    return found


def _looks(client: "Client", idle: Told) -> Told:
    """What a look away adds to the time without one."""
    client.sent.clear()
    for _ in range(LOOKS):
        for hidden in (True, False):
            client.hide(hidden=hidden)
            client.turn(MINUTE)
    hours = 2 * LOOKS / HOUR
    return {
        kind: max(0, round((count - idle.get(kind, 0) * hours) / LOOKS, 2))
        for kind, count in client.sent.items()
    }


def _written(client: "Client") -> Told:
    client.page.get_by_role("textbox", name=re.compile("^Message to")).click()
    client.sent.clear()
    for letter in WORDS:
        client.page.keyboard.type(letter)
        client.page.clock.run_for(WRITING * SECOND // len(WORDS))
    client.page.keyboard.press("Enter")
    client.shown(WORDS)
    return dict(client.sent)


def _read(client: "Client") -> Told:
    client.sent.clear()
    for number in range(BURST):
        text = f"The answer {number}"
        client.other.post(f"{client.path}/messages", {"body": text, "client_id": ids.ulid()})
        client.shown(text)
        client.turn(APART * SECOND)
    client.turn(2 * STEP)
    return dict(client.sent)


def _opened(client: "Client") -> Told:
    """Others of the list, each for the first time, with a message that is not read."""
    client.sent.clear()
    for path in client.paths[:OPENED]:
        link = client.page.locator(f"a[href*='{path.rpartition('/')[2]}']").first
        with client.page.expect_response(re.compile(f"{path}/messages")):
            link.click()
        client.shown(TEXT)
        client.turn(2 * STEP)
    return {kind: count / OPENED for kind, count in client.sent.items()}


class Client:
    """Somebody who looks at the last of some conversations; what they send is counted by type.

    A "request" is one to the API, all else are frames.
    """

    def __init__(self, page: Page, other: Person, paths: list[str]) -> None:
        self.page, self.other, self.path, self.paths = page, other, paths[-1], paths
        self.sent: Counter[str] = Counter()
        self._open: set[int] = set()  # frames that are not answered
        page.on("websocket", self._listen)
        page.on("request", self._asked)

    def _listen(self, line: WebSocket) -> None:
        self._open.clear()
        line.on("framesent", self._said)
        line.on("framereceived", lambda text: self._open.discard(json.loads(text).get("id")))

    def _asked(self, request: Request) -> None:
        if web.API in request.url and "refresh" not in request.url:  # that is a matter of time
            self.sent["request"] += 1

    def _said(self, text: str | bytes) -> None:
        frame = json.loads(text)
        self.sent[frame["type"]] += 1
        if not frame.get("quiet"):
            self._open.add(frame["id"])

    def turn(self, span: int) -> None:
        """The clock forward, no further at once than the client waits for an answer."""
        for done in range(0, span, STEP):
            self.page.clock.run_for(min(STEP, span - done))
            self.rest()

    def rest(self) -> None:
        self.page.wait_for_timeout(1)  # what was sent is told here
        while self._open:
            self.page.wait_for_timeout(5)

    def hide(self, *, hidden: bool) -> None:
        self.page.evaluate(HIDE, arg=hidden)

    def shown(self, text: str) -> None:
        self.page.get_by_role("log").get_by_role("article").filter(has_text=text).wait_for()
        self.rest()


@contextlib.contextmanager
def _at_chat(browser: Browser, cloud: Cloud, desk: Desk) -> Iterator[Client]:
    context = browser.new_context(base_url=cloud.url, viewport={"width": 1280, "height": 900})
    tenant, slug, me = _network(context)
    others = [desk.person(tenant, user) for user in seed.people(tenant, FACES)]
    paths = [chat.begin(other, [me]) for other in others]
    for other, path in zip(others, paths, strict=True):
        chat.say(other, path)
    cloud.wait_idle()
    client = Client(context.new_page(), others[-1], paths)
    client.page.clock.install()
    client.page.goto(f"/at/{slug}/chat/{client.path.rpartition('/')[2]}")
    client.page.get_by_role("log").get_by_role("article").first.wait_for()
    client.turn(MINUTE)
    yield client
    context.close()


def _network(context: BrowserContext) -> tuple[str, str, str]:
    """A tenant, its slug, and its owner, who is signed in here."""
    slug = f"c{ids.ulid().lower()}"
    owner = {"name": "Olga Owner", "email": f"olga@{slug}.test", "password": "correct horse battery"}
    answer = web.asked(
        context, "/v1/tenants", {"name": "Acme", "slug": slug, "owner": owner, "keep": "cookie"}
    )
    return answer["tenant"]["id"], slug, answer["session"]["user"]["id"]
