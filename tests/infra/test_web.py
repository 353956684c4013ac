"""When the web client is installed and built anew, and with what."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from infra import web

LOCK = {
    "": {"name": "x"},
    "node_modules/a": {"version": "1.0.0"},
    "node_modules/a-for-a-mac": {"version": "1.0.0", "optional": True},
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(web, "WEB", tmp_path)
    (tmp_path / "src").mkdir()
    (tmp_path / "src/main.tsx").write_text("main")
    return tmp_path


def installed(folder: Path, lock: dict[str, Any], found: dict[str, Any]) -> bool:
    (folder / "node_modules").mkdir()
    (folder / "package-lock.json").write_text(json.dumps({"packages": lock}))
    (folder / "node_modules/.package-lock.json").write_text(json.dumps({"packages": found}))
    return web._is_installed()


def test_what_the_lock_names_is_installed_once(folder: Path) -> None:
    assert installed(folder, LOCK, {"node_modules/a": {"version": "1.0.0"}})


@pytest.mark.parametrize(
    "found",
    [
        pytest.param({}, id="one is missing"),
        pytest.param({"node_modules/a": {"version": "0.9.0"}}, id="one is older"),
        pytest.param(
            {"node_modules/a": {"version": "1.0.0"}, "node_modules/b": {"version": "1.0.0"}},
            id="one is not named any more",
        ),
    ],
)
def test_what_differs_from_the_lock_is_installed_again(folder: Path, found: dict[str, Any]) -> None:
    assert not installed(folder, LOCK, found)


def test_nothing_is_installed_at_first(folder: Path) -> None:
    (folder / "package-lock.json").write_text(json.dumps({"packages": LOCK}))
    assert not web._is_installed()


@pytest.mark.parametrize("name", ["src/main.tsx", "src/more.css", "index.html"])
def test_a_source_that_changed_makes_another_build(folder: Path, name: str) -> None:
    before = web._digest()
    (folder / name).write_text("changed")
    assert web._digest() != before


@pytest.mark.parametrize("name", ["src/main.test.tsx", "dist/index.html", "node_modules/a.js"])
def test_tests_and_what_was_made_do_not(folder: Path, name: str) -> None:
    before = web._digest()
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("changed")
    assert web._digest() == before


def test_node_is_as_new_as_the_client_wants_it() -> None:
    wanted = json.loads((web.WEB / "package.json").read_text("utf-8"))["engines"]["node"]
    assert wanted == f">={web.OLDEST[0]}.{web.OLDEST[1]}"


def test_the_lock_names_no_place_to_fetch_from() -> None:
    assert not re.search(r"https?://[^\"]*\.tgz", (web.WEB / "package-lock.json").read_text("utf-8"))


def test_every_library_has_one_version() -> None:
    package = json.loads((web.WEB / "package.json").read_text("utf-8"))
    versions = package["dependencies"] | package["devDependencies"]
    assert [name for name, version in versions.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []
