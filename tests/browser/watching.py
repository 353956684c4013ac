"""A page that is looked at: what its console complains of, and what it asked for in vain, is a fault."""

import re
from collections.abc import Sequence
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, Request, Response

# Chromium says it of every answer from 400 on, beside the answer itself, which `_response` judges.
SAID_TWICE = "Failed to load resource"
BLOCKED = "Service Worker registration blocked by Playwright"  # as conftest.py wants it
# Colours on their way from one theme to the other are no colours to judge.
STILL = """async () => {
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const ending = document.getAnimations().filter(one => one.effect.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(ending.map(one => one.finished));
}"""
LEFT = "net::ERR_ABORTED"  # somebody went on to another page


class Watch:
    """Keeps the faults of all pages of a test, but those it allows."""

    def __init__(self) -> None:
        self._faults: list[str] = []
        self._allowed: list[re.Pattern[str]] = []

    def allow(self, pattern: str) -> None:
        """Faults like this belong to the test: "401 POST .*/sessions", "net::ERR_INTERNET_DISCONNECTED"."""
        self._allowed.append(re.compile(pattern))

    def watch(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", lambda error: self._note(f"uncaught: {error.error}"))
        context.on("requestfailed", self._failed)
        context.on("response", self._response)

    @property
    def faults(self) -> list[str]:
        return [fault for fault in self._faults if not any(one.search(fault) for one in self._allowed)]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith((SAID_TWICE, BLOCKED)):
            self._note(f"console: {message.text}")

    def _failed(self, request: Request) -> None:
        if request.failure != LEFT:
            self._note(f"failed: {request.method} {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self._note(f"{response.status} {response.request.method} {response.url}")

    def _note(self, fault: str) -> None:
        self._faults.append(fault)


def shown(page: Page) -> str:
    """What a page shows now, in words."""
    try:
        return f"--- {page.url}\n{page.evaluate('document.body.innerText')}"
    except Error as error:
        return f"--- {page.url}: {error.message}"


COLOURS = ["color-contrast", "link-in-text-block"]


def violations(page: Page, axe: str, rules: Sequence[str] = ()) -> list[str]:
    """What axe-core, given as its source, finds wrong with a page as it is now, and where. By all of its
    rules, or by these."""
    page.evaluate(STILL)
    page.evaluate(axe)  # by the debugger, so that the page's own policy has no say
    how = {"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {})
    found = page.evaluate("how => axe.run(document, how)", how)["violations"]
    return [f"{one['id']}: {_where(node)}" for one in found for node in one["nodes"]]


def _where(node: dict[str, Any]) -> str:
    because = [check["message"] for check in node["any"] + node["all"] + node["none"]]
    return f"{' '.join(because)} {node['html'][:200]}"
