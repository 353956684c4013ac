"""People of a network, as their apps see it: over HTTP, with a token, and through the mail."""

import itertools
import re
from dataclasses import dataclass, field
from typing import Any

import httpx

from infra.local.cloud import Cloud

PASSWORD = "correct horse battery"
_numbers = itertools.count(1)


@dataclass
class Person:
    network: "Network"
    session: dict[str, Any]
    client: httpx.Client

    @property
    def id(self) -> str:
        return str(self.session["user"]["id"])

    @property
    def token(self) -> str:
        return str(self.session["access_token"])

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        """A request as this person."""
        sent = {"Authorization": f"Bearer {self.token}"} | {n.replace("_", "-"): v for n, v in headers.items()}
        return self.client.request(method, path, json=body, headers=sent)

    def get(self, path: str, **headers: str) -> Any:
        return self._done(self.ask("GET", path, **headers))

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self._done(self.ask("POST", path, body, **headers))

    def put(self, path: str, body: Any = None) -> Any:
        return self._done(self.ask("PUT", path, body))

    def patch(self, path: str, body: Any, **headers: str) -> Any:
        return self._done(self.ask("PATCH", path, body, **headers))

    def delete(self, path: str) -> Any:
        return self._done(self.ask("DELETE", path))

    def all(self, path: str, limit: int = 100) -> list[Any]:
        """Every item of a list, page by page."""
        items: list[Any] = []
        cursor = ""
        while True:
            separator = "&" if "?" in path else "?"
            page = self.get(f"{path}{separator}limit={limit}{cursor}")
            items += page["items"]
            if not page["next"]:
                return items
            cursor = f"&cursor={page['next']}"

    def feed(self) -> list[Any]:
        self.network.cloud.wait_idle()
        return self.all("/v1/feed")

    def feed_bodies(self) -> list[str]:
        return [entry["post"]["body"] for entry in self.feed()]

    @staticmethod
    def _done(response: httpx.Response) -> Any:
        assert response.is_success, f"{response.status_code} {response.text}"
        return response.json() if response.content else None


@dataclass
class Network:
    cloud: Cloud
    slug: str
    tenant: str
    client: httpx.Client
    owner: Person = field(init=False)

    @classmethod
    def sign_up(cls, cloud: Cloud, client: httpx.Client, name: str, slug: str) -> "Network":
        owner = {"name": "Olga Owner", "email": f"olga@{slug}.test", "password": PASSWORD}
        answer = client.post("/v1/tenants", json={"name": name, "slug": slug, "owner": owner})
        assert answer.status_code == 201, answer.text
        network = cls(cloud, slug, answer.json()["tenant"]["id"], client)
        network.owner = Person(network, answer.json()["session"], client)
        return network

    def person(self, name: str = "", role: str = "member", groups: list[str] | None = None) -> Person:
        """Somebody new, come in by the mailed link."""
        number = next(_numbers)
        email = f"p{number}@{self.slug}.test"
        self.owner.post("/v1/invites", {"email": email, "role": role, "groups": groups or []})
        link = self.link_to(email)
        given = {"name": name or f"Person {number}", "password": PASSWORD}
        answer = self.client.post(f"/v1{link}/accept", json=given)
        assert answer.status_code == 201, answer.text
        return Person(self, answer.json(), self.client)

    def mails_to(self, email: str) -> list[dict[str, Any]]:
        self.cloud.wait_idle()
        mails: list[dict[str, Any]] = self.client.get("/_local/mail").json()
        return [mail for mail in mails if mail["to"] == email]

    def link_to(self, email: str) -> str:
        """The path of the link in the newest mail to somebody."""
        newest = self.mails_to(email)[0]
        found = re.search(r"https?://[^/\s]+(/\S+)", newest["text"])
        assert found, newest["text"]
        return found[1]

    def sign_in(self, email: str, password: str = PASSWORD) -> httpx.Response:
        given = {"tenant": self.slug, "email": email, "password": password}
        return self.client.post("/v1/sessions", json=given)
