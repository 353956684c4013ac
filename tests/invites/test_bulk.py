"""Many invitations at once: each answers for itself."""

from collections.abc import Callable

import pytest

from tests.people import Network


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


def test_each_address_is_answered_in_its_place(network: Network) -> None:
    here = network.person("Here").session["user"]["email"]
    network.owner.post("/v1/invites", {"email": "invited@elsewhere.test"})
    group = network.owner.make_group()
    wanted = [
        {"email": "first@elsewhere.test", "groups": [group]},
        {"email": here},
        {"email": "invited@elsewhere.test"},
        {"email": "nogroup@elsewhere.test", "groups": ["01ARZ3NDEKTSV4RRFFQ69G5FAV"]},
        {"email": "first@elsewhere.test"},
        {"email": "last@elsewhere.test"},
    ]
    results = network.owner.post("/v1/invites/bulk", {"invites": wanted})["items"]
    assert [result["status"] for result in results] == [
        "invited",
        "already_here",
        "already_invited",
        "refused",
        "already_invited",
        "invited",
    ]
    assert [result["email"] for result in results] == [one["email"] for one in wanted]
    assert results[0]["invite"]["groups"] == [group]
    assert {"first@elsewhere.test", "last@elsewhere.test"} <= network.links().keys()


def test_what_an_invitation_may_not_be_is_refused_by_itself(network: Network) -> None:
    member = network.person()
    wanted = [
        {"email": "boss@elsewhere.test", "role": "admin"},
        {"email": "colleague@elsewhere.test"},
    ]
    results = member.post("/v1/invites/bulk", {"invites": wanted})["items"]
    assert [result["status"] for result in results] == ["refused", "invited"]


@pytest.mark.parametrize("number", [0, 201])
def test_one_to_two_hundred_are_taken_at_once(network: Network, number: int) -> None:
    wanted = [{"email": f"x{n}@elsewhere.test"} for n in range(number)]
    answer = network.owner.ask("POST", "/v1/invites/bulk", {"invites": wanted})
    assert (answer.status_code, answer.json()["field"]) == (422, "invites")


def test_one_bad_address_is_named_and_nobody_is_invited(network: Network) -> None:
    wanted = [{"email": "good@elsewhere.test"}, {"email": "bad"}]
    answer = network.owner.ask("POST", "/v1/invites/bulk", {"invites": wanted})
    assert (answer.status_code, answer.json()["field"]) == (422, "invites[1].email")
    assert network.mails_to("good@elsewhere.test") == []
