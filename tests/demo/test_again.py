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
from bench.demo.model import Company, Group, Person, Reply, Talk
from bench.demo.progress import Quiet
from infra.local.cloud import Cloud

_numbers = count(1)
ALL = ("ann", "bea", "cem")


@pytest.fixture(scope="module")
def filling(cloud: Cloud) -> Iterator[Filling]:
    with Filling(cloud.url) as open_filling:
        yield open_filling


@pytest.fixture
def company() -> Company:
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
            Talk("3", "cem", "On my wall", None, reactions=(("ann", "👍"), ("bea", "👍"))),
        ),
    )


def wall(filling: Filling, company: Company) -> tuple[Account, list[Any]]:
    """The group's owner, and the group's posts, oldest first."""
    accounts, _ = come_in(filling, company, Quiet())
    owner = accounts["bea"]
    [group] = owner.list("/v1/groups?mine=true")
    return owner, owner.list(f"/v1/groups/{group['id']}/posts")[::-1]


def test_an_interrupted_run_goes_on_where_it_was(filling: Filling, company: Company) -> None:
    talk = company.talks[0]
    begun = dataclasses.replace(
        company,
        people=company.people[:2],
        groups=(dataclasses.replace(company.groups[0], members=ALL[:2], moderators=()),),
        follows={"ann": ("bea",)},
        talks=(dataclasses.replace(talk, replies=talk.replies[:1]),),
    )
    before, after = filler.fill(filling, begun, Quiet()), filler.fill(filling, company, Quiet())
    assert after.there == before.there + after.new
    assert (after.new["people"], after.new["groups"], after.new["follows"]) == (1, 0, 2)
    assert (after.new["posts"], after.new["comments"]) == (2, 2)
    assert filling.failures == []


def test_posts_that_say_the_same_stay_as_many(filling: Filling, company: Company) -> None:
    filler.fill(filling, company, Quiet())
    assert not any(filler.fill(filling, company, Quiet()).new.values())
    _, posts = wall(filling, company)
    assert [(post["body"], post["comments"]) for post in posts] == [("Hello", 2), ("Hello", 1)]


def test_what_people_said_since_then_is_left_alone(filling: Filling, company: Company) -> None:
    filler.fill(filling, company, Quiet())
    owner, posts = wall(filling, company)
    owner.ask("POST", f"/v1/posts/{posts[0]['id']}/comments", {"body": "One more"})
    assert not any(filler.fill(filling, company, Quiet()).new.values())


def test_what_was_deleted_does_not_come_back(filling: Filling, company: Company) -> None:
    filler.fill(filling, company, Quiet())
    owner, posts = wall(filling, company)
    [again] = owner.list(f"/v1/posts/{posts[1]['id']}/comments")
    owner.ask("DELETE", f"/v1/comments/{again['id']}")
    owner.ask("DELETE", f"/v1/posts/{posts[0]['id']}")
    new = filler.fill(filling, company, Quiet()).new
    assert (new["posts"], new["comments"]) == (0, 0)
    assert filling.failures == []


def test_what_was_edited_is_not_said_again(filling: Filling, company: Company) -> None:
    filler.fill(filling, company, Quiet())
    accounts, _ = come_in(filling, company, Quiet())
    _, posts = wall(filling, company)
    accounts["ann"].ask("PATCH", f"/v1/posts/{posts[0]['id']}", {"body": "Good morning"})
    assert filler.fill(filling, company, Quiet()).new["posts"] == 0


def test_members_of_a_private_group_are_let_in_with_their_roles(filling: Filling, company: Company) -> None:
    filler.fill(filling, company, Quiet())
    owner, _ = wall(filling, company)
    [group] = owner.list("/v1/groups?mine=true")
    members = owner.list(f"/v1/groups/{group['id']}/members")
    roles = {member["person"]["name"]: member["role"] for member in members}
    assert roles == {"Ann": "member", "Bea": "owner", "Cem": "moderator"}


def test_a_network_of_somebody_else_is_not_touched(filling: Filling, company: Company) -> None:
    filler.fill(filling, company, Quiet())
    other = tuple(Person(key, key.title(), f"{key}@elsewhere.test") for key in ALL)
    with pytest.raises(Taken):
        filler.fill(filling, dataclasses.replace(company, people=other), Quiet())


def test_without_a_cloud_one_line_says_so() -> None:
    with pytest.raises(Unreachable, match="make run"), Filling("http://127.0.0.1:1"):
        pass
