"""A person of a company, with a session of their own."""

import threading
import time
from typing import Any

from bench.demo.cloud import Cloud, Refused, idempotency_key
from bench.demo.model import PASSWORD, Person

EARLY = 60  # seconds before its end a token is no longer used


class Account:
    """A person who may sign in; does so when first asked to do something."""

    def __init__(self, cloud: Cloud, slug: str, person: Person, id_: str) -> None:
        self.person, self.id = person, id_
        self._cloud, self._slug = cloud, slug
        self._session: dict[str, Any] = {}
        self._until = 0.0
        self._one = threading.Lock()

    def ask(self, method: str, path: str, body: Any = None, *facts: str) -> Any:
        """A request as this person. A POST gets a key from `facts`, its path and its body."""
        key = idempotency_key(self._slug, path, repr(body), *facts) if method == "POST" else ""
        try:
            return self._cloud.ask(method, path, body, token=self.token(), key=key)
        except Refused as refused:
            if refused.status != 401:  # signed out in between
                raise
            self._until = 0
            return self._cloud.ask(method, path, body, token=self.token(), key=key)

    def list(self, path: str) -> list[Any]:
        """Every item of a list."""
        items: list[Any] = []
        cursor = ""
        while True:
            page = self.ask("GET", f"{path}{'&' if '?' in path else '?'}limit=100{cursor}")
            items += page["items"]
            if not page["next"]:
                return items
            cursor = f"&cursor={page['next']}"

    def token(self) -> str:
        with self._one:
            if time.monotonic() > self._until:
                self.enter(self._renewed() or self._signed_in())
            return str(self._session["access_token"])

    def enter(self, session: dict[str, Any]) -> None:
        self._session, self.id = session, session["user"]["id"]
        self._until = time.monotonic() + session["expires_in"] - EARLY

    def _renewed(self) -> Any:
        if not self._session:
            return None
        refresh = {"refresh_token": self._session["refresh_token"]}
        try:  # the key answers the new pair again where the first answer was lost
            return self._cloud.ask(
                "POST", "/v1/sessions/refresh", refresh, key=idempotency_key(*refresh.values())
            )
        except Refused:
            return None

    def _signed_in(self) -> Any:
        # No key: the answer that it would bring again holds tokens of yesterday.
        given = {"tenant": self._slug, "email": self.person.email, "password": PASSWORD}
        return self._cloud.ask("POST", "/v1/sessions", given)
