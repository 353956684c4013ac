import json
import os
from pathlib import Path

import pytest

from infra.local import folder
from infra.local.folder import CURRENT, MARKER, Unusable


@pytest.fixture
def used(tmp_path: Path) -> Path:
    """A folder with one whole snapshot."""
    folder.prepare(tmp_path)
    (tmp_path / "state-1").mkdir()
    (tmp_path / "state-1/sqs.json").write_text("{}")
    (tmp_path / "state-1/manifest.json").write_text(json.dumps({"sqs.json": 2}))
    folder.write(tmp_path, CURRENT, snapshot="state-1", clean=True)
    return tmp_path


def refusal(path: Path) -> str:
    with pytest.raises(Unusable) as refused:
        folder.prepare(path)
    (line,) = str(refused.value).splitlines()
    return line


def test_a_new_folder_is_made(tmp_path: Path) -> None:
    folder.prepare(tmp_path / "a/b")
    assert folder.read(tmp_path / "a/b", MARKER)["format"] == folder.FORMAT


def test_a_used_folder_is_taken_again(used: Path) -> None:
    folder.prepare(used)
    assert folder.read(used, CURRENT)["snapshot"] == "state-1"


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("ten years")
    assert "other things" in refusal(tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_folder_of_a_newer_version_is_refused(used: Path) -> None:
    folder.write(used, MARKER, format=folder.FORMAT + 1)
    assert "newer Atrium" in refusal(used)


@pytest.mark.parametrize("name", [MARKER, CURRENT])
@pytest.mark.parametrize(
    "text", ["", '{"format": 1', "[]", "null", '"x"', '{"format": "one", "snapshot": "no"}']
)
def test_a_marker_that_we_did_not_write_is_damage(used: Path, name: str, text: str) -> None:
    (used / name).write_text(text)
    assert "damaged" in refusal(used)


def test_a_truncated_snapshot_is_damage(used: Path) -> None:
    (used / "state-1/sqs.json").write_text("{")
    assert "state-1/sqs.json is not complete" in refusal(used)


def test_a_snapshot_without_its_manifest_is_damage(used: Path) -> None:
    (used / "state-1/manifest.json").unlink()
    assert "damaged" in refusal(used)


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "is not a folder" in refusal(tmp_path / "file")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert "cannot be written" in refusal(tmp_path)


def test_only_one_holds_the_lock(tmp_path: Path) -> None:
    held = folder.lock(tmp_path)
    with pytest.raises(Unusable, match="Another Atrium"):
        folder.lock(tmp_path, patience=0)
    os.close(held)
    os.close(folder.lock(tmp_path, patience=0))


def test_sweeping_keeps_only_the_current_snapshot(used: Path) -> None:
    (used / "state-0").mkdir()
    (used / ".tmp-state-2").mkdir()
    folder.sweep(used)
    assert sorted(one.name for one in used.iterdir() if one.is_dir()) == ["state-1"]
