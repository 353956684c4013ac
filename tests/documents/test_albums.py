"""Albums: folders that are shown as photos."""

from tests.documents.files import folder, put
from tests.people import Person


def test_a_folder_is_made_as_an_album(trio: list[Person]) -> None:
    made = trio[0].post("/v1/folders", {"name": "Summer party", "album": True})
    assert (made["album"], made["kind"]) == (True, "folder")
    [listed] = [one for one in trio[0].all("/v1/documents") if one["id"] == made["id"]]
    assert listed["album"] is True


def test_a_folder_becomes_an_album_and_a_folder_again(trio: list[Person]) -> None:
    made = trio[0].post("/v1/folders", {"name": "Autumn"})
    path = f"/v1/documents/{made['id']}"
    assert [trio[0].patch(path, {"album": on})["album"] for on in (True, True, False)] == [True, True, False]


def test_a_file_is_no_album(trio: list[Person]) -> None:
    made = put(trio[0], name="No album.txt")
    answer = trio[0].ask("PATCH", f"/v1/documents/{made['id']}", {"album": True})
    assert (answer.status_code, answer.json()["field"]) == (422, "album")


def test_an_album_that_is_renamed_and_moved_stays_one(trio: list[Person]) -> None:
    above = folder(trio[0], "Years")
    made = trio[0].post("/v1/folders", {"name": "Winter", "album": True})
    moved = trio[0].patch(f"/v1/documents/{made['id']}", {"name": "Winter 2026", "folder": above})
    assert (moved["album"], moved["folder"]) == (True, above)


def test_who_only_reads_turns_no_folder_into_an_album(trio: list[Person]) -> None:
    group = trio[0].make_group("Outings", "open")
    made = folder(trio[0], "Outing", space=f"g{group}")
    assert trio[1].ask("PATCH", f"/v1/documents/{made}", {"album": True}).status_code == 403


def test_to_strangers_no_album_is_there(trio: list[Person]) -> None:
    made = trio[0].post("/v1/folders", {"name": "Mine alone", "album": True})
    assert trio[1].ask("PATCH", f"/v1/documents/{made['id']}", {"album": False}).status_code == 404
