"""Asking to join a private group, and being invited into one."""

from collections.abc import Callable

import pytest

from tests.people import Network, Person


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture(scope="module")
def cast(network: Network) -> dict[str, Person]:
    moderator, member, outsider = network.people("Mona", "Mia", "Otto")
    return {"owner": network.owner, "moderator": moderator, "member": member, "outsider": outsider}


@pytest.fixture
def group(cast: dict[str, Person]) -> str:
    """A private group: the owner's, with a moderator and a member."""
    group = cast["owner"].make_group(visibility="private")
    for name in ("moderator", "member"):
        cast["owner"].put(f"/v1/groups/{group}/members/{cast[name].id}", {"role": name})
    return group


def ask(person: Person, group: str, message: str = "") -> int:
    return person.ask("POST", f"/v1/groups/{group}/requests", {"message": message}).status_code


def let_in(keeper: Person, group: str, person: Person) -> int:
    return keeper.ask("PUT", f"/v1/groups/{group}/members/{person.id}", {}).status_code


def reads(person: Person, group: str) -> bool:
    return person.ask("GET", f"/v1/groups/{group}/posts").status_code == 200


def asking(keeper: Person, group: str) -> list[str]:
    return [one["person"]["name"] for one in keeper.all(f"/v1/groups/{group}/requests")]


@pytest.mark.parametrize("keeper", ["owner", "moderator"])
def test_who_asks_is_let_in(cast: dict[str, Person], group: str, keeper: str) -> None:
    outsider = cast["outsider"]
    assert ask(outsider, group, "May I?") == 201
    [request] = cast[keeper].get(f"/v1/groups/{group}/requests")["items"]
    assert (request["person"]["id"], request["message"]) == (outsider.id, "May I?")
    assert let_in(cast[keeper], group, outsider) == 204
    assert reads(outsider, group)
    assert asking(cast[keeper], group) == []


def test_who_asked_is_told_so(cast: dict[str, Person], group: str) -> None:
    outsider = cast["outsider"]
    assert outsider.get(f"/v1/groups/{group}")["asked"] is False
    ask(outsider, group)
    assert outsider.get(f"/v1/groups/{group}")["asked"] is True
    assert cast["member"].get(f"/v1/groups/{group}")["asked"] is None
    outsider.delete(f"/v1/groups/{group}/requests/{outsider.id}")
    assert outsider.get(f"/v1/groups/{group}")["asked"] is False


def test_who_is_declined_stays_outside_and_may_ask_again(cast: dict[str, Person], group: str) -> None:
    ask(cast["outsider"], group)
    cast["moderator"].delete(f"/v1/groups/{group}/requests/{cast['outsider'].id}")
    assert asking(cast["owner"], group) == []
    assert not reads(cast["outsider"], group)
    assert ask(cast["outsider"], group) == 201


def test_asking_twice_is_asking_once(cast: dict[str, Person], group: str) -> None:
    for message in ("first", "second"):
        ask(cast["outsider"], group, message)
    assert [one["message"] for one in cast["owner"].all(f"/v1/groups/{group}/requests")] == ["second"]


def test_who_asked_takes_it_back(cast: dict[str, Person], group: str) -> None:
    ask(cast["outsider"], group)
    cast["outsider"].delete(f"/v1/groups/{group}/requests/{cast['outsider'].id}")
    assert asking(cast["owner"], group) == []


def test_a_member_neither_sees_who_asks_nor_decides(cast: dict[str, Person], group: str) -> None:
    ask(cast["outsider"], group)
    member = cast["member"]
    assert member.ask("GET", f"/v1/groups/{group}/requests").status_code == 403
    assert member.ask("DELETE", f"/v1/groups/{group}/requests/{cast['outsider'].id}").status_code == 403
    assert let_in(member, group, cast["outsider"]) == 403


def test_members_do_not_ask_nor_anybody_at_an_open_door(cast: dict[str, Person], group: str) -> None:
    assert ask(cast["member"], group) == 409
    assert ask(cast["outsider"], cast["owner"].make_group()) == 409
    assert ask(cast["outsider"], cast["owner"].make_group(visibility="secret")) == 404


def invite(keeper: Person, group: str, person: Person) -> int:
    return keeper.ask("POST", f"/v1/groups/{group}/invitations", {"user": person.id}).status_code


def invited_to(person: Person) -> list[str]:
    return [one["group"]["id"] for one in person.all("/v1/me/group-invitations")]


@pytest.mark.parametrize("visibility", ["private", "secret"])
def test_who_is_invited_comes_in(cast: dict[str, Person], visibility: str) -> None:
    group = cast["owner"].make_group("Inner circle", visibility)
    outsider = cast["outsider"]
    assert invite(cast["owner"], group, outsider) == 201
    [invitation] = [one for one in outsider.all("/v1/me/group-invitations") if one["group"]["id"] == group]
    assert (invitation["group"]["name"], invitation["invited_by"]) == ("Inner circle", cast["owner"].id)
    assert not reads(outsider, group)
    outsider.join(group)
    assert reads(outsider, group)
    assert group not in invited_to(outsider)
    assert cast["owner"].all(f"/v1/groups/{group}/invitations") == []


def test_an_invitation_that_is_taken_back_lets_nobody_in(cast: dict[str, Person], group: str) -> None:
    outsider = cast["outsider"]
    invite(cast["moderator"], group, outsider)
    cast["moderator"].delete(f"/v1/groups/{group}/invitations/{outsider.id}")
    assert group not in invited_to(outsider)
    assert outsider.ask("PUT", f"/v1/groups/{group}/members/{outsider.id}", {}).status_code == 403


def test_who_is_invited_declines(cast: dict[str, Person], group: str) -> None:
    invite(cast["owner"], group, cast["outsider"])
    cast["outsider"].delete(f"/v1/groups/{group}/invitations/{cast['outsider'].id}")
    assert cast["owner"].all(f"/v1/groups/{group}/invitations") == []


def test_who_is_invited_comes_in_as_a_plain_member(cast: dict[str, Person], group: str) -> None:
    outsider = cast["outsider"]
    invite(cast["owner"], group, outsider)
    path = f"/v1/groups/{group}/members/{outsider.id}"
    assert outsider.ask("PUT", path, {"role": "owner"}).status_code == 403
    assert not reads(outsider, group)


def test_members_do_not_invite_and_members_are_not_invited(cast: dict[str, Person], group: str) -> None:
    assert invite(cast["member"], group, cast["outsider"]) == 403
    assert invite(cast["owner"], group, cast["member"]) == 409


def test_somebody_of_another_network_cannot_be_invited(
    cast: dict[str, Person], group: str, found_network: Callable[..., Network]
) -> None:
    assert invite(cast["owner"], group, found_network().owner) == 422


def test_an_invitation_into_a_deleted_group_is_gone(cast: dict[str, Person], group: str) -> None:
    invite(cast["owner"], group, cast["outsider"])
    cast["owner"].delete(f"/v1/groups/{group}")
    assert group not in invited_to(cast["outsider"])
    assert (
        cast["outsider"].ask("PUT", f"/v1/groups/{group}/members/{cast['outsider'].id}", {}).status_code
        == 404
    )
