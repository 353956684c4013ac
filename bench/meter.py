"""What AWS would bill for, counted on the local cloud while something happens.

DynamoDB's units are bench/counter.py's. All else is counted where it passes: invocations with the CPU they
took, calls of SQS and SNS, pushes over @connections, bytes of logs and answers.
"""

import contextlib
import io
import math
import resource
import threading
import time
from collections.abc import Iterator
from typing import Any

from botocore.httpsession import URLLib3Session

from bench.bill import API, Bill
from bench.counter import counting
from chalicelib.core.log import logger
from chalicelib.live import wire
from infra.local import gateway, lambdas, permissions

METERED = 32 * 1024  # bytes of a WebSocket message that are billed as one
BY_QUEUE = 2  # SQS requests that an invocation costs: Lambda's pollers receive, and delete
Event = dict[str, Any]


class Meter:
    """Between `start` and its end everything is counted; `seen` keeps each function's newest event."""

    def __init__(self) -> None:
        self.bill = Bill()
        self.seen: dict[str, Event] = {}
        self._adding = threading.Lock()

    @contextlib.contextmanager
    def running(self, *, units: bool = True) -> Iterator["Meter"]:
        """Counting units looks at each item before it is written, so CPU and calls are counted without."""
        invoke, serve = lambdas.Function.invoke, gateway.Gateway.answer
        send, ask = URLLib3Session.send, wire.ask

        def invoking(function: lambdas.Function, event: Event) -> Any:
            name = function.role or function.name
            began = _used()
            try:
                return invoke(function, event)
            finally:
                self.seen[name] = event
                self._invoked(name, _used() - began, by_queue="queue" in function.source)

        def answering(front: gateway.Gateway, request: Any) -> Any:
            began = time.thread_time()
            answer = serve(front, request)
            self._invoked(API, time.thread_time() - began, by_queue=False)
            self._sent(0, len(answer.body))
            return answer

        def sending(session: Any, request: Any) -> Any:
            self._called(request)
            return send(session, request)

        def asking(method: str, connections: Any, body: bytes) -> list[int]:
            if method == "POST":
                count = len(connections)
                self._sent(count * math.ceil(len(body) / METERED), count * len(body))
            return ask(method, connections, body)

        with contextlib.ExitStack() as stack:
            counted = stack.enter_context(counting()) if units else None
            stack.enter_context(_patched(invoking, answering, sending, asking))
            lines = stack.enter_context(_listening())
            yield self
        if counted:
            total = counted.sum()
            self.bill.wru, self.bill.rru = total.write, total.read
        self.bill.log = len(lines.getvalue().encode())

    def _invoked(self, name: str, took: float, *, by_queue: bool) -> None:
        with self._adding:
            self.bill.invocations[name] += 1
            self.bill.cpu[name] += took * 1000
            if by_queue:
                self.bill.sqs += BY_QUEUE

    def _sent(self, messages: int, length: int) -> None:
        with self._adding:
            self.bill.pushes += messages
            self.bill.out += length

    def _called(self, request: Any) -> None:
        """By whom a call of AWS is made is known where policies are kept; the pumps' own are nobody's."""
        name = permissions.who()
        if not name:
            return
        target = request.headers.get("X-Amz-Target") or b""
        told = target if isinstance(target, str) else target.decode()
        body = request.body if isinstance(request.body, bytes) else str(request.body or "").encode()
        with self._adding:
            self.bill.calls[name] += 1
            if told.startswith("AmazonSQS"):
                self.bill.sqs += 1
            elif b"/s3/aws4_request" in _signed(request):
                self._file(request.method)
            elif b"Action=Publish" in body:
                self.bill.sns += 1

    def _file(self, method: str) -> None:
        """https://aws.amazon.com/s3/pricing/: to delete costs nothing."""
        if method in ("GET", "HEAD"):
            self.bill.s3_reads += 1
        elif method != "DELETE":
            self.bill.s3_writes += 1


def _signed(request: Any) -> bytes:
    told = request.headers.get("Authorization") or b""
    return told.encode() if isinstance(told, str) else bytes(told)


def _used() -> float:
    """CPU of this thread, and of children: files are looked at in one."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.thread_time() + children.ru_utime + children.ru_stime


@contextlib.contextmanager
def _patched(*mine: Any) -> Iterator[None]:
    doors = [
        (lambdas.Function, "invoke"),
        (gateway.Gateway, "answer"),
        (URLLib3Session, "send"),
        (wire, "ask"),
    ]
    before = [getattr(*door) for door in doors]
    for door, new in zip(doors, mine, strict=True):
        setattr(*door, new)
    try:
        yield
    finally:
        for door, old in zip(doors, before, strict=True):
            setattr(*door, old)


@contextlib.contextmanager
def _listening() -> Iterator[io.StringIO]:
    """The lines of log as prod would write them."""
    lines = io.StringIO()
    handler, level = logger.registered_handler, logger.log_level
    stream = handler.stream  # type: ignore[attr-defined]
    handler.stream = lines  # type: ignore[attr-defined]
    logger.setLevel("INFO")
    try:
        yield lines
    finally:
        logger.setLevel(level)
        handler.stream = stream  # type: ignore[attr-defined]
