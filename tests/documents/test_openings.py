"""What must be read, and who opened it."""

from typing import Any

import pytest

from tests.documents.files import folder, looked_at, put
from tests.people import Network, Person


@pytest.fixture(scope="module")
def group(trio: list[Person]) -> str:
    """Of the first, with the second in it."""
    made = trio[0].make_group("Readers", "private")
    trio[0].put(f"/v1/groups/{made}/members/{trio[1].id}", {})
    return made


@pytest.fixture
def file(network: Network, trio: list[Person], group: str) -> str:
    """It must be read."""
    made = looked_at(network, trio[0], b"words", "Rules.txt", space=f"g{group}", keep_both=True)
    trio[0].put(f"/v1/documents/{made['id']}/must_read")
    return str(made["id"])


def one(person: Person, file: str) -> Any:
    return person.get(f"/v1/documents/{file}")


def readers(person: Person, file: str, *, opened: bool = True) -> list[str]:
    found = person.all(f"/v1/documents/{file}/readers?opened={str(opened).lower()}")
    return [one["person"]["id"] for one in found]


def test_lists_say_what_must_be_read(trio: list[Person], group: str, file: str) -> None:
    listed = {one["id"]: one["must_read"] for one in trio[1].all(f"/v1/documents?space=g{group}")}
    assert listed[file] is True
    trio[0].delete(f"/v1/documents/{file}/must_read")
    assert (one(trio[1], file)["must_read"], one(trio[1], file)["opened"]) == (False, None)


def test_fetching_it_is_opening_it(trio: list[Person], file: str) -> None:
    assert one(trio[1], file)["opened"] is False
    trio[1].get(f"/v1/documents/{file}/content")
    assert one(trio[1], file)["opened"] is True
    assert readers(trio[0], file) == [trio[1].id]


def test_one_may_say_so_too_and_counts_once(trio: list[Person], file: str) -> None:
    for _ in range(2):
        trio[1].put(f"/v1/documents/{file}/opened")
    [found] = trio[0].all(f"/v1/documents/{file}/readers")
    assert (found["person"]["id"], bool(found["opened_at"])) == (trio[1].id, True)


def test_who_opened_it_last_comes_first(trio: list[Person], file: str) -> None:
    for person in (trio[1], trio[0]):
        person.put(f"/v1/documents/{file}/opened")
    assert readers(trio[0], file) == [trio[0].id, trio[1].id]
    page = trio[0].get(f"/v1/documents/{file}/readers?limit=1")
    after = trio[0].get(f"/v1/documents/{file}/readers?limit=1&cursor={page['next']}")
    assert [page["items"][0]["person"]["id"], after["items"][0]["person"]["id"]] == [trio[0].id, trio[1].id]


def test_who_of_the_group_has_not_yet(trio: list[Person], file: str) -> None:
    assert sorted(readers(trio[0], file, opened=False)) == sorted([trio[0].id, trio[1].id])
    trio[1].put(f"/v1/documents/{file}/opened")
    assert readers(trio[0], file, opened=False) == [trio[0].id]


def test_a_new_version_asks_again(network: Network, trio: list[Person], file: str) -> None:
    trio[1].put(f"/v1/documents/{file}/opened")
    looked_at(network, trio[0], b"other words", "Rules.txt", document=file, base=1)
    assert (one(trio[1], file)["must_read"], one(trio[1], file)["opened"]) == (True, False)
    trio[1].get(f"/v1/documents/{file}/content?number=1")
    assert readers(trio[0], file) == [], "an old version is not what is to be read"


def test_nothing_is_noted_of_what_need_not_be_read(trio: list[Person], file: str) -> None:
    trio[0].delete(f"/v1/documents/{file}/must_read")
    trio[1].get(f"/v1/documents/{file}/content")
    trio[1].put(f"/v1/documents/{file}/opened")
    assert trio[0].ask("GET", f"/v1/documents/{file}/readers").status_code == 404
    trio[0].put(f"/v1/documents/{file}/must_read")
    assert readers(trio[0], file) == []


def test_members_neither_ask_nor_see_who_opened_it(trio: list[Person], file: str) -> None:
    for method, what in (("PUT", "must_read"), ("DELETE", "must_read"), ("GET", "readers")):
        assert trio[1].ask(method, f"/v1/documents/{file}/{what}").status_code == 403


def test_a_stranger_finds_nothing(trio: list[Person], file: str) -> None:
    for method, what in (
        ("PUT", "must_read"),
        ("DELETE", "must_read"),
        ("PUT", "opened"),
        ("GET", "readers"),
    ):
        assert trio[2].ask(method, f"/v1/documents/{file}/{what}").status_code == 404


def test_in_the_bin_nothing_must_be_read(trio: list[Person], file: str) -> None:
    trio[0].delete(f"/v1/documents/{file}")
    for method, what in (("PUT", "must_read"), ("PUT", "opened"), ("GET", "readers")):
        assert trio[0].ask(method, f"/v1/documents/{file}/{what}").status_code == 404


def test_my_own_file_is_no_must_read(trio: list[Person]) -> None:
    made = put(trio[0], name="Mine.txt")["id"]
    assert trio[0].ask("PUT", f"/v1/documents/{made}/must_read").status_code == 409


def test_in_another_space_it_is_asked_for_anew(trio: list[Person], file: str) -> None:
    trio[1].put(f"/v1/documents/{file}/opened")
    other = trio[0].make_group("Elsewhere", "private")
    trio[0].patch(f"/v1/documents/{file}", {"space": f"g{other}"})
    assert one(trio[0], file)["must_read"] is False
    trio[0].put(f"/v1/documents/{file}/must_read")
    assert readers(trio[0], file) == [], "its readers there are told to nobody here"


def test_a_copy_is_no_must_read(trio: list[Person], file: str) -> None:
    assert trio[0].post(f"/v1/documents/{file}/copies", {})["must_read"] is False


def test_of_the_company_everybody_but_guests_is_asked(network: Network, trio: list[Person]) -> None:
    made = looked_at(network, network.owner, b"all", "All.txt", space="company")["id"]
    guest = network.person(role="guest", groups=[network.owner.make_group()])
    assert trio[0].ask("PUT", f"/v1/documents/{made}/must_read").status_code == 403
    network.owner.put(f"/v1/documents/{made}/must_read")
    trio[0].put(f"/v1/documents/{made}/opened")
    missing = readers(network.owner, made, opened=False)
    assert {network.owner.id, trio[1].id, trio[2].id} <= set(missing)
    assert not {trio[0].id, guest.id} & set(missing)
    assert guest.ask("PUT", f"/v1/documents/{made}/opened").status_code == 404


def test_who_was_put_out_is_asked_for_nothing(network: Network, trio: list[Person]) -> None:
    group = trio[0].make_group("Fewer", "private")
    leaver = network.person("Lea Leaver")
    trio[0].put(f"/v1/groups/{group}/members/{leaver.id}", {})
    made = looked_at(network, trio[0], b"words", "Fewer.txt", space=f"g{group}")["id"]
    trio[0].put(f"/v1/documents/{made}/must_read")
    assert leaver.id in readers(trio[0], made, opened=False)
    network.owner.put(f"/v1/people/{leaver.id}/deactivation")
    assert readers(trio[0], made, opened=False) == [trio[0].id]


def test_asking_twice_changes_nothing(trio: list[Person], file: str) -> None:
    before = one(trio[0], file)["version"]
    trio[0].put(f"/v1/documents/{file}/must_read")
    assert one(trio[0], file)["version"] == before


def test_in_a_folder_that_lies_in_the_bin_nobody_opens_it(
    network: Network, trio: list[Person], group: str
) -> None:
    inside = folder(trio[0], "Old rules", space=f"g{group}")
    made = looked_at(network, trio[0], b"words", "Old.txt", folder=inside)["id"]
    trio[0].put(f"/v1/documents/{made}/must_read")
    trio[0].delete(f"/v1/documents/{inside}")
    assert trio[1].ask("PUT", f"/v1/documents/{made}/opened").status_code == 404
    assert trio[0].ask("GET", f"/v1/documents/{made}/readers").status_code == 404
