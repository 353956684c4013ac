"""Versions, the bin, and what is counted."""

import pytest

from chalicelib.documents import writes
from tests.documents.files import announced, content_of, folder, names, put, stored
from tests.people import Network, Person


def numbers(person: Person, document: str) -> list[tuple[int, bool]]:
    return [(one["number"], one["conflict"]) for one in person.all(f"/v1/documents/{document}/versions")]


def test_every_save_is_a_version_and_each_can_be_fetched(trio: list[Person]) -> None:
    made = put(trio[0], b"one", "Saved.txt")
    put(trio[0], b"two", document=made["id"], base=1, note="Better")
    assert content_of(trio[0], made["id"]).content == b"two"
    assert content_of(trio[0], made["id"], "?number=1").content == b"one"
    newest, first = trio[0].all(f"/v1/documents/{made['id']}/versions")
    assert (newest["note"], newest["counts"], first["counts"]) == ("Better", True, False)


def test_two_who_save_over_the_same_version_are_told_and_both_are_kept(trio: list[Person]) -> None:
    group = trio[0].make_group("Both")
    trio[1].join(group)
    made = put(trio[0], b"one", "Both.txt", space=f"g{group}")
    put(trio[0], b"hers", document=made["id"], base=1)
    put(trio[1], b"his", document=made["id"], base=1)
    assert numbers(trio[0], made["id"]) == [(3, True), (2, False), (1, False)]
    assert content_of(trio[0], made["id"], "?number=2").content == b"hers"


def test_an_old_version_that_is_brought_back_is_the_newest(trio: list[Person]) -> None:
    made = put(trio[0], b"one", "Back.txt")
    put(trio[0], b"two", document=made["id"])
    back = trio[0].post(f"/v1/documents/{made['id']}/versions", {"number": 1})
    assert (back["number"], back["size"]) == (3, 3)
    assert content_of(trio[0], made["id"]).content == b"one"


def test_what_is_put_into_the_bin_comes_back_to_where_it_lay(trio: list[Person]) -> None:
    home = folder(trio[0], "Home")
    made = put(trio[0], b"x", "Binned.txt", folder=home)
    trio[0].delete(f"/v1/documents/{made['id']}")
    assert names(trio[0], f"folder={home}") == []
    assert "Binned.txt" in [one["name"] for one in trio[0].all(f"/v1/bin?space=u{trio[0].id}")]
    trio[0].put(f"/v1/bin/{made['id']}/restored")
    assert names(trio[0], f"folder={home}") == ["Binned.txt"]
    assert "Binned.txt" not in [one["name"] for one in trio[0].all(f"/v1/bin?space=u{trio[0].id}")]


def test_a_name_that_was_taken_meanwhile_is_told_when_something_comes_back(trio: list[Person]) -> None:
    made = put(trio[0], b"x", "Again.txt")
    trio[0].delete(f"/v1/documents/{made['id']}")
    put(trio[0], b"y", "Again.txt")
    assert trio[0].ask("PUT", f"/v1/bin/{made['id']}/restored").status_code == 409


def test_what_lies_in_a_folder_goes_and_comes_with_it(trio: list[Person]) -> None:
    home = folder(trio[0], "Whole")
    made = put(trio[0], b"x", "Within.txt", folder=home)
    trio[0].delete(f"/v1/documents/{home}")
    assert trio[0].ask("GET", f"/v1/documents/{made['id']}").status_code == 404
    trio[0].put(f"/v1/bin/{home}/restored")
    assert trio[0].ask("GET", f"/v1/documents/{made['id']}").status_code == 200


def test_versions_and_the_bin_count_until_they_are_gone_for_good(network: Network) -> None:
    (person,) = network.people("Counter")
    before = stored(person)[1]
    home = folder(person, "Counted")
    made = put(person, b"x" * 100, "Counted.txt", folder=home)
    put(person, b"x" * 50, document=made["id"])
    person.post(f"/v1/documents/{made['id']}/versions", {"number": 1})
    assert stored(person) == (150, before + 150)
    person.delete(f"/v1/documents/{home}")
    assert stored(person) == (150, before + 150)
    person.delete(f"/v1/bin/{home}")
    assert stored(person) == (0, before)
    assert person.ask("GET", f"/v1/documents/{made['id']}").status_code == 404


def test_who_is_full_is_told_how_full(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    (person,) = network.people("Full")
    monkeypatch.setenv("PERSON_QUOTA", "1000")
    put(person, b"x" * 900, "Large.txt")
    refused = person.ask("POST", "/v1/documents", announced(b"x" * 101, "Too much.txt"))
    told = refused.json()
    assert (refused.status_code, told["used"], told["limit"], told["size"]) == (413, 900, 1000, 101)
    put(person, b"x" * 100, "Just fits.txt")


def test_what_is_announced_at_once_never_passes_the_limit(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.calls.ringing import at_once

    (person,) = network.people("Crowd")
    monkeypatch.setenv("PERSON_QUOTA", "1000")
    bodies = [announced(b"x" * 300, f"{number}.txt") for number in range(6)]
    answers = at_once(*[lambda body=body: person.ask("POST", "/v1/documents", body) for body in bodies])
    admitted = [answer for answer in answers if answer.status_code == 201]
    assert stored(person)[0] == 300 * len(admitted) <= 900


def test_what_comes_back_lies_in_its_own_space_wherever_its_folder_went(trio: list[Person]) -> None:
    group = trio[0].make_group("Home")
    trio[1].join(group)
    home = folder(trio[0], "Home", space=f"g{group}")
    made = put(trio[0], b"x", "Back again.txt", folder=home)["id"]
    trio[0].delete(f"/v1/documents/{made}")
    trio[0].patch(f"/v1/documents/{home}", {"space": f"u{trio[0].id}", "name": "Nobody's business"})
    trio[0].put(f"/v1/bin/{made}/restored")
    assert names(trio[1], f"space=g{group}") == ["Back again.txt"]
    assert trio[1].get(f"/v1/documents/{made}")["path"] == []


def test_there_is_an_end_of_versions(trio: list[Person], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writes, "MOST_VERSIONS", 2)
    made = put(trio[0], b"one", "Much saved.txt")["id"]
    put(trio[0], b"two", document=made)
    asked = [
        trio[0].ask("POST", "/v1/documents", announced(b"three", document=made)),
        trio[0].ask("POST", f"/v1/documents/{made}/versions", {"number": 1}),
    ]
    assert [(answer.status_code, answer.json()["limit"]) for answer in asked] == [(409, 2)] * 2


@pytest.mark.parametrize("name", ["x" * 200, f"{'x' * 196}.txt", f"x.{'y' * 198}", "x."])
def test_a_name_that_was_found_for_a_copy_is_one_that_may_be_given(network: Network, name: str) -> None:
    person = network.person("Namer")
    copied = person.post(f"/v1/documents/{put(person, b'x', name)['id']}/copies", {})
    assert copied["name"] != name
    assert person.patch(f"/v1/documents/{copied['id']}", {"name": copied["name"]})["id"] == copied["id"]


@pytest.mark.parametrize("name", ["Pasted.png", f"{'very ' * 38}long.png", "No ending", "Two (1).png"])
def test_of_one_name_there_are_as_many_as_one_likes(
    network: Network, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    person = network.person("Paster")
    here = {"space": f"a{person.id}", "keep_both": True}
    made = [put(person, b"x", name, **here)["name"] for _ in range(15)]
    assert len(set(made)) == len(made)
    monkeypatch.setattr(writes, "NAMES_TRIED", 6)
    assert put(person, b"x", name, **here)["name"] not in made


def test_copies_are_numbered_in_order(network: Network) -> None:
    person = network.person("Copier")
    made = put(person, b"x", "Plan 2024 (draft).pdf")["id"]
    put(person, b"x", "Plan 2024 (draft) (final).pdf")
    copied = [person.post(f"/v1/documents/{made}/copies", {})["name"] for _ in range(12)]
    assert copied == [f"Plan 2024 (draft) ({number}).pdf" for number in range(2, 14)]
