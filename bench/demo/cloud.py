"""A running local cloud, as the demo meets it: its public API, its mailbox, its queues."""

import hashlib
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Any, Self, TypeVar

import httpx

AT_ONCE = 6  # requests under way; more only wait in the server
TRIES = 5
BUSY = 2.0  # seconds until a request is tried again that met a restart or its own twin
LOOK = 5  # seconds a look at the queues may take

T = TypeVar("T")


class Unreachable(Exception):
    """No local cloud answers there."""


class Incomplete(Exception):
    """Something is missing of what was to be filled in."""


class Refused(Exception):
    """An answer other than success."""

    def __init__(self, method: str, path: str, answer: httpx.Response) -> None:
        self.status = answer.status_code
        try:
            said = answer.json()
        except ValueError:
            said = {}
        self.detail = str(said.get("detail") or said.get("title") or said.get("message") or answer.text[:200])
        super().__init__(f"{method} {path}: {self.status} {self.detail}")


class Cloud:
    """`failures` are what could not be done; a run without any is a good one."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self.failures: list[str] = []
        limits = httpx.Limits(max_connections=AT_ONCE + 2, max_keepalive_connections=AT_ONCE + 2)
        self._http = httpx.Client(base_url=self.url, timeout=60, limits=limits)

    def __enter__(self) -> Self:
        try:  # once, so that nobody waits for the answer no
            self._http.get("/_local/aws").raise_for_status()
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            self._http.close()
            raise Unreachable(f"No local cloud answers at {self.url}: `make run` starts one.") from error
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    # The API

    def ask(self, method: str, path: str, body: Any = None, *, token: str = "", key: str = "") -> Any:
        """One request, patiently: it waits where it is told to, and tries again what may be tried again."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        if key:
            headers["Idempotency-Key"] = key
        tries = 0
        while True:
            tries += 1
            try:
                answer = self._http.request(method, path, json=body, headers=headers)
            except httpx.TransportError:
                # Sent again it does no harm: POSTs have keys, the rest changes nothing the second time.
                if tries == TRIES:
                    raise
                time.sleep(BUSY)
                continue
            if answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
                tries -= 1
                time.sleep(float(answer.headers.get("Retry-After", BUSY)))
            elif tries < TRIES and (answer.is_server_error or _is_twin(answer)):
                time.sleep(max(BUSY, float(answer.headers.get("Retry-After", 0))))
            elif answer.is_success:
                return answer.json() if answer.content else None
            else:
                raise Refused(method, path, answer)

    # Beside the API: what only a local cloud has

    def aws(self) -> dict[str, Any]:
        """Where the emulator is, and the settings of the deployed code."""
        found: dict[str, Any] = self.ask("GET", "/_local/aws")
        return found

    def mails(self) -> list[dict[str, Any]]:
        """All that were sent, newest first."""
        found: list[dict[str, Any]] = self.ask("GET", "/_local/mail")
        return found

    def wait_idle(self, waiting: Callable[[int], None]) -> dict[str, Any]:
        """Until every event is dealt with; `waiting` hears how many are left. The queues as they are then."""
        while True:
            queues: dict[str, Any] = self.ask("GET", f"/_local/queues?wait={LOOK}")
            if queues["idle"]:
                return queues
            waiting(_waiting(queues))

    # Many at once

    def each(self, jobs: Iterable[T], do: Callable[[T], None]) -> None:
        """`do` for every job, a few at a time, in order. What fails is noted, and the rest goes on."""
        stop = threading.Event()

        def one(job: T) -> None:
            if stop.is_set():
                return
            try:
                do(job)
            except (Refused, httpx.HTTPError) as error:
                self.failures.append(str(error))

        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="demo") as pool:
            try:
                for future in as_completed([pool.submit(one, job) for job in jobs]):
                    future.result()
            except BaseException:
                stop.set()
                raise


def idempotency_key(*facts: str) -> str:
    """The same for the same facts, whenever and wherever it is made."""
    return hashlib.sha256("\0".join(facts).encode()).hexdigest()[:40]


def _is_twin(answer: httpx.Response) -> bool:
    """A request of an interrupted run, with the same key, is still at work."""
    return answer.status_code == httpx.codes.CONFLICT and "still at work" in answer.text


def _waiting(queues: dict[str, Any]) -> int:
    held = [sum(depth.values()) for name, depth in queues["queues"].items() if name.endswith("Queue")]
    behind = [function["behind"] for function in queues["stream"].values()]
    return int(sum(held) + sum(behind))
