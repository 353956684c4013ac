"""What the next run does with what it finds: a small company of three."""

import dataclasses
import os
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from bench.demo import filler
from bench.demo.accounts import Account
from bench.demo.arrivals import Taken, come_in
from bench.demo.cloud import Cloud as Filling
from bench.demo.cloud import Unreachable
from bench.demo.model import Chat, Company, Group, Message, Person, Reply, Talk
from bench.demo.progress import Quiet
from bench.demo.report import Filled
from infra.local.cloud import Cloud

_numbers = count(1)
ALL = ("ann", "bea", "cem")


@pytest.fixture(scope="module")
def filling(cloud: Cloud) -> Iterator[Filling]:
    with Filling(cloud.url) as open_filling:
        yield open_filling


def _three() -> Company:
    """Three people, a private group, and posts among which two say the same."""
    slug = f"three-{os.getpid()}-{next(_numbers)}"
    greeting = Talk("1", "ann", "Hello", "Team", replies=(Reply("bea", "Hi"), Reply("bea", "Hi")))
    return Company(
        name="Three",
        slug=slug,
        owner="ann",
        member="bea",
        people=tuple(Person(key, key.title(), f"{key}@{slug}.test") for key in ALL),
        groups=(Group("Team", "bea", ALL, visibility="private", moderators=("cem",)),),
        follows={"ann": ("bea", "cem"), "cem": ("ann",)},
        talks=(
            greeting,
            dataclasses.replace(
                greeting, key="2", replies=(Reply("cem", "Again?", reactions=(("ann", "❤"),)),)
            ),
            Talk("3", "ann", "To be edited", "Team"),
            Talk("4", "cem", "On my wall", None, reactions=(("ann", "👍"), ("bea", "👍"))),
        ),
        chats=(
            Chat(
                ALL[:2],
                (
                    Message("ann", "Lunch?"),
                    Message("bea", "At one", at_first="At two", reactions=(("ann", "👍"),)),
                    Message("ann", "Yes", to=1, readers=("bea",)),
                ),
                name="Lunch",
            ),
        ),
    )


@pytest.fixture(scope="module")
def lived_in(filling: Filling) -> Filled:
    """Filled, then changed by its people, then filled again: what that found and did."""
    company = _three()
    filler.fill(filling, company, Quiet())
    accounts, _ = come_in(filling, company, Quiet())
    ann, bea, cem = (accounts[key] for key in ALL)
    [group] = bea.list("/v1/groups?mine=true")
    first, second, third = by_body(bea.list(f"/v1/groups/{group['id']}/posts"))
    bea.ask("POST", f"/v1/posts/{first['id']}/comments", {"body": "One more"})
    [again] = cem.list(f"/v1/posts/{second['id']}/comments")
    cem.ask("DELETE", f"/v1/comments/{again['id']}")
    ann.ask("PATCH", f"/v1/posts/{third['id']}", {"body": "Edited"})
    [on_my_wall] = cem.list(f"/v1/people/{cem.id}/posts")
    cem.ask("DELETE", f"/v1/posts/{on_my_wall['id']}")
    lunch = chat_of(ann)
    bea.ask("PATCH", f"{lunch}/messages/2", {"body": "At three"})
    ann.ask("DELETE", f"{lunch}/messages/3")
    ann.ask("POST", f"{lunch}/messages", {"body": "Never mind"})
    return filler.fill(filling, company, Quiet())


@pytest.fixture
def posts(filling: Filling, lived_in: Filled) -> list[Any]:
    """The group's, by what they say."""
    accounts, _ = come_in(filling, lived_in.company, Quiet())
    [group] = accounts["bea"].list("/v1/groups?mine=true")
    return by_body(accounts["bea"].list(f"/v1/groups/{group['id']}/posts"))


def chat_of(account: Account) -> str:
    """The path of their only conversation."""
    [one] = account.list("/v1/conversations")
    return f"/v1/conversations/{one['id']}"


def by_body(posts: list[Any]) -> list[Any]:
    """Of those that say the same the older one first."""
    return sorted(posts, key=lambda post: (post["body"], post["id"]))


def test_an_interrupted_run_goes_on_where_it_was(filling: Filling) -> None:
    company = _three()
    talk = company.talks[0]
    begun = dataclasses.replace(
        company,
        people=company.people[:2],
        groups=(dataclasses.replace(company.groups[0], members=ALL[:2], moderators=()),),
        follows={"ann": ("bea",)},
        talks=(dataclasses.replace(talk, replies=talk.replies[:1]),),
        chats=(dataclasses.replace(company.chats[0], said=company.chats[0].said[:1]),),
    )
    before, after = filler.fill(filling, begun, Quiet()), filler.fill(filling, company, Quiet())
    assert after.there == before.there + after.new
    assert (after.new["people"], after.new["groups"], after.new["follows"]) == (1, 0, 2)
    assert (after.new["posts"], after.new["comments"], after.new["messages"]) == (3, 2, 2)
    assert filling.failures == []


def test_what_people_changed_is_left_as_it_is(lived_in: Filled) -> None:
    assert not any(lived_in.new.values())
    assert lived_in.failures == 0


def test_posts_that_say_the_same_stay_as_many(posts: list[Any]) -> None:
    assert [post["body"] for post in posts] == ["Edited", "Hello", "Hello"]


def test_comments_belong_to_their_post(posts: list[Any]) -> None:
    assert [post["comments"] for post in posts] == [0, 2 + 1, 1 - 1]


def test_messages_are_left_as_their_people_changed_them(filling: Filling, lived_in: Filled) -> None:
    accounts, _ = come_in(filling, lived_in.company, Quiet())
    messages = accounts["bea"].ask("GET", f"{chat_of(accounts['bea'])}/messages")["items"]
    assert [message["body"] for message in messages] == ["Lunch?", "At three", "", "Never mind"]


def test_a_private_group_has_its_members_in_their_roles(filling: Filling, lived_in: Filled) -> None:
    accounts, _ = come_in(filling, lived_in.company, Quiet())
    [group] = accounts["bea"].list("/v1/groups?mine=true")
    members = accounts["ann"].list(f"/v1/groups/{group['id']}/members")
    roles = {member["person"]["name"]: member["role"] for member in members}
    assert roles == {"Ann": "member", "Bea": "owner", "Cem": "moderator"}


def test_a_network_of_somebody_else_is_not_touched(filling: Filling, lived_in: Filled) -> None:
    strangers = tuple(Person(key, key.title(), f"{key}@elsewhere.test") for key in ALL)
    with pytest.raises(Taken):
        filler.fill(filling, dataclasses.replace(lived_in.company, people=strangers), Quiet())


def test_without_a_cloud_one_line_says_so() -> None:
    with pytest.raises(Unreachable, match="make run"), Filling("http://127.0.0.1:1"):
        pass
