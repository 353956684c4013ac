"""Links for people outside: who makes them, what they open, when they do not."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from chalicelib.core import clock
from chalicelib.identity.model import LOCKED_MINUTES, MOST_FAILURES
from tests.documents import samples
from tests.documents.files import folder, looked_at, put
from tests.people import Network, Person

SECRET = "open sesame"


@pytest.fixture(scope="module")
def plan(network: Network, trio: list[Person]) -> Any:
    """A file of the first one's own."""
    return looked_at(network, trio[0], b"the plan", "Plan.txt")


def share(person: Person, document: str, **more: Any) -> Any:
    return person.post(f"/v1/documents/{document}/links", more)


def look(network: Network, link: Any) -> httpx.Response:
    """As somebody without an account."""
    return network.client.get(f"/v1/shared/{token_of(link)}")


def fetch(network: Network, link: Any, password: str | None = None) -> httpx.Response:
    given = {"password": password} if password else {}
    return network.client.post(f"/v1/shared/{token_of(link)}/content", json=given)


def bytes_of(network: Network, link: Any, password: str | None = None) -> bytes:
    answer = fetch(network, link, password)
    assert answer.is_success, answer.text
    return httpx.get(answer.json()["url"], timeout=30).content


def token_of(link: Any) -> str:
    return str(link["url"]).rpartition("/")[2]


def opens(network: Network, link: Any) -> tuple[int, int]:
    """What a look at it and a fetch by it are told."""
    return look(network, link).status_code, fetch(network, link).status_code


# What it opens


def test_whoever_has_the_link_needs_no_account(network: Network, trio: list[Person], plan: Any) -> None:
    link = share(trio[0], plan["id"])
    assert f"/at/{network.slug}/shared/" in link["url"]
    shown = look(network, link).json()
    assert (shown["name"], shown["size"], shown["kind"]) == ("Plan.txt", 8, "text")
    assert (shown["shared_by"], shown["tenant"]["name"]) == ("Ada First", "Acme")
    assert shown["has_password"] is False
    assert bytes_of(network, link) == b"the plan"


def test_what_it_opens_is_saved_and_never_shown(network: Network, trio: list[Person], plan: Any) -> None:
    answer = httpx.get(fetch(network, share(trio[0], plan["id"])).json()["url"], timeout=30)
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "application/octet-stream"


def test_it_follows_the_newest_version_that_is_clean(network: Network, trio: list[Person]) -> None:
    made = looked_at(network, trio[0], b"first", "Follows.txt")
    link = share(trio[0], made["id"])
    looked_at(network, trio[0], b"second", "Follows.txt", document=made["id"])
    assert bytes_of(network, link) == b"second"
    network.cloud.pause()
    put(trio[0], b"third", "Follows.txt", document=made["id"])
    before = bytes_of(network, link)
    network.cloud.resume()
    network.cloud.wait_idle()
    assert (before, bytes_of(network, link)) == (b"second", b"third")


def test_what_was_never_looked_at_is_not_given_out(network: Network, trio: list[Person]) -> None:
    network.cloud.pause()
    made = put(trio[0], b"new", "New.txt")
    link = share(trio[0], made["id"])
    before = opens(network, link)
    network.cloud.resume()
    network.cloud.wait_idle()
    assert (before, opens(network, link)) == ((409, 409), (200, 200))


def test_what_was_refused_is_not_given_out(network: Network, trio: list[Person]) -> None:
    network.cloud.pause()
    made = put(trio[0], samples.EICAR, "Harmful.txt")
    link = share(trio[0], made["id"])
    network.cloud.resume()
    network.cloud.wait_idle()
    assert trio[0].get(f"/v1/documents/{made['id']}")["state"] == "refused"
    assert opens(network, link) == (404, 404)
    assert trio[0].ask("POST", f"/v1/documents/{made['id']}/links", {}).status_code == 409


def test_a_picture_shows_what_it_is(network: Network, trio: list[Person]) -> None:
    made = looked_at(network, trio[0], samples.photo(), "Shown.jpg", content_type="image/jpeg")
    shown = look(network, share(trio[0], made["id"])).json()
    assert httpx.get(shown["thumbnail"], timeout=30).headers["content-type"] == "image/webp"


def test_how_often_it_was_fetched_is_counted(network: Network, trio: list[Person], plan: Any) -> None:
    link = share(trio[0], plan["id"])
    look(network, link)
    for _ in range(2):
        fetch(network, link)
    assert listed(trio[0], plan)[link["id"]]["opened"] == 2


# Who makes one


def test_whoever_may_not_change_the_file_makes_none(network: Network, trio: list[Person]) -> None:
    group = trio[0].make_group("Plans")
    trio[1].join(group)
    made = looked_at(network, trio[0], b"x", "Of a group.txt", space=f"g{group}")
    asked = [one.ask("POST", f"/v1/documents/{made['id']}/links", {}).status_code for one in trio]
    assert asked == [201, 201, 403]


def test_the_companys_files_are_shared_by_admins(network: Network, trio: list[Person]) -> None:
    made = looked_at(network, network.owner, b"x", "Of all.txt", space="company")
    for person, told in ((network.owner, 201), (trio[0], 403)):
        assert person.ask("POST", f"/v1/documents/{made['id']}/links", {}).status_code == told


def test_a_guest_makes_none(network: Network, trio: list[Person]) -> None:
    group = trio[0].make_group("With a guest")
    (guest,) = network.people("Gus Guest", role="guest", groups=[])
    trio[0].put(f"/v1/groups/{group}/members/{guest.id}", {})
    made = looked_at(network, trio[0], b"x", "Seen by a guest.txt", space=f"g{group}")
    answers = [
        guest.ask("POST", f"/v1/documents/{made['id']}/links", {}),
        guest.ask("GET", f"/v1/documents/{made['id']}/links"),
    ]
    assert [answer.status_code for answer in answers] == [403, 403]


def test_a_stranger_hears_of_no_file(
    found_network: Callable[..., Network], trio: list[Person], plan: Any
) -> None:
    link = share(trio[0], plan["id"])
    for stranger in (trio[1], found_network("Other").owner):
        for method, path in (("POST", ""), ("GET", ""), ("DELETE", f"/{link['id']}")):
            body = {} if method == "POST" else None
            asked = stranger.ask(method, f"/v1/documents/{plan['id']}/links{path}", body)
            assert asked.status_code == 404, method


def test_a_folder_is_not_shared(trio: list[Person]) -> None:
    assert trio[0].ask("POST", f"/v1/documents/{folder(trio[0], 'Whole')}/links", {}).status_code == 404


@pytest.mark.parametrize("body", [{"days": 0}, {"days": 91}, {"password": "short"}], ids=str)
def test_a_link_is_for_some_days_and_a_password_is_long(
    trio: list[Person], plan: Any, body: dict[str, Any]
) -> None:
    assert trio[0].ask("POST", f"/v1/documents/{plan['id']}/links", body).status_code == 422


def test_asked_twice_it_is_one_link(trio: list[Person], plan: Any) -> None:
    before = listed(trio[0], plan).keys()
    made = [
        trio[0].post(f"/v1/documents/{plan['id']}/links", {"days": 2}, Idempotency_Key="the same link")
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert listed(trio[0], plan).keys() - before == {made[0]["id"]}


def test_the_table_keeps_neither_token_nor_password(network: Network, trio: list[Person], plan: Any) -> None:
    link = share(trio[0], plan["id"], password=SECRET)
    rows = network.cloud.aws.client("dynamodb").query(
        TableName=network.cloud.resources["Table"],
        KeyConditionExpression="pk = :p AND sk = :s",
        ExpressionAttributeValues={
            ":p": {"S": f"{network.tenant}#D#{plan['id']}"},
            ":s": {"S": f"X#{link['id']}"},
        },
    )["Items"]
    told = str(rows)
    assert rows
    assert token_of(link).rpartition(".")[2] not in told
    assert SECRET not in told


# When it does not open


def test_it_ends_by_itself(
    network: Network, trio: list[Person], plan: Any, later: Callable[[float], None]
) -> None:
    link = share(trio[0], plan["id"], days=3)
    later(3 * clock.DAY - 60)
    assert opens(network, link) == (200, 200)
    later(61)
    assert opens(network, link) == (404, 404)


def test_an_ended_link_is_not_listed(
    network: Network, trio: list[Person], later: Callable[[float], None]
) -> None:
    made = looked_at(network, trio[0], b"x", "Ends.txt")
    short, long = (share(trio[0], made["id"], days=days) for days in (1, 5))
    assert listed(trio[0], made).keys() == {short["id"], long["id"]}
    later(2 * clock.DAY)
    assert listed(trio[0], made).keys() == {long["id"]}


def test_a_withdrawn_link_opens_nothing(network: Network, trio: list[Person], plan: Any) -> None:
    link, other = share(trio[0], plan["id"]), share(trio[0], plan["id"])
    trio[0].delete(f"/v1/documents/{plan['id']}/links/{link['id']}")
    assert (opens(network, link), opens(network, other)) == ((404, 404), (200, 200))
    assert link["id"] not in listed(trio[0], plan)
    again = trio[0].ask("DELETE", f"/v1/documents/{plan['id']}/links/{link['id']}")
    assert again.status_code == 404


def test_whoever_writes_there_withdraws_anothers_link(network: Network, trio: list[Person]) -> None:
    group = trio[0].make_group("Both share")
    trio[1].join(group)
    made = looked_at(network, trio[0], b"x", "Both.txt", space=f"g{group}")
    link = share(trio[0], made["id"])
    assert listed(trio[1], made)[link["id"]]["author"]["id"] == trio[0].id
    trio[1].delete(f"/v1/documents/{made['id']}/links/{link['id']}")
    assert opens(network, link) == (404, 404)


def test_what_lies_in_the_bin_opens_to_nobody(network: Network, trio: list[Person]) -> None:
    outer = folder(trio[0], "Outer of a link")
    made = looked_at(network, trio[0], b"x", "Deep.txt", folder=outer)
    link = share(trio[0], made["id"])
    for binned in (made["id"], outer):
        trio[0].delete(f"/v1/documents/{binned}")
        assert opens(network, link) == (404, 404), binned
        trio[0].put(f"/v1/bin/{binned}/restored")
        assert opens(network, link) == (200, 200)


def test_it_goes_with_its_document(network: Network, trio: list[Person]) -> None:
    made = looked_at(network, trio[0], b"x", "To go.txt")
    link = share(trio[0], made["id"])
    trio[0].delete(f"/v1/documents/{made['id']}")
    trio[0].delete(f"/v1/bin/{made['id']}")
    assert opens(network, link) == (404, 404)
    left = network.cloud.aws.client("dynamodb").query(
        TableName=network.cloud.resources["Table"],
        KeyConditionExpression="pk = :p",
        ExpressionAttributeValues={":p": {"S": f"{network.tenant}#D#{made['id']}"}},
    )
    assert left["Items"] == []


def test_it_ends_where_its_maker_may_not_share_the_file_any_more(
    network: Network, trio: list[Person]
) -> None:
    (leaver,) = network.people("Lea Leaver")
    group = trio[0].make_group("Left")
    leaver.join(group)
    made = looked_at(network, trio[0], b"x", "Left.txt", space=f"g{group}")
    link = share(leaver, made["id"])
    assert opens(network, link) == (200, 200)
    leaver.leave(group)
    assert opens(network, link) == (404, 404)


@pytest.mark.parametrize("change", ["put out", "made a guest"])
def test_it_ends_with_its_makers_account(network: Network, trio: list[Person], change: str) -> None:
    (maker,) = network.people("Max Maker")
    group = trio[0].make_group("Made")
    maker.join(group)
    made = looked_at(network, trio[0], b"x", "Made.txt", space=f"g{group}")
    link = share(maker, made["id"])
    if change == "put out":
        network.owner.put(f"/v1/people/{maker.id}/deactivation")
    else:
        network.owner.put(f"/v1/people/{maker.id}/role", {"role": "guest"})
    assert opens(network, link) == (404, 404)


def test_a_link_leads_into_no_other_network(
    network: Network, trio: list[Person], plan: Any, found_network: Callable[..., Network]
) -> None:
    tenant, both, proof = token_of(share(trio[0], plan["id"])).split(".")
    other = found_network("Other")
    for made_up in (
        f"{other.tenant}.{both}.{proof}",
        f"{tenant}.{both[:26]}{both[:26]}.{proof}",
        f"{tenant}.{both}.{'B' if proof[0] == 'A' else 'A'}{proof[1:]}",
        f"{tenant}.{both}",
    ):
        assert network.client.get(f"/v1/shared/{made_up}").status_code == 404, made_up


# Passwords


def test_a_password_is_asked_before_the_bytes(network: Network, trio: list[Person]) -> None:
    made = looked_at(network, trio[0], samples.photo(), "Guarded.jpg", content_type="image/jpeg")
    link = share(trio[0], made["id"], password=SECRET)
    assert link["has_password"] is True
    shown = look(network, link).json()
    assert (shown["has_password"], shown["thumbnail"]) == (True, None)
    told = [fetch(network, link, given).status_code for given in (None, "wrong password", SECRET)]
    assert told == [403, 403, 200]
    assert len(bytes_of(network, link, SECRET)) == made["size"]


def test_passwords_cannot_be_tried_out(
    network: Network, trio: list[Person], plan: Any, later: Callable[[float], None]
) -> None:
    link = share(trio[0], plan["id"], password=SECRET)
    tries = [fetch(network, link, f"guess number {n}").status_code for n in range(MOST_FAILURES + 1)]
    assert tries == [403] * MOST_FAILURES + [429]
    locked = fetch(network, link, SECRET)
    assert locked.status_code == 429
    assert 0 < int(locked.headers["retry-after"]) <= LOCKED_MINUTES * 60
    later(LOCKED_MINUTES * 60 + 1)
    assert fetch(network, link, SECRET).status_code == 200


def test_whoever_knows_it_is_never_locked_out_by_their_own_visits(
    network: Network, trio: list[Person], plan: Any
) -> None:
    link = share(trio[0], plan["id"], password=SECRET)
    for _ in range(MOST_FAILURES + 1):
        assert fetch(network, link, SECRET).status_code == 200


# Forbidden by an admin


def test_an_admin_forbids_links_and_allows_them_again(found_network: Callable[..., Network]) -> None:
    network = found_network()
    owner, (member,) = network.owner, network.people("Mia Member")
    made = looked_at(network, member, b"x", "Mine.txt")
    link = share(member, made["id"])
    assert owner.patch("/v1/settings", {"share_links": False})["share_links"] is False
    assert member.get("/v1/settings")["share_links"] is False
    refused = member.ask("POST", f"/v1/documents/{made['id']}/links", {})
    assert (refused.status_code, refused.json()["detail"]) == (
        403, "An admin has switched off links for people outside",
    )  # fmt: skip
    assert opens(network, link) == (404, 404)
    assert link["id"] in listed(member, made), "so that it can be withdrawn"
    owner.patch("/v1/settings", {"share_links": True})
    assert opens(network, link) == (200, 200)


def test_a_member_changes_no_settings(network: Network, trio: list[Person]) -> None:
    assert trio[0].ask("PATCH", "/v1/settings", {"share_links": False}).status_code == 403
    assert network.owner.get("/v1/settings")["share_links"] is True


def listed(person: Person, document: Any) -> dict[str, Any]:
    """By id."""
    return {one["id"]: one for one in person.all(f"/v1/documents/{document['id']}/links")}
