"""The invented company of the first start, in a test's cloud: something to look at on every screen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import httpx
from playwright.sync_api import BrowserContext

from bench.demo import filler, invented
from bench.demo.cloud import Cloud as Filling
from bench.demo.model import PASSWORD
from bench.demo.model import Company as Plan
from chalicelib.invites.service import link_token
from infra.local.cloud import Cloud

OWNER, MEMBER, NOBODY = "ingrid", "lucia", "daniel"  # the last is in no conversation
Ask = Callable[..., Any]


@dataclass(frozen=True)
class Company:
    """Ids by the names that bench/demo/invented.py gives."""

    slug: str
    people: dict[str, str]
    groups: dict[str, str]
    post: str  # one with replies, replies to replies and reactions
    conversation: str  # of a few people, the member among them
    invitation: str  # the token of an open one
    plan: Plan

    @property
    def base(self) -> str:
        return f"/at/{self.slug}"

    def sign_in(self, context: BrowserContext, key: str) -> None:
        sign_in(context, self.slug, self.plan.person(key).email, PASSWORD)


def sign_in(context: BrowserContext, slug: str, email: str, password: str) -> None:
    """By the cookie that the API gives to browsers; a page makes the rest of it."""
    given = {"tenant": slug, "email": email, "password": password, "keep": "cookie"}
    answer = context.request.post("/v1/sessions", data=given)
    assert answer.ok, answer.text()


def make(cloud: Cloud, slug: str) -> Company:
    plan = replace(invented.company(), slug=slug)
    with Filling(cloud.url) as filling:
        filler.fill_unmeasured(filling, plan)
        assert filling.failures == []
    cloud.wait_idle()
    with httpx.Client(base_url=cloud.url, timeout=30) as client:
        session = _asked(client, "POST", "/v1/sessions", _credentials(plan))
        client.headers["Authorization"] = f"Bearer {session['access_token']}"
        people = _asked(client, "GET", "/v1/people?limit=100")["items"]
        groups = _asked(client, "GET", "/v1/groups?limit=100")["items"]
        feed = _asked(client, "GET", "/v1/feed?limit=100")["items"]
        invite = _asked(client, "POST", "/v1/invites", {"email": f"newcomer@{slug}.test"})
        by_email = {person["email"]: person["id"] for person in people}
        return Company(
            slug=slug,
            people={person.key: by_email[person.email] for person in plan.people},
            groups={group["name"]: group["id"] for group in groups},
            post=max((entry["post"] for entry in feed), key=lambda post: post["comments"])["id"],
            conversation=_conversation(client, plan),
            invitation=link_token(session["tenant"]["id"], invite["id"]),
            plan=plan,
        )


def _conversation(client: httpx.Client, plan: Plan) -> str:
    session = _asked(client, "POST", "/v1/sessions", _credentials(plan, MEMBER))
    client.headers["Authorization"] = f"Bearer {session['access_token']}"
    found = _asked(client, "GET", "/v1/conversations")["items"]
    return next(one["id"] for one in found if one["name"] == "Frost watch")


def _credentials(plan: Plan, key: str = "") -> dict[str, str]:
    return {"tenant": plan.slug, "email": plan.person(key or plan.owner).email, "password": PASSWORD}


def _asked(client: httpx.Client, method: str, path: str, body: Any = None) -> Any:
    answer = client.request(method, path, json=body)
    assert answer.is_success, answer.text
    return answer.json()
