"""What others wrote stays where they put it: its author takes it away, or who keeps the order there."""

import pytest

from chalicelib.documents import access
from tests.documents.files import folder, names, put
from tests.people import Person


@pytest.fixture
def group(trio: list[Person]) -> str:
    """The first keeps its order, the second is a member."""
    id_ = trio[0].make_group("Taking")
    trio[1].join(id_)
    return id_


def test_a_member_takes_nothing_of_others_out_of_a_group(trio: list[Person], group: str) -> None:
    made = put(trio[0], b"ours", "Ours.txt", space=f"g{group}")
    for target in (f"u{trio[1].id}", f"a{trio[1].id}", f"g{trio[1].make_group('Elsewhere')}"):
        moved = trio[1].ask("PATCH", f"/v1/documents/{made['id']}", {"space": target})
        assert moved.status_code == 403
    assert names(trio[0], f"space=g{group}") == ["Ours.txt"]


def test_ones_own_may_be_moved_out_and_everything_by_who_keeps_order(trio: list[Person], group: str) -> None:
    made = put(trio[1], b"mine", "Mine.txt", space=f"g{group}")
    trio[1].patch(f"/v1/documents/{made['id']}", {"space": f"u{trio[1].id}"})
    trio[1].patch(f"/v1/documents/{made['id']}", {"space": f"g{group}"})
    trio[0].patch(f"/v1/documents/{made['id']}", {"space": f"u{trio[0].id}"})
    assert names(trio[0], f"space=g{group}") == []


def test_what_others_wrote_does_not_go_with_a_folder(trio: list[Person], group: str) -> None:
    made = put(trio[0], b"ours", "Ours.txt", space=f"g{group}")
    outer = folder(trio[1], "Outer", space=f"g{group}")
    inner = folder(trio[1], "Inner", folder=outer)
    trio[1].patch(f"/v1/documents/{made['id']}", {"folder": inner})
    assert trio[1].ask("DELETE", f"/v1/documents/{outer}").status_code == 403
    trio[0].delete(f"/v1/documents/{outer}")
    assert trio[1].ask("DELETE", f"/v1/bin/{outer}").status_code == 403
    trio[1].put(f"/v1/bin/{outer}/restored")
    assert names(trio[0], f"folder={inner}") == ["Ours.txt"]


def test_a_folder_with_nothing_but_ones_own_goes(trio: list[Person], group: str) -> None:
    outer = folder(trio[1], "Outer", space=f"g{group}")
    put(trio[1], b"mine", "Mine.txt", folder=folder(trio[1], "Inner", folder=outer))
    trio[1].delete(f"/v1/documents/{outer}")
    trio[1].delete(f"/v1/bin/{outer}")
    assert trio[0].ask("GET", f"/v1/documents/{outer}").status_code == 404


def test_others_are_not_looked_for_without_end(
    trio: list[Person], group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "MOST_LOOKED_AT", 2)
    outer = folder(trio[1], "Outer", space=f"g{group}")
    for number in range(3):
        put(trio[1], b"mine", f"{number}.txt", folder=outer)
    assert trio[1].ask("DELETE", f"/v1/documents/{outer}").status_code == 403
