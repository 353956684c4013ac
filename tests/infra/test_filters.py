"""Which changes of the table wake which function, by the very patterns that are deployed."""

import inspect
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
    "call": keys.call("cX"),
    "conversation": keys.conversation("cX"),
    "message": keys.message("cX", 7),
    "seat": keys.seat("cX", ID),
    "binned": keys.binned("gX", 1, ID),
}
COUNTED = {
    "comment": keys.comment(ID, ID),
    "reaction": keys.reaction(ID, ID, "👍", ID),
    "member": keys.member(ID, ID),
    "participant": keys.participant(ID, ID),
}
BOOKKEEPING = {
    "account": keys.account("a@example.com"),
    "attempts": keys.attempts("a@example.com"),
    "authored": keys.authored(ID, ID),
    "chat_change": keys.chat_change(ID, "1#cX#00000007"),
    "completed": keys.completed(ID, ID),
    "connection": keys.connection("abc="),
    "document": keys.document(ID),
    "document_version": keys.document_version(ID, 1),
    "entry": keys.entry("gX", "", "name", "1plan"),
    "facet": keys.facet("department", "sales"),
    "feed": keys.feed(f"u{ID}", ID),
    "following": keys.following(ID, ID),
    "folder_told": keys.folder_told("gX", ""),
    "gathering": keys.gathering(ID),
    "given_back": keys.given_back(ID, ID),
    "group_invitation": keys.group_invitation(ID, ID),
    "idempotency": keys.idempotency("abc"),
    "reset_requests": keys.reset_requests("ada@acme.test"),
    "invited": keys.invited("a@example.com"),
    "invited_to": keys.invited_to(ID, ID),
    "joined": keys.joined(ID, ID),
    "listing": keys.listing("people", "ada", ID),
    "my_reaction": keys.my_reaction(ID, ID, ID, "👍"),
    "my_reaction to a comment": keys.my_reaction(ID, ID, "other", "👍"),
    "opening": keys.opening(ID, "gX", 1, ID),
    "online": keys.online(ID),
    "owners": keys.owners(),
    "pin": keys.pin("gX", ID),
    "presence": keys.presence(ID),
    "pulled": keys.pulled(),
    "request": keys.request(ID, ID),
    "revision": keys.revision(ID, ID, 1),
    "seen": keys.seen(ID),
    "session": keys.session(ID, ID),
    "share_attempts": keys.share_attempts(ID, ID),
    "share_link": keys.share_link(ID, ID),
    "slug": keys.slug("acme"),
    "ticket": keys.ticket(ID),
    "tree": keys.tree(),
    "unmailed": keys.unmailed("abc"),
    "upload": keys.upload(ID, ID),
    "usage": keys.usage(ID),
    "watcher": keys.watcher(ID, "abc="),
}
ALL = FACTS | COUNTED | BOOKKEEPING


def wakes(function: str, record: dict[str, Any]) -> bool:
    filters = template.sources()[function]["FilterCriteria"]["Filters"]
    return passes([json.loads(one["Pattern"]) for one in filters], record)


def change(key: keys.Key, event: str, **more: Any) -> dict[str, Any]:
    named = {"pk": {"S": f"T#{key.pk}"}, "sk": {"S": key.sk}}
    images = {"OldImage": named} if event == "REMOVE" else {"NewImage": named | more}
    return {"eventName": event, "dynamodb": {"Keys": named, **images}}


def test_every_kind_of_key_is_known_here() -> None:
    made = {
        name
        for name, make in inspect.getmembers(keys, inspect.isfunction)
        if inspect.signature(make).return_annotation is keys.Key
    }
    assert made - ALL.keys() == set()


@pytest.mark.parametrize("event", ["INSERT", "MODIFY", "REMOVE"])
@pytest.mark.parametrize("kind", ALL)
def test_facts_and_nothing_else_wake_the_relay(kind: str, event: str) -> None:
    # What was said of a document goes too; what a file on its way counted is given back.
    removed = kind in ("document", "upload") and event == "REMOVE"
    assert wakes("relay", change(ALL[kind], event)) == (kind in FACTS or removed)


def test_a_folder_that_is_to_be_filled_wakes_the_relay_once() -> None:
    copying = {"copying": {"S": ID}}
    woken = [wakes("relay", change(ALL["document"], event, **copying)) for event in ("INSERT", "MODIFY")]
    assert woken == [True, False]


@pytest.mark.parametrize("event", ["INSERT", "MODIFY", "REMOVE"])
@pytest.mark.parametrize("kind", ALL)
def test_what_is_counted_and_nothing_else_wakes_the_fold(kind: str, event: str) -> None:
    assert wakes("fold", change(ALL[kind], event)) == (kind in COUNTED)


@pytest.mark.parametrize("function", ["relay", "fold"])
def test_what_the_counter_fold_writes_wakes_nobody(function: str) -> None:
    assert not wakes(function, change(FACTS["comment"], "MODIFY", hush={"S": "1"}))
