"""Who may invite whom, and into which groups."""

from collections.abc import Callable

import pytest

from tests.people import Network, Person


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture(scope="module")
def cast(network: Network) -> dict[str, Person]:
    [admin] = network.people("Ann", role="admin")
    [guest] = network.people("Gus", role="guest")
    member, other = network.people("Mia", "Otto")
    return {"owner": network.owner, "admin": admin, "member": member, "guest": guest, "other": other}


@pytest.mark.parametrize("role", ["member", "guest", "admin"])
@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        ("owner", {"member", "guest", "admin"}),
        ("admin", {"member", "guest"}),
        ("member", {"member"}),
        ("guest", set()),
    ],
)
def test_nobody_invites_above_themselves(
    cast: dict[str, Person], who: str, allowed: set[str], role: str
) -> None:
    given = {"email": f"{who}-{role}@elsewhere.test", "role": role}
    assert cast[who].ask("POST", "/v1/invites", given).status_code == (201 if role in allowed else 403)


def test_nobody_is_invited_to_own_the_network(cast: dict[str, Person]) -> None:
    answer = cast["owner"].ask("POST", "/v1/invites", {"email": "boss@elsewhere.test", "role": "owner"})
    assert (answer.status_code, answer.json()["field"]) == (422, "role")


def test_who_invites_brings_people_into_their_own_groups(network: Network, cast: dict[str, Person]) -> None:
    group = cast["member"].make_group()
    cast["member"].post("/v1/invites", {"email": "new@elsewhere.test", "groups": [group, group]})
    new = network.accept(network.link_to("new@elsewhere.test"), "New")
    assert [one["id"] for one in new.get("/v1/groups?mine=true")["items"]] == [group]


@pytest.mark.parametrize("visibility", ["open", "private", "secret"])
def test_a_group_one_is_not_in_is_not_there(cast: dict[str, Person], visibility: str) -> None:
    group = cast["other"].make_group(visibility=visibility)
    given = {"email": f"{visibility}@elsewhere.test", "groups": [group]}
    assert cast["member"].ask("POST", "/v1/invites", given).status_code == 404


@pytest.mark.parametrize(("visibility", "status"), [("open", 201), ("private", 403), ("secret", 403)])
def test_into_a_closed_group_its_moderators_invite(
    cast: dict[str, Person], visibility: str, status: int
) -> None:
    group = cast["other"].make_group(visibility=visibility)
    cast["other"].put(f"/v1/groups/{group}/members/{cast['member'].id}", {})
    given = {"email": f"into-{visibility}@elsewhere.test", "groups": [group]}
    assert cast["member"].ask("POST", "/v1/invites", given).status_code == status


def test_a_group_that_was_deleted_meanwhile_is_left_out(network: Network, cast: dict[str, Person]) -> None:
    gone, stays = cast["member"].make_group("Gone"), cast["member"].make_group("Stays")
    cast["member"].post("/v1/invites", {"email": "late@elsewhere.test", "groups": [gone, stays]})
    link = network.link_to("late@elsewhere.test")
    cast["member"].delete(f"/v1/groups/{gone}")
    late = network.accept(link, "Late")
    assert [one["name"] for one in late.get("/v1/groups?mine=true")["items"]] == ["Stays"]


def test_admins_see_all_invitations_and_others_their_own(found_network: Callable[..., Network]) -> None:
    network = found_network()
    member = network.person()
    for number in range(3):
        network.owner.post("/v1/invites", {"email": f"o{number}@elsewhere.test"})
        member.post("/v1/invites", {"email": f"m{number}@elsewhere.test"})
    all_of_them = [one["email"] for one in network.owner.all("/v1/invites", limit=2)]
    mine = [one["email"] for one in member.all("/v1/invites", limit=2)]
    assert mine == [f"m{number}@elsewhere.test" for number in (2, 1, 0)]
    assert all_of_them[:2] == ["m2@elsewhere.test", "o2@elsewhere.test"]
    assert len(all_of_them) == 7


def test_another_members_invitation_is_not_there(cast: dict[str, Person]) -> None:
    sent = cast["other"].post("/v1/invites", {"email": "private@elsewhere.test"})
    for method, path in (("GET", ""), ("DELETE", ""), ("POST", "/sendings")):
        assert cast["member"].ask(method, f"/v1/invites/{sent['id']}{path}").status_code == 404
