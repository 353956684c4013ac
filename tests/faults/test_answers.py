"""What whoever asks is told while AWS falters, and what their asking again comes to."""

from collections.abc import Callable
from typing import Any

import pytest

from infra.local.faults import Kind, Plan
from tests.people import Network

Falters = Callable[[Plan], Plan]


def test_who_asks_while_dynamodb_throttles_is_told_to_come_again(network: Network, falters: Falters) -> None:
    falters(Plan(dead={"dynamodb": Kind.THROTTLED}))
    answer = network.owner.ask("GET", "/v1/me")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert answer.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    assert (told["type"], told["retry_after"]) == ("/problems/unavailable", 2)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_post_is_there_once_whatever_happens_to_its_write(
    network: Network, falters: Falters, kind: Kind
) -> None:
    group = network.owner.make_group()
    plan = falters(Plan())
    plan.script = [("PutItem", kind)] * 3  # the claim of the key, the pointer, the post, or tries of them
    answer = network.owner.ask("POST", f"/v1/groups/{group}/posts", {"body": "Once"}, Idempotency_Key="k")
    assert answer.status_code == 201
    assert not plan.script
    assert [post["body"] for post in network.owner.all(f"/v1/groups/{group}/posts")] == ["Once"]
