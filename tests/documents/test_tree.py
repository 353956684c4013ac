"""Spaces and folders: who sees and changes what, and where things lie."""

import pytest

from chalicelib.documents import access, tree
from tests.documents.files import folder, looked_at, names, put
from tests.people import Network, Person


def test_ones_own_space_is_ones_own(network: Network, trio: list[Person]) -> None:
    made = put(trio[0], b"private", "Private.txt")
    for stranger in (trio[1], network.owner):
        asked = [
            stranger.ask("GET", f"/v1/spaces/u{trio[0].id}"),
            stranger.ask("GET", f"/v1/documents?space=u{trio[0].id}"),
            stranger.ask("GET", f"/v1/documents/{made['id']}"),
            stranger.ask("GET", f"/v1/documents/{made['id']}/content"),
        ]
        assert [answer.status_code for answer in asked] == [404] * 4


@pytest.mark.parametrize(("visibility", "reads"), [("open", 200), ("private", 404), ("secret", 404)], ids=str)
def test_a_groups_space_is_seen_as_its_wall(trio: list[Person], visibility: str, reads: int) -> None:
    group = trio[0].make_group("Files", visibility)
    made = looked_at(trio[0].network, trio[0], b"shared", "Shared.txt", space=f"g{group}")
    assert trio[1].ask("GET", f"/v1/documents?space=g{group}").status_code == reads
    assert trio[1].ask("GET", f"/v1/documents/{made['id']}/content").status_code == reads
    written = trio[1].ask("POST", "/v1/folders", {"space": f"g{group}", "name": "Mine"})
    assert written.status_code == (403 if reads == 200 else 404)


def test_members_write_and_the_author_or_who_keeps_order_takes_away(trio: list[Person]) -> None:
    group = trio[0].make_group("Writers")
    trio[1].join(group)
    trio[2].join(group)
    made = put(trio[1], b"by Bo", "By Bo.txt", space=f"g{group}")
    assert trio[2].patch(f"/v1/documents/{made['id']}", {"name": "Renamed.txt"})["name"] == "Renamed.txt"
    assert trio[2].ask("DELETE", f"/v1/documents/{made['id']}").status_code == 403
    trio[0].delete(f"/v1/documents/{made['id']}")
    assert names(trio[2], f"space=g{group}") == []


def test_whoever_leaves_the_group_is_out_of_its_space(trio: list[Person]) -> None:
    group = trio[0].make_group("Leavers", "secret")
    trio[0].post(f"/v1/groups/{group}/invitations", {"user": trio[1].id})
    trio[1].join(group)
    made = put(trio[0], b"inside", "Inside.txt", space=f"g{group}")
    assert trio[1].ask("GET", f"/v1/documents/{made['id']}").status_code == 200
    trio[1].leave(group)
    assert trio[1].ask("GET", f"/v1/documents/{made['id']}").status_code == 404


def test_the_companys_space_is_read_by_all_and_written_by_admins(
    network: Network, trio: list[Person]
) -> None:
    made = put(network.owner, b"for all", "For all.txt", space="company")
    assert "For all.txt" in names(trio[0], "space=company")
    assert trio[0].get(f"/v1/documents/{made['id']}")["may"] == "read"
    assert trio[0].ask("PATCH", f"/v1/documents/{made['id']}", {"name": "x"}).status_code == 403


def test_folders_lie_in_folders_and_show_the_way(trio: list[Person]) -> None:
    outer = folder(trio[0], "Outer")
    inner = folder(trio[0], "Inner", folder=outer)
    made = put(trio[0], b"deep", "Deep.txt", folder=inner)
    path = trio[0].get(f"/v1/documents/{made['id']}")["path"]
    assert [step["name"] for step in path] == ["Outer", "Inner"]
    assert names(trio[0], f"folder={inner}") == ["Deep.txt"]


def test_a_folder_never_lies_in_itself(trio: list[Person]) -> None:
    outer = folder(trio[0], "Round")
    inner = folder(trio[0], "About", folder=outer)
    for target in (outer, inner):
        moved = trio[0].ask("PATCH", f"/v1/documents/{outer}", {"folder": target})
        assert moved.status_code == 409


def test_folders_nest_no_deeper_by_moves(trio: list[Person], monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (tree, access):
        monkeypatch.setattr(module, "MOST_DEPTH", 3)
    deep = folder(trio[0], "Three deep")
    folder(trio[0], "c", folder=folder(trio[0], "b", folder=deep))
    shallow = folder(trio[0], "Two deep")
    folder(trio[0], "b", folder=shallow)
    target = folder(trio[0], "Target")
    moved = [
        trio[0].ask("PATCH", f"/v1/documents/{one}", {"folder": target}).status_code
        for one in (deep, shallow)
    ]
    assert moved == [409, 200]


def test_a_document_moves_and_takes_its_place_in_every_order(trio: list[Person]) -> None:
    there = folder(trio[0], "There")
    made = put(trio[0], b"moving", "Moving.txt")
    trio[0].patch(f"/v1/documents/{made['id']}", {"folder": there, "name": "Moved.txt"})
    for sort in ("name", "date", "size", "kind"):
        assert names(trio[0], f"folder={there}&sort={sort}") == ["Moved.txt"]
        assert "Moving.txt" not in names(trio[0], f"space=u{trio[0].id}&sort={sort}")


def test_a_document_moves_from_ones_own_space_into_a_groups(trio: list[Person]) -> None:
    group = trio[0].make_group("Handed over")
    made = put(trio[0], b"handed", "Handed over.txt")
    trio[0].patch(f"/v1/documents/{made['id']}", {"space": f"g{group}"})
    assert names(trio[1], f"space=g{group}") == ["Handed over.txt"]


def test_lists_are_sorted_as_people_sort_and_folders_come_first(network: Network) -> None:
    (person,) = network.people("Sorter")
    for size, name in enumerate(["part 10.txt", "Part 2.txt", "änderung.txt", "Zoo.txt"], 1):
        put(person, b"x" * size, name)
    folder(person, "zz")
    here = f"space=u{person.id}"
    by_name = ["zz", "änderung.txt", "Part 2.txt", "part 10.txt", "Zoo.txt"]
    assert names(person, here) == by_name
    assert names(person, f"{here}&order=down") == by_name[::-1]
    assert names(person, f"{here}&sort=size&order=down")[:2] == ["Zoo.txt", "änderung.txt"]
    assert names(person, f"{here}&sort=date&order=down")[0] == "Zoo.txt"


def test_a_page_neither_skips_nor_repeats(network: Network) -> None:
    (person,) = network.people("Pager")
    made = [f"File {number}.txt" for number in range(7)]
    for name in made:
        put(person, b"x", name)
    seen: list[str] = []
    cursor = ""
    while True:
        page = person.get(f"/v1/documents?space=u{person.id}&limit=3{cursor}")
        seen += [one["name"] for one in page["items"]]
        if not page["next"]:
            break
        cursor = f"&cursor={page['next']}"
    assert seen == made


def test_a_copy_is_a_document_of_its_own(trio: list[Person]) -> None:
    made = put(trio[0], b"original", "Original.txt")
    copied = trio[0].post(f"/v1/documents/{made['id']}/copies", {})
    assert copied["name"] == "Original (2).txt"
    trio[0].delete(f"/v1/documents/{made['id']}")
    trio[0].delete(f"/v1/bin/{made['id']}")
    from tests.documents.files import content_of

    assert content_of(trio[0], copied["id"]).content == b"original"


def test_a_change_by_another_meanwhile_is_not_written_over(trio: list[Person]) -> None:
    made = put(trio[0], b"x", "Etag.txt")
    etag = trio[0].ask("GET", f"/v1/documents/{made['id']}").headers["etag"]
    trio[0].patch(f"/v1/documents/{made['id']}", {"name": "Etag 2.txt"})
    stale = trio[0].ask("PATCH", f"/v1/documents/{made['id']}", {"name": "Etag 3.txt"}, If_Match=etag)
    assert stale.status_code == 412


def test_what_came_too_deep_all_the_same_is_out_of_reach(
    trio: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody would see that it lies in the bin."""
    for module in (tree, access):
        monkeypatch.setattr(module, "MOST_DEPTH", 3)
    monkeypatch.setattr(access, "MOST_LOOKED_AT", 1)  # what lies below the first folders is not looked for
    moved = folder(trio[0], "Moved")
    deepest = folder(trio[0], "c", folder=folder(trio[0], "b", folder=moved))
    made = put(trio[0], b"deep", "Deep.txt", folder=deepest)["id"]
    group = trio[0].make_group("Deep")
    said = trio[0].post(f"/v1/groups/{group}/posts", {"body": "Look", "attachments": [made]})
    outer = folder(trio[0], "Around it")
    trio[0].patch(f"/v1/documents/{moved}", {"folder": outer})
    trio[0].delete(f"/v1/documents/{outer}")
    assert trio[0].ask("GET", f"/v1/documents/{made}/content").status_code == 404
    assert trio[0].get(f"/v1/posts/{said['id']}")["files"] == []
    trio[0].put(f"/v1/bin/{outer}/restored")
    trio[0].patch(f"/v1/documents/{moved}", {"folder": None})
    assert trio[0].ask("GET", f"/v1/documents/{made}/content").status_code == 200
