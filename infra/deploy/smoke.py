"""The first look at a stage after a deployment: from outside, as a stranger. It writes nothing."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import httpx
from websockets.exceptions import InvalidHandshake, InvalidStatus
from websockets.sync.client import connect

from infra.deploy import say
from infra.deploy.errors import Failed

PATIENCE = 90.0  # seconds; a function's first start and CloudFront's edges take a while to agree
PAUSE = 3.0
# What WebHeaders in infra/template/web.yaml promises of every page.
PAGE_HEADERS = {
    "content-security-policy": "default-src 'none'",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(self)",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
HSTS = ("strict-transport-security", "max-age=")
NO_SUCH_PATH = "/v1/no-such-path"
REFUSALS = (401, 403)


class Wrong(Exception):
    """What an answer should have been, and was not."""


@dataclass(frozen=True)
class Target:
    address: str  # the origin people open
    live: str  # the WebSocket
    stage: str
    build: str


def look(target: Target) -> None:
    """Every check, tried again until the time is over, and told. Raises Failed with those that are wrong."""
    wrong = []
    with httpx.Client(base_url=target.address, timeout=30, follow_redirects=False) as client:
        until = time.monotonic() + PATIENCE
        for title, check in checks(client, target):
            try:
                _try(check, until)
            except Wrong as error:
                wrong.append(f"{title}: {error}")
                say.warning(f"wrong  {title}: {error}")
            else:
                say.line(f"ok     {title}")
    if wrong:
        raise Failed("\n".join(["the stage does not answer as it should:", *(f"  {one}" for one in wrong)]))


def leads_here(target: Target) -> bool:
    """Whether this address is the stage's too."""
    try:
        with httpx.Client(base_url=target.address, timeout=30) as client:
            _health(client, target)
    except (Wrong, httpx.HTTPError, ValueError, KeyError):
        return False
    return True


def checks(client: httpx.Client, target: Target) -> Iterator[tuple[str, Callable[[], None]]]:
    """Each with what it promises; it raises Wrong or httpx's errors."""
    yield "it runs this build", lambda: _health(client, target)
    yield "the sign-in page is shown, and may do nothing it needs not", lambda: _page(client, "/sign-in")
    yield "what the page names is there, for ever", lambda: _assets(client)
    yield "the API tells a stranger so, as a problem", lambda: _problem(client, "/v1/feed", 401)
    yield "a path that is not there is a problem too", lambda: _problem(client, NO_SUCH_PATH, 404)
    yield "nobody comes to the WebSocket without a ticket", lambda: _socket(target.live)


def _try(check: Callable[[], None], until: float) -> None:
    while True:
        try:
            check()
        except (Wrong, httpx.HTTPError, ValueError, KeyError) as error:  # the latter: not our JSON
            if time.monotonic() + PAUSE > until:
                raise Wrong(str(error) or type(error).__name__) from error
            time.sleep(PAUSE)
        else:
            return


def _health(client: httpx.Client, target: Target) -> None:
    answer = _get(client, "/v1/health", 200)
    told = answer.json()
    _same("stage", told["stage"], target.stage)
    _same("build", told["build"], target.build)


def _page(client: httpx.Client, path: str) -> None:
    answer = _get(client, path, 200)
    _has(answer, "content-type", "text/html")
    _has(answer, "cache-control", "no-cache")
    secure = dict([HSTS]) if client.base_url.scheme == "https" else {}
    for name, wanted in {**PAGE_HEADERS, **secure}.items():
        _has(answer, name, wanted)


def _assets(client: httpx.Client) -> None:
    named = re.findall(r'(?:src|href)="(/assets/[^"]+)"', _get(client, "/", 200).text)
    if not named:
        raise Wrong("the page names no assets")
    for path in named:
        _has(_get(client, path, 200), "cache-control", "immutable")


def _problem(client: httpx.Client, path: str, status: int) -> None:
    answer = _get(client, path, status)
    _has(answer, "content-type", "application/problem+json")
    _same("status of the problem", answer.json()["status"], status)


def _socket(url: str) -> None:
    try:
        connect(url, open_timeout=20).close()
    except InvalidStatus as refused:
        if refused.response.status_code not in REFUSALS:
            raise Wrong(f"refused with {refused.response.status_code}") from refused
    except (InvalidHandshake, OSError, TimeoutError) as error:
        raise Wrong(f"{url}: {error or type(error).__name__}") from error
    else:
        raise Wrong("it took a stranger in")


def _get(client: httpx.Client, path: str, status: int) -> httpx.Response:
    answer = client.get(path)
    if answer.status_code != status:
        raise Wrong(f"{path} answered {answer.status_code} instead of {status}")
    return answer


def _has(answer: httpx.Response, name: str, wanted: str) -> None:
    told = answer.headers.get(name, "")
    if wanted not in told:
        raise Wrong(f"{answer.url.path} has {name}: {told or '(nothing)'}, without {wanted}")


def _same(what: str, told: object, wanted: object) -> None:
    if told != wanted:
        raise Wrong(f"{what} is {told!r} instead of {wanted!r}")
