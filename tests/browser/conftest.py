"""The web client in a real browser, against the test's own cloud.

`screen(person, "/at/...")` is a page of that person's; `axe(page)` what is in the way of some people there.
Whatever a page's console complains of fails the test, unless it says `allow("...")`.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from infra import chromium, web
from infra.local.cloud import Cloud
from tests.browser.company import sign_in
from tests.browser.watching import Watch, shown, violations
from tests.people import PASSWORD, Network, Person

DESKTOP = {"viewport": {"width": 1280, "height": 900}}
PHONE = {
    "viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True
}  # fmt: skip
HERE = Path(__file__).parent
AXE = web.WEB / "node_modules/axe-core/axe.min.js"
PATIENCE = 10_000  # milliseconds; two workers share the machine with the cloud and two browsers
FAILED = pytest.StashKey[bool]()

expect.set_options(timeout=PATIENCE)
Screen = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Two workers, their clouds and several browsers share a small machine: what failed is tried again.

    The report counts it as "rerun", so that it is seen; what is broken fails twice.
    """
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def built() -> None:
    """web/dist is that of these sources, whoever starts the tests."""
    web.build()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(built: None, playwright: Playwright) -> Iterator[Browser]:  # noqa: ARG001
    try:
        running = chromium.launch(playwright)
    except chromium.Missing as missing:
        pytest.fail(str(missing), pytrace=False)
    yield running
    running.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    watching = Watch()
    yield watching
    assert watching.faults == []


@pytest.fixture
def allow(watch: Watch) -> Callable[[str], None]:
    """Faults that belong to the test: `allow("401 POST .*/v1/sessions")`."""
    return watch.allow


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture
def device(
    browser: Browser, cloud: Cloud, watch: Watch, request: pytest.FixtureRequest
) -> Iterator[Callable[..., BrowserContext]]:
    """Somebody's browser, with nothing in it yet. Of a test that fails it tells what its pages show."""
    open_ones: list[BrowserContext] = []

    def make(
        *, phone: bool = False, theme: str = "light", language: str = "en", workers: bool = False, **more: Any
    ) -> BrowserContext:
        context = browser.new_context(
            base_url=cloud.url,
            color_scheme=theme,
            locale=language,
            reduced_motion="reduce",
            service_workers="allow" if workers else "block",
            **(PHONE if phone else DESKTOP),
            **more,
        )
        context.set_default_timeout(PATIENCE)
        watch.watch(context)
        open_ones.append(context)
        return context

    yield make
    if request.node.stash.get(FAILED, False):
        for context in open_ones:
            print(*map(shown, context.pages), sep="\n")  # noqa: T201  for pytest to show
    for context in open_ones:
        context.close()


@pytest.fixture
def person(network: Network) -> Person:
    """Somebody new, whose files are none yet."""
    return network.person("Paula Putter")


@pytest.fixture
def screen(device: Callable[..., BrowserContext]) -> Screen:
    """`screen(person, path, phone=, theme=, language=, workers=)`: a page where that person is signed in.

    Without a person nobody is, without a path nothing is opened yet. `workers` lets service workers run.
    """

    def make(person: Person | None = None, path: str | None = None, **kind: Any) -> Page:
        context = device(**kind)
        if person:
            sign_in(context, person.network.slug, person.session["user"]["email"], PASSWORD)
        page = context.new_page()
        if path is not None:
            page.goto(path)
        return page

    return make


def without_frames(page: Page, allow: Callable[[str], None]) -> None:
    """The page hears nothing over the WebSocket: what it knows, answers told it."""
    allow("failed: POST .*/v1/live/tickets")
    page.route("**/v1/live/tickets", lambda route: route.abort())


@pytest.fixture
def axe(built: None) -> Callable[..., list[str]]:  # noqa: ARG001
    """`axe(page)`, or by some of its rules `axe(page, rules)`."""
    source = AXE.read_text("utf-8")
    return lambda page, rules=(): violations(page, source, rules)
