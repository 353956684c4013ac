import importlib.util
import re
import zipfile
from pathlib import Path

import pytest

from infra import bundle, package


@pytest.fixture
def root(tmp_path: Path) -> Path:
    source = tmp_path / "root" / "chalicelib"
    source.mkdir(parents=True)
    (source / "__init__.py").write_text("ANSWER = 42\n")
    return tmp_path / "root"


def bytecode(root: Path) -> bytes:
    return Path(importlib.util.cache_from_source(root / "chalicelib" / "__init__.py")).read_bytes()


def test_bytecode_is_trusted_without_a_look_at_the_source(root: Path) -> None:
    bundle.compile_all(root)
    flags = int.from_bytes(bytecode(root)[4:8], "little")
    assert flags == 0b01  # PEP 552: by hash, and not checked


def test_bytecode_tells_paths_as_they_are_in_lambda(root: Path) -> None:
    bundle.compile_all(root)
    assert str(root).encode() not in bytecode(root)


def test_the_same_files_make_the_same_zip(root: Path, tmp_path: Path) -> None:
    bundle.write_zip(root, tmp_path / "one.zip")
    (root / "chalicelib" / "__init__.py").touch()
    bundle.write_zip(root, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_of_chalice_only_what_runs_is_taken(root: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "chalicelib" / "__pycache__").mkdir(parents=True)
    (project / "chalicelib" / "__pycache__" / "old.pyc").touch()
    (project / "chalicelib" / "__init__.py").touch()
    (project / "app.py").touch()
    bundle.add_app(project, root)
    bundle.write_zip(root, tmp_path / "made.zip")
    with zipfile.ZipFile(tmp_path / "made.zip") as archive:
        assert sorted(archive.namelist()) == [
            "app.py",
            "chalice/__init__.py",
            "chalice/app.py",
            "chalicelib/__init__.py",
        ]


def test_of_botocore_only_the_models_of_services_that_are_called_are_taken(tmp_path: Path) -> None:
    data = tmp_path / "botocore" / "data"
    for service in ("ec2", "s3"):
        (data / service / "2016-11-15").mkdir(parents=True)
    (data / "endpoints.json").touch()
    bundle.prune(tmp_path)
    assert {one.name for one in data.iterdir()} == {"s3", "endpoints.json"}


def test_every_client_that_is_made_has_its_model_in_the_zip() -> None:
    sources = [path.read_text("utf-8") for path in (package.PROJECT / "chalicelib").rglob("*.py")]
    made = re.findall(r"aws\.client\(\s*([^,)]+)", "\n".join(sources))
    assert {name.strip("\"'") for name in made} == bundle.MODELS
