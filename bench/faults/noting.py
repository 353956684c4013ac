"""The demo's client, which also notes what it is told: facts acknowledged, refusals, the longest wait."""

import re
import threading
from collections import Counter
from typing import Any

import httpx

from bench.demo.cloud import Cloud

Fact = tuple[str, ...]

_MADE = (
    (re.compile(r"POST /v1/(?:groups|people)/[^/]+/posts"), "post"),
    (re.compile(r"POST /v1/posts/[^/]+/comments"), "comment"),
    (re.compile(r"POST /v1/groups"), "group"),
    (re.compile(r"POST /v1/folders"), "folder"),
)
_SAID = re.compile(r"POST /v1/conversations/([^/]+)/messages")
_REACTED = re.compile(r"PUT /v1/(?:posts|comments)/([^/]+)/reactions/(.+)")
_STORED = re.compile(r"POST /v1/uploads/[^/]+/completion")
_MEMBER = re.compile(r"PUT /v1/groups/([^/]+)/members/([^/]+)")


class Noting(Cloud):
    """`facts` are those acknowledged: (kind, id, ...); `answers` counts statuses."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.facts: Counter[Fact] = Counter()
        self.answers: Counter[int] = Counter()
        self.odd: list[str] = []  # refusals that are not as they should be
        self.slowest = 0.0
        self._one = threading.Lock()
        self._http.event_hooks["response"] = [self._heard]

    def ask(self, method: str, path: str, body: Any = None, *, token: str = "", key: str = "") -> Any:
        answer = super().ask(method, path, body, token=token, key=key)
        fact = _fact(f"{method} {path}", answer)
        if fact:
            with self._one:
                self.facts[fact] += 1
        return answer

    def _heard(self, answer: httpx.Response) -> None:
        answer.read()
        if "/_local/" in str(answer.url):
            return
        with self._one:
            self.answers[answer.status_code] += 1
            self.slowest = max(self.slowest, answer.elapsed.total_seconds())
            busy = answer.status_code == httpx.codes.SERVICE_UNAVAILABLE
            told = answer.headers.get("retry-after") and answer.headers["content-type"].startswith(
                "application/problem+json"
            )
            if (answer.is_server_error and not busy) or (busy and not told):
                self.odd.append(f"{answer.request.method} {answer.url.path}: {answer.status_code}")


def _fact(asked: str, answer: Any) -> Fact | None:
    for pattern, kind in _MADE:
        if pattern.fullmatch(asked):
            return kind, answer["id"]
    if found := _SAID.fullmatch(asked):
        return "message", found[1], str(answer["number"]), answer["client_id"]
    if _STORED.fullmatch(asked):
        return "version", answer["id"], str(answer["number"])
    if found := _REACTED.fullmatch(asked):
        return "reaction", found[1]
    if found := _MEMBER.fullmatch(asked):
        return "member", *found.groups()
    return None
