"""The zip of the functions: app.py, chalicelib/, the libraries for Lambda's machine, all of it compiled."""

import compileall
import contextlib
import inspect
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path
from py_compile import PycInvalidationMode

import chalice.app
from chalice.deploy.packager import DependencyBuilder, MissingDependencyError, PipRunner, SubprocessPip
from chalice.utils import OSUtils

# Chalice at run time is two files; its command line would bring pip, setuptools and fifteen more.
CHALICE = ("__init__.py", "app.py")
# The services that are called through botocore's clients. It brings models of four hundred, a third of all
# that would be unpacked; DynamoDB is called without (core/calls.py).
MODELS = {"chime-sdk-meetings", "s3", "secretsmanager", "sesv2", "sns"}
# A zip of the same files is the same zip, so that CloudFormation sees no change where there is none.
LONG_AGO = (1980, 1, 1, 0, 0, 0)


class MissingWheels(RuntimeError):
    """Libraries that have no wheel for Lambda's machine."""


def make(project: Path, target: Path, architecture: str) -> None:
    """Writes the zip, with wheels of an architecture from the package index. Raises MissingWheels."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        add_libraries(project / "requirements.txt", root, architecture)
        prune(root)
        add_app(project, root)
        compile_all(root)
        write_zip(root, target)


def add_libraries(requirements: Path, root: Path, architecture: str) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as wanted:
        lines = requirements.read_text("utf-8").splitlines(keepends=True)
        wanted.writelines(line for line in lines if not line.startswith("chalice="))
        wanted.flush()
        utilities = OSUtils()
        builder = DependencyBuilder(utilities, PipRunner(SubprocessPip(utilities)), architecture)
        abi = f"cp{sys.version_info.major}{sys.version_info.minor}"
        try:
            # pip speaks on standard output; the command's own lines are few and stand there alone.
            with contextlib.redirect_stdout(sys.stderr):
                builder.build_site_packages(abi, wanted.name, str(root))
        except MissingDependencyError as error:
            names = ", ".join(sorted(package.identifier for package in error.missing))
            raise MissingWheels(f"no wheel for {architecture}: {names}") from error


def prune(root: Path) -> None:
    """Takes out botocore's models of services that we never call."""
    for model in (root / "botocore" / "data").iterdir():
        if model.is_dir() and model.name not in MODELS:
            shutil.rmtree(model)


def add_app(project: Path, root: Path) -> None:
    shutil.copy(project / "app.py", root)
    shutil.copytree(
        project / "chalicelib",
        root / "chalicelib",
        ignore=shutil.ignore_patterns("__pycache__"),
        dirs_exist_ok=True,
    )
    (root / "chalice").mkdir()
    source = Path(inspect.getfile(chalice.app)).parent
    for name in CHALICE:
        shutil.copy(source / name, root / "chalice")


def compile_all(root: Path) -> None:
    """Bytecode that Python trusts without looking at the source: without it a cold start costs twice the CPU.

    It is this Python's bytecode, and Chalice names this Python's minor version as the runtime.
    """
    compileall.compile_dir(
        root,
        quiet=2,
        force=True,
        invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
        stripdir=str(root),
    )


def write_zip(root: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(root.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(path.relative_to(root).as_posix(), LONG_AGO)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = (0o755 if path.stat().st_mode & 0o100 else 0o644) << 16
                archive.writestr(entry, path.read_bytes())


def size(target: Path) -> int:
    """Bytes of the zip when unpacked."""
    with zipfile.ZipFile(target) as archive:
        return sum(entry.file_size for entry in archive.infolist())
