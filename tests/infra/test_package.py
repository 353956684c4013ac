import json
from pathlib import Path

import pytest

from infra import package


def test_a_stage_that_does_not_exist_is_told_with_those_that_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert package.main(["production"]) == 2
    assert capsys.readouterr().err == "which stage? one of: dev, staging, prod\n"


def test_the_web_client_lies_beside_the_zip_with_the_headers_of_its_files(tmp_path: Path) -> None:
    dist, out = tmp_path / "dist", tmp_path / "out"
    (dist / "assets").mkdir(parents=True)
    for name in ("index.html", "sw.js", "assets/app-1a2b.js"):
        (dist / name).write_text(name)
    out.mkdir()
    package.add_web(out, dist)
    assert (out / "web/assets/app-1a2b.js").read_text() == "assets/app-1a2b.js"
    uploads = json.loads((out / "web.json").read_text())
    assert [one["path"] for one in uploads] == ["assets/app-1a2b.js", "sw.js", "index.html"], "the page last"
    assert [one["Cache-Control"] for one in uploads] == [
        "public, max-age=31536000, immutable", "no-cache", "no-cache"
    ]  # fmt: skip


def test_without_a_web_client_nothing_is_packaged(tmp_path: Path) -> None:
    with pytest.raises(package.NotBuilt):
        package.add_web(tmp_path, tmp_path / "no-dist")


def test_a_zip_that_unpacks_to_more_than_150_mb_is_not_packaged() -> None:
    package.check_size(150_000_000)
    with pytest.raises(package.TooLarge):
        package.check_size(150_000_001)
