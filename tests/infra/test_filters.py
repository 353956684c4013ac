"""Which changes of the table wake which function, by the very patterns that are deployed."""

import json
from typing import Any

import pytest

from chalicelib.core import keys
from infra import template
from infra.local.filters import passes

ID = "01J0000000000000000000000A"
FACTS = {
    "post": keys.post("gX", ID),
    "comment": keys.comment(ID, ID),
    "reaction": keys.reaction(ID, ID, "👍", ID),
    "member": keys.member(ID, ID),
    "follower": keys.follower(ID, ID),
    "invite": keys.invite(ID),
    "reset": keys.reset(ID),
    "group": keys.group(ID),
    "person": keys.person(ID),
    "tenant": keys.tenant(),
}
BOOKKEEPING = {
    "feed row": keys.feed(f"u{ID}", ID),
    "session": keys.session(ID, ID),
    "connection": keys.connection("abc="),
    "who is online": keys.online(ID),
    "ticket": keys.ticket(ID),
    "idempotency": keys.idempotency("abc"),
    "failed sign-ins": keys.attempts("a@example.com"),
    "my reaction to a post": keys.my_reaction(ID, ID, ID, "👍"),
    "my reaction to a comment": keys.my_reaction(ID, ID, "other", "👍"),
    "following": keys.following(ID, ID),
    "joined": keys.joined(ID, ID),
    "authored": keys.authored(ID, ID),
    "pin": keys.pin("gX", ID),
    "revision": keys.revision(ID, ID, 1),
    "seen": keys.seen(ID),
    "owners": keys.owners(),
}


def wakes(function: str, record: dict[str, Any]) -> bool:
    filters = template.sources()[function]["FilterCriteria"]["Filters"]
    return passes([json.loads(one["Pattern"]) for one in filters], record)


def change(key: keys.Key, event: str = "INSERT", **more: Any) -> dict[str, Any]:
    named = {"pk": {"S": f"T#{key.pk}"}, "sk": {"S": key.sk}}
    images = {"OldImage": named} if event == "REMOVE" else {"NewImage": named | more}
    return {"eventName": event, "dynamodb": {"Keys": named, **images}}


@pytest.mark.parametrize("fact", FACTS)
def test_facts_wake_the_relay(fact: str) -> None:
    assert wakes("relay", change(FACTS[fact]))


@pytest.mark.parametrize("fact", FACTS)
def test_facts_taken_away_wake_the_relay(fact: str) -> None:
    assert wakes("relay", change(FACTS[fact], "REMOVE"))


@pytest.mark.parametrize("row", BOOKKEEPING)
def test_bookkeeping_never_wakes_the_relay(row: str) -> None:
    assert not wakes("relay", change(BOOKKEEPING[row]))


@pytest.mark.parametrize("function", ["relay", "fold"])
def test_what_the_counter_fold_writes_wakes_nobody(function: str) -> None:
    written = change(FACTS["comment"], "MODIFY", hush={"S": "1"})
    assert not wakes(function, written)


@pytest.mark.parametrize("fact", ["comment", "reaction", "member"])
def test_what_is_counted_wakes_the_fold(fact: str) -> None:
    assert wakes("fold", change(FACTS[fact]))
    assert wakes("fold", change(FACTS[fact], "REMOVE"))


def test_taking_part_wakes_the_fold() -> None:
    assert wakes("fold", change(keys.participant(ID, ID)))


@pytest.mark.parametrize("row", [*BOOKKEEPING, "person"])
def test_what_is_not_counted_never_wakes_the_fold(row: str) -> None:
    assert not wakes("fold", change((BOOKKEEPING | FACTS)[row]))
