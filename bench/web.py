"""Opening the web client: what is loaded and asked until somebody reads their feed, in a real Chromium."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from bench.line import Line
from chalicelib.core import ids
from infra import chromium, web
from infra.local.cloud import Cloud

POSTS = 20
KB = 1000
API = "/v1/"
FIRST_POST = "article"
TEXT = "The lift in house B works again. **Thank you** for climbing stairs with us all week!"
# Kept from the first paint on; what somebody's own click moves is not counted.
SHIFTS = """window.shifted = 0;
new PerformanceObserver(list => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.shifted += shift.value;
}).observe({type: 'layout-shift', buffered: true})"""


@dataclass
class Opening:
    """One opening of the feed, from the first byte until the page is at rest."""

    scripts: dict[str, int] = field(default_factory=dict)  # compressed bytes until the first post is shown
    loaded: int = 0  # compressed bytes of the client itself, all in all
    asked: list[str] = field(default_factory=list)  # requests to the API
    shifted: float = 0  # cumulative layout shift

    @property
    def script(self) -> int:
        return sum(self.scripts.values())


def measure(cloud: Cloud) -> list[Line]:
    web.build()
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        cold, warm = open_twice(browser, cloud)
        browser.close()
    return lines(cold, warm)


def lines(cold: Opening, warm: Opening) -> list[Line]:
    return [
        Line("web client: script before the first post is shown", cold.script / KB, "KB", 180),
        Line("web client: all that is loaded, fonts and styles too", cold.loaded / KB, "KB"),
        Line("web client: loaded the next time", warm.loaded / KB, "KB"),
        Line("web client: API requests, the first time", len(cold.asked), "asked", 4),
        Line("web client: API requests, the next time", len(warm.asked), "asked", 4),
        Line("web client: cumulative layout shift", cold.shifted, "CLS", 0.01),
    ]


def open_twice(browser: Browser, cloud: Cloud) -> tuple[Opening, Opening]:
    """By somebody who is signed in: with nothing in the browser yet, and again in the same browser."""
    context = browser.new_context(base_url=cloud.url, viewport={"width": 1280, "height": 900})
    context.add_init_script(SHIFTS)
    path = f"/at/{_network(context, cloud)}/"
    cold = _open(context, path)
    warm = _open(context, path)
    context.close()
    return cold, warm


def _network(context: BrowserContext, cloud: Cloud) -> str:
    """A network whose owner is signed in here and has a feed of posts; its slug."""
    slug = f"w{ids.ulid().lower()}"
    owner = {"name": "Olga Owner", "email": f"olga@{slug}.test", "password": "correct horse battery"}
    signed_up = {"name": "Acme", "slug": slug, "owner": owner, "keep": "cookie"}
    session = asked(context, "/v1/tenants", signed_up)["session"]
    group = asked(context, "/v1/groups", {"name": "Everyone"}, session)["id"]
    for number in range(POSTS):
        asked(context, f"/v1/groups/{group}/posts", {"body": f"{TEXT} {number}"}, session)
    cloud.wait_idle()
    return slug


def asked(context: BrowserContext, path: str, body: Any, session: Any = None) -> Any:
    headers = {"Authorization": f"Bearer {session['access_token']}"} if session else {}
    answer = context.request.post(path, data=body, headers=headers)
    if not answer.ok:
        raise RuntimeError(answer.text())
    return answer.json()


def _open(context: BrowserContext, path: str) -> Opening:
    page = context.new_page()
    opening, answers = Opening(), dict[str, Any]()
    is_shown = False

    def answered(told: dict[str, Any]) -> None:
        if API not in told["response"]["url"]:
            answers[told["requestId"]] = told["response"]

    def finished(told: dict[str, Any]) -> None:
        answer = answers.get(told["requestId"])
        if answer is None:
            return
        body = told["encodedDataLength"] - answer["encodedDataLength"]  # which were those of its headers
        opening.loaded += body
        if answer["mimeType"] == "text/javascript" and not is_shown:
            opening.scripts[answer["url"].rpartition("/")[2]] = body

    def asked(request: Request) -> None:
        if API in request.url:
            opening.asked.append(f"{request.method} {request.url}")

    debugger = context.new_cdp_session(page)
    debugger.on("Network.responseReceived", answered)
    debugger.on("Network.loadingFinished", finished)
    debugger.send("Network.enable")
    page.on("request", asked)
    page.goto(path)
    page.locator(FIRST_POST).first.wait_for()
    is_shown = True
    _rest(page)
    opening.shifted = page.evaluate("window.shifted")
    page.close()
    return opening


def _rest(page: Page) -> None:
    """Until nothing is loaded any more, and the service worker has what it keeps for later."""
    page.evaluate(
        "navigator.serviceWorker.getRegistration().then(one => one && navigator.serviceWorker.ready)"
    )
    page.wait_for_load_state("networkidle")
