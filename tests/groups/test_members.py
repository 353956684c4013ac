"""Members: their roles, their number, and how they go."""

from collections.abc import Callable

import httpx
import pytest

from tests.people import Network, Person
from tests.together import together


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture(scope="module")
def cast(network: Network) -> dict[str, Person]:
    second, moderator, member, other = network.people("Sol", "Mona", "Mia", "Otto")
    return {
        "owner": network.owner,
        "second": second,
        "moderator": moderator,
        "member": member,
        "other": other,
    }


@pytest.fixture
def group(cast: dict[str, Person]) -> str:
    """The owner's and the second's, with a moderator and two members."""
    group = cast["owner"].make_group()
    for name, role in (("second", "owner"), ("moderator", "moderator"), ("member", None), ("other", None)):
        put(cast["owner"], group, cast[name], role)
    return group


def put(keeper: Person, group: str, person: Person, role: str | None = None) -> int:
    return keeper.ask("PUT", f"/v1/groups/{group}/members/{person.id}", {"role": role}).status_code


def put_out(keeper: Person, group: str, person: Person) -> int:
    return keeper.ask("DELETE", f"/v1/groups/{group}/members/{person.id}").status_code


def roles(network: Network, group: str) -> dict[str, str]:
    members = network.owner.all(f"/v1/groups/{group}/members", limit=2)
    return {member["person"]["name"]: member["role"] for member in members}


def count(network: Network, group: str) -> int:
    network.cloud.wait_idle()
    return int(network.owner.get(f"/v1/groups/{group}")["members"])


def test_the_list_of_members_tells_their_roles(network: Network, group: str) -> None:
    assert roles(network, group) == {
        "Olga Owner": "owner",
        "Sol": "owner",
        "Mona": "moderator",
        "Mia": "member",
        "Otto": "member",
    }


@pytest.mark.parametrize(
    ("who", "whom", "status"),
    [
        ("owner", "second", 204),
        ("owner", "moderator", 204),
        ("owner", "member", 204),
        ("moderator", "owner", 403),
        ("moderator", "moderator", 204),
        ("moderator", "member", 204),
        ("member", "other", 403),
        ("member", "member", 204),
    ],
)
def test_who_may_put_whom_out(cast: dict[str, Person], group: str, who: str, whom: str, status: int) -> None:
    assert put_out(cast[who], group, cast[whom]) == status


@pytest.mark.parametrize(("who", "status"), [("owner", 204), ("moderator", 403), ("member", 403)])
def test_owners_give_roles(cast: dict[str, Person], group: str, who: str, status: int) -> None:
    assert put(cast[who], group, cast["other"], "moderator") == status
    assert put(cast[who], group, cast[who], "owner") == status


def test_without_a_role_a_member_keeps_theirs(network: Network, cast: dict[str, Person], group: str) -> None:
    assert put(cast["owner"], group, cast["moderator"]) == 204
    assert roles(network, group)["Mona"] == "moderator"


def test_nobody_comes_into_an_open_group_as_its_owner(network: Network, cast: dict[str, Person]) -> None:
    group = cast["owner"].make_group()
    assert put(cast["member"], group, cast["member"], "owner") == 403
    assert "Mia" not in roles(network, group)


def test_the_last_owner_stays(network: Network, cast: dict[str, Person], group: str) -> None:
    assert put_out(cast["second"], group, cast["second"]) == 204
    assert put_out(cast["owner"], group, cast["owner"]) == 409
    assert put(cast["owner"], group, cast["owner"], "member") == 409
    assert roles(network, group)["Olga Owner"] == "owner"


def test_who_hands_the_group_on_may_leave(network: Network, cast: dict[str, Person]) -> None:
    group = cast["member"].make_group()
    put(cast["member"], group, cast["other"])
    assert put(cast["member"], group, cast["other"], "owner") == 204
    assert put_out(cast["member"], group, cast["member"]) == 204
    assert roles(network, group) == {"Otto": "owner"}


def test_of_two_owners_who_leave_at_once_one_stays(
    network: Network, cast: dict[str, Person], group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leave(name: str) -> httpx.Response:
        return cast[name].ask("DELETE", f"/v1/groups/{group}/members/{cast[name].id}")

    leaving = together(monkeypatch, lambda: leave("owner"), lambda: leave("second"))
    assert leaving == [204, 409]
    assert list(roles(network, group).values()).count("owner") == 1


def test_of_two_owners_who_demote_each_other_one_wins(
    network: Network, cast: dict[str, Person], group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = cast["owner"], cast["second"]
    statuses = together(
        monkeypatch,
        lambda: first.ask("PUT", f"/v1/groups/{group}/members/{second.id}", {"role": "member"}),
        lambda: second.ask("PUT", f"/v1/groups/{group}/members/{first.id}", {"role": "member"}),
    )
    assert statuses == [204, 409]
    assert list(roles(network, group).values()).count("owner") == 1


def test_members_are_counted_however_often_it_is_sent(
    network: Network, cast: dict[str, Person], group: str
) -> None:
    assert count(network, group) == 5
    for _ in range(2):
        put(cast["owner"], group, cast["other"])
    assert count(network, group) == 5
    statuses = [put_out(cast["owner"], group, cast["other"]) for _ in range(2)]
    assert (statuses, count(network, group)) == ([204, 404], 4)
    put(cast["owner"], group, cast["other"])
    assert count(network, group) == 5


def test_of_two_joins_at_once_one_counts(
    network: Network, cast: dict[str, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    group = cast["owner"].make_group()
    member = cast["member"]
    join = [lambda: member.ask("PUT", f"/v1/groups/{group}/members/{member.id}", {})] * 2
    assert together(monkeypatch, *join) == [204, 204]
    assert count(network, group) == 2
