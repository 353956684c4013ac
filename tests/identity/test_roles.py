"""Who may give which role."""

from collections.abc import Callable

import pytest

from tests.people import Network, Person
from tests.together import together

ROLES = ["owner", "admin", "member", "guest"]


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture(scope="module")
def cast(network: Network) -> dict[str, Person]:
    """Who acts, by role, and `other`, who is given roles."""
    [admin] = network.people("Ann", role="admin")
    member, other = network.people("Mia", "Otto")
    [guest] = network.people("Gus", role="guest")
    return {"owner": network.owner, "admin": admin, "member": member, "guest": guest, "other": other}


def give(actor: Person, person: Person, role: str) -> int:
    return actor.ask("PUT", f"/v1/people/{person.id}/role", {"role": role}).status_code


def role_of(person: Person) -> str:
    return str(person.get("/v1/me")["role"])


@pytest.mark.parametrize("after", ROLES)
@pytest.mark.parametrize("before", ROLES)
def test_an_owner_gives_and_takes_every_role(cast: dict[str, Person], before: str, after: str) -> None:
    owner, other = cast["owner"], cast["other"]
    give(owner, other, before)
    assert give(owner, other, after) == 204
    assert role_of(other) == after


@pytest.mark.parametrize("after", ROLES)
@pytest.mark.parametrize("before", ROLES)
def test_an_admin_gives_and_takes_what_is_no_privilege(
    cast: dict[str, Person], before: str, after: str
) -> None:
    give(cast["owner"], cast["other"], before)
    allowed = {before, after} <= {"member", "guest"}
    assert give(cast["admin"], cast["other"], after) == (204 if allowed else 403)
    assert role_of(cast["other"]) == (after if allowed else before)


@pytest.mark.parametrize("role", ROLES)
def test_a_member_gives_no_role(cast: dict[str, Person], role: str) -> None:
    give(cast["owner"], cast["other"], "member")
    assert give(cast["member"], cast["other"], role) == 403
    assert give(cast["member"], cast["member"], role) == 403


def test_a_guest_does_not_even_see_whom(cast: dict[str, Person]) -> None:
    assert give(cast["guest"], cast["other"], "member") == 404


def test_an_admin_does_not_promote_themselves(cast: dict[str, Person]) -> None:
    assert give(cast["admin"], cast["admin"], "owner") == 403


def test_a_person_of_another_network_is_not_there(
    cast: dict[str, Person], found_network: Callable[..., Network]
) -> None:
    assert give(found_network().owner, cast["other"], "guest") == 404


def test_a_role_counts_from_the_next_request(cast: dict[str, Person]) -> None:
    give(cast["owner"], cast["other"], "member")
    wanted = {"name": "New name"}
    assert cast["other"].ask("PUT", "/v1/branding", wanted).status_code == 403
    give(cast["owner"], cast["other"], "admin")
    assert cast["other"].ask("PUT", "/v1/branding", wanted).status_code == 200
    give(cast["owner"], cast["other"], "member")
    assert cast["other"].ask("PUT", "/v1/branding", wanted).status_code == 403


def test_the_last_owner_stays(found_network: Callable[..., Network]) -> None:
    owner = found_network().owner
    assert give(owner, owner, "member") == 409
    assert owner.ask("PUT", f"/v1/people/{owner.id}/deactivation").status_code == 409
    assert role_of(owner) == "owner"


def test_of_two_owners_who_demote_each_other_one_wins(
    found_network: Callable[..., Network], monkeypatch: pytest.MonkeyPatch
) -> None:
    network = found_network()
    first, second = network.owner, network.person("Second")
    give(first, second, "owner")
    statuses = together(
        monkeypatch,
        lambda: first.ask("PUT", f"/v1/people/{second.id}/role", {"role": "member"}),
        lambda: second.ask("PUT", f"/v1/people/{first.id}/role", {"role": "member"}),
    )
    assert statuses == [204, 409]
    assert sorted([role_of(first), role_of(second)]) == ["member", "owner"]


def test_of_two_owners_who_step_down_at_once_one_stays(
    found_network: Callable[..., Network], monkeypatch: pytest.MonkeyPatch
) -> None:
    network = found_network()
    both = [network.owner, network.person("Second")]
    give(both[0], both[1], "owner")
    steps = [lambda one=one: one.ask("PUT", f"/v1/people/{one.id}/role", {"role": "member"}) for one in both]
    assert together(monkeypatch, *steps) == [204, 409]
    assert sorted(role_of(one) for one in both) == ["member", "owner"]


def test_an_owner_who_is_out_does_not_count(found_network: Callable[..., Network]) -> None:
    network = found_network()
    owner, gone = network.owner, network.person("Gone")
    owner.put(f"/v1/people/{gone.id}/deactivation")
    assert give(owner, gone, "owner") == 204
    assert give(owner, owner, "member") == 409
    assert give(owner, gone, "member") == 204
    assert give(owner, owner, "member") == 409


def test_an_owner_who_is_let_in_again_counts(found_network: Callable[..., Network]) -> None:
    network = found_network()
    owner, back = network.owner, network.person("Back")
    give(owner, back, "owner")
    owner.put(f"/v1/people/{back.id}/deactivation")
    assert give(owner, owner, "member") == 409
    owner.delete(f"/v1/people/{back.id}/deactivation")
    assert give(owner, owner, "member") == 204
