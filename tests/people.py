"""People of a network, as their apps see it: over HTTP, with a token, and through the mail."""

import itertools
import re
from dataclasses import dataclass, field
from typing import Any

import httpx
from websockets.sync.client import ClientConnection, connect

from chalicelib.invites.service import link_token
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
        sent = {"Authorization": f"Bearer {self.token}"} | {
            n.replace("_", "-"): v for n, v in headers.items()
        }
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

    def make_group(self, name: str = "Group", visibility: str = "open") -> str:
        """A group of this person's; its id."""
        return str(self.post("/v1/groups", {"name": name, "visibility": visibility})["id"])

    def join(self, group: str) -> None:
        self.put(f"/v1/groups/{group}/members/{self.id}", {})

    def leave(self, group: str) -> None:
        self.delete(f"/v1/groups/{group}/members/{self.id}")

    def publish(self, group: str, body: str = "Hello", **more: Any) -> str:
        """A post in a group; its id."""
        return str(self.post(f"/v1/groups/{group}/posts", {"body": body, **more})["id"])

    def mention(self) -> str:
        """This person's name in Markdown, as an app writes it."""
        return f"[@{self.session['user']['name']}](/people/{self.id})"

    def socket(self) -> ClientConnection:
        """An open WebSocket."""
        ticket = self.post("/v1/live/tickets")
        return connect(f"{ticket['url']}?ticket={ticket['ticket']}")

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
        """Somebody new. Their link is made here as the mail's is, without waiting for it; see tests/mail."""
        number = next(_numbers)
        email = f"p{number}@{self.slug}.test"
        invite = self.owner.post("/v1/invites", {"email": email, "role": role, "groups": groups or []})
        return self.accept(self.invitation(invite["id"]), name or f"Person {number}")

    def invitation(self, invite: str) -> str:
        """The path of an invitation's link."""
        return f"/invitations/{link_token(self.tenant, invite)}"

    def people(self, *names: str, role: str = "member", groups: list[str] | None = None) -> list[Person]:
        """As `person`, several at once, which is quicker."""
        numbers = [next(_numbers) for _ in names]
        emails = [f"p{number}@{self.slug}.test" for number in numbers]
        wanted = [{"email": email, "role": role, "groups": groups or []} for email in emails]
        made = self.owner.post("/v1/invites/bulk", {"invites": wanted})["items"]
        links = [self.invitation(one["invite"]["id"]) for one in made]
        return [self.accept(link, name) for link, name in zip(links, names, strict=True)]

    def accept(self, link: str, name: str) -> Person:
        answer = self.client.post(f"/v1{link}/accept", json={"name": name, "password": PASSWORD})
        assert answer.status_code == 201, answer.text
        return Person(self, answer.json(), self.client)

    def mails_to(self, email: str) -> list[dict[str, Any]]:
        self.cloud.wait_idle()
        mails: list[dict[str, Any]] = self.client.get("/_local/mail").json()
        return [mail for mail in mails if mail["to"] == email]

    def link_to(self, email: str) -> str:
        """The path of the link in the newest mail to somebody."""
        return _link(self.mails_to(email)[0])

    def links(self) -> dict[str, str]:
        """The path of the link in the newest mail, by address."""
        self.cloud.wait_idle()
        mails = self.client.get("/_local/mail").json()
        return {mail["to"]: _link(mail) for mail in reversed(mails)}

    def sign_in(self, email: str, password: str = PASSWORD) -> httpx.Response:
        given = {"tenant": self.slug, "email": email, "password": password}
        return self.client.post("/v1/sessions", json=given)


def _link(mail: dict[str, Any]) -> str:
    found = re.search(r"https?://[^/\s]+(/\S+)", mail["text"])
    assert found, mail["text"]
    return found[1]
