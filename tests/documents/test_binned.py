"""What lies in the bin is seen by those who see the bin, and what lies in a folder there by nobody."""

import pytest

from tests.documents.files import announced, folder, looked_at, put
from tests.people import Person

WAYS = ("", "/content", "/versions", "/preview", "/links")


def statuses(person: Person, document: str) -> set[int]:
    return {person.ask("GET", f"/v1/documents/{document}{way}").status_code for way in WAYS}


def test_whoever_may_only_read_sees_nothing_of_it(trio: list[Person]) -> None:
    group = trio[0].make_group("Thrown away")
    made = looked_at(trio[0].network, trio[0], b"x", "Away.txt", space=f"g{group}")["id"]
    assert trio[2].ask("GET", f"/v1/documents/{made}/content").status_code == 200
    trio[0].delete(f"/v1/documents/{made}")
    assert statuses(trio[2], made) == {404}
    assert trio[0].get(f"/v1/documents/{made}")["binned_at"]


@pytest.fixture
def inner(trio: list[Person]) -> tuple[str, str, str]:
    """A group, a folder in a folder of it that lies in the bin, and a file in that."""
    group = trio[0].make_group("Thrown away")
    trio[1].join(group)
    outer = folder(trio[0], "Outer", space=f"g{group}")
    inner = folder(trio[0], "Inner", folder=outer)
    made = looked_at(trio[0].network, trio[0], b"x", "Deep.txt", folder=inner)["id"]
    trio[0].delete(f"/v1/documents/{outer}")
    return group, inner, made


def test_what_lies_in_a_folder_there_is_not_fetched(trio: list[Person], inner: tuple[str, str, str]) -> None:
    group, folder_, made = inner
    for person in trio:
        assert statuses(person, made) == {404}
        assert person.ask("GET", f"/v1/documents?folder={folder_}").status_code == 404
        copied = person.ask("POST", f"/v1/documents/{made}/copies", {"space": f"u{person.id}"})
        assert copied.status_code == 404
    assert trio[1].ask("PATCH", f"/v1/documents/{made}", {"space": f"g{group}"}).status_code == 404


def test_nothing_is_put_there(trio: list[Person], inner: tuple[str, str, str]) -> None:
    group, folder_, made = inner
    other = put(trio[1], b"y", "Other.txt", space=f"g{group}")["id"]
    asked = [
        trio[1].ask("POST", "/v1/documents", announced(b"new", "New.txt", folder=folder_)),
        trio[1].ask("POST", "/v1/documents", announced(b"newer", document=made)),
        trio[1].ask("POST", "/v1/folders", {"name": "New", "folder": folder_}),
        trio[1].ask("PATCH", f"/v1/documents/{other}", {"folder": folder_}),
        trio[1].ask("POST", f"/v1/documents/{other}/copies", {"folder": folder_}),
    ]
    assert [answer.status_code for answer in asked] == [404] * 5
