"""A write that was done and whose answer was lost: whoever asks again has it once."""

from collections.abc import Callable
from typing import Any

import pytest

from infra.local.faults import Kind, Plan
from tests.chat.talk import some
from tests.people import PASSWORD, Network, Person

Falters = Callable[[Plan], Plan]
SIX = 6  # tries of one call
DONE = [Kind.UNSURE, Kind.CUT]


def fails_and_again(plan: Plan, operation: str, ask: Callable[[], Any], before: int = 0) -> Any:
    """The answer to the second request.

    The first did all of it, but heard nothing of a write that comes `before` others of its kind.
    """
    fail(plan, operation, ask, before)
    return ask()


def fail(plan: Plan, operation: str, ask: Callable[[], Any], before: int) -> None:
    plan.script = [(operation, None)] * before + [(operation, DONE[n % 2]) for n in range(SIX)]
    assert (ask().status_code, plan.script) == (503, [])


def test_a_post(network: Network, falters: Falters) -> None:
    path = f"/v1/groups/{network.owner.make_group()}/posts"
    plan = falters(Plan())
    answer = fails_and_again(
        plan,
        "PutItem",
        lambda: network.owner.ask("POST", path, {"body": "Once"}, Idempotency_Key="k"),
        before=2,  # the key's claim, and the pointer among the author's own
    )
    assert answer.status_code == 201
    assert [post["id"] for post in network.owner.all(path)] == [answer.json()["id"]]


def test_a_group(network: Network, falters: Falters) -> None:
    plan = falters(Plan())
    answer = fails_and_again(
        plan,
        "TransactWriteItems",
        lambda: network.owner.ask("POST", "/v1/groups", {"name": "Once"}, Idempotency_Key="k"),
    )
    assert answer.status_code == 201
    assert [group["id"] for group in network.owner.all("/v1/groups?mine=true")] == [answer.json()["id"]]


def test_a_sign_up(network: Network, falters: Falters) -> None:
    slug = f"{network.slug}-x"
    owner = {"name": "Twice", "email": f"twice@{slug}.test", "password": PASSWORD}
    given = {"name": "Twice", "slug": slug, "owner": owner}
    plan = falters(Plan())

    def ask(key: str) -> Any:
        return network.client.post("/v1/tenants", json=given, headers={"Idempotency-Key": key})

    answer = fails_and_again(plan, "TransactWriteItems", lambda: ask("mine"))
    assert answer.status_code == 201
    assert answer.json()["session"]["user"]["email"] == owner["email"]
    assert ask("another's").status_code == 409


def test_coming_in(network: Network, falters: Falters) -> None:
    invite = network.owner.post("/v1/invites", {"email": f"new@{network.slug}.test"})
    path = f"/v1{network.invitation(invite['id'])}/accept"
    plan = falters(Plan())

    def ask(key: str) -> Any:
        given = {"name": "New", "password": PASSWORD}
        return network.client.post(path, json=given, headers={"Idempotency-Key": key})

    answer = fails_and_again(plan, "TransactWriteItems", lambda: ask("mine"))
    assert answer.status_code == 201
    person = Person(network, answer.json(), network.client)
    assert person.get("/v1/me")["id"] == person.id
    assert ask("another's").status_code == 409


def test_a_refreshed_session(network: Network, falters: Falters) -> None:
    """A refresh token used twice ends its session; the same request sent twice does not."""
    token = {"refresh_token": network.owner.session["refresh_token"]}
    plan = falters(Plan())

    def ask(key: str) -> Any:
        return network.client.post("/v1/sessions/refresh", json=token, headers={"Idempotency-Key": key})

    answer = fails_and_again(plan, "UpdateItem", lambda: ask("mine"))
    assert answer.status_code == 200
    assert ask("a thief's").status_code == 401


def test_a_message(network: Network, falters: Falters) -> None:
    trio = network.people("Ada", "Bo", "Cy")
    path = some(*trio)
    plan = falters(Plan())
    answer = fails_and_again(
        plan, "PutItem", lambda: trio[0].ask("POST", f"{path}/messages", {"body": "Once", "client_id": "c"})
    )
    assert (answer.status_code, answer.json()["number"]) == (201, 1)
    assert [message["body"] for message in trio[1].get(f"{path}/messages")["items"]] == ["Once"]


@pytest.mark.parametrize("kind", DONE)
def test_a_change_with_if_match_is_no_conflict_with_itself(
    network: Network, falters: Falters, kind: Kind
) -> None:
    post = network.owner.publish(network.owner.make_group(), "Before")
    plan = falters(Plan())
    plan.script = [("TransactWriteItems", kind), ("UpdateItem", kind)]
    edited = network.owner.ask("PATCH", f"/v1/posts/{post}", {"body": "After"}, If_Match='"1"')
    deleted = network.owner.ask("DELETE", f"/v1/posts/{post}", If_Match='"2"')
    assert (edited.status_code, deleted.status_code, plan.script) == (200, 204, [])


@pytest.mark.parametrize("kind", DONE)
def test_nor_when_its_next_try_was_refused_for_a_moment(
    network: Network, falters: Falters, kind: Kind
) -> None:
    post = network.owner.publish(network.owner.make_group(), "Before")
    plan = falters(Plan())
    plan.script = [("TransactWriteItems", kind), ("TransactWriteItems", Kind.THROTTLED)]
    edited = network.owner.ask("PATCH", f"/v1/posts/{post}", {"body": "After"}, If_Match='"1"')
    assert (edited.status_code, plan.script) == (200, [])


def test_a_comment_that_is_sent_again_keeps_the_reactions_it_has_by_then(
    network: Network, falters: Falters
) -> None:
    post = network.owner.publish(network.owner.make_group())
    path = f"/v1/posts/{post}/comments"
    reader = network.person()
    plan = falters(Plan())

    def ask() -> Any:
        return network.owner.ask("POST", path, {"body": "Once"}, Idempotency_Key="k")

    fail(plan, "PutItem", ask, before=2)  # the key's claim, and who takes part
    [there] = network.owner.all(path)
    reader.put(f"/v1/comments/{there['id']}/reactions/👍")
    network.cloud.wait_idle()
    again = ask()
    assert (again.status_code, again.json()["id"]) == (201, there["id"])
    [comment] = network.owner.all(path)
    assert [one["count"] for one in comment["reactions"]] == [1]


def test_an_answer_that_could_not_be_kept_is_given_all_the_same(network: Network, falters: Falters) -> None:
    path = f"/v1/groups/{network.owner.make_group()}/posts"
    plan = falters(Plan())
    plan.script = [("UpdateItem", Kind.BROKEN)] * SIX
    answers = [network.owner.ask("POST", path, {"body": "Once"}, Idempotency_Key="k") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 409]
    assert answers[1].headers["retry-after"] == "1"
    assert len(network.owner.all(path)) == 1
