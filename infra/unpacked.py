"""What Lambda makes of the zip, on this machine: for tests and benchmarks of functions as they start there.

The libraries are this machine's, for those of Lambda's architecture do not run here. The versions are the
same (requirements.txt), and so is everything else: what is taken, left out and compiled.
"""

import importlib.metadata
import re
import zipfile
from pathlib import Path

from infra import bundle

PROJECT = Path(__file__).parent.parent


def make(folder: Path, *, compiled: bool = True) -> Path:
    """Zips and unpacks into `folder`; returns where app.py then lies."""
    root, there = folder / "zipped", folder / "task"
    root.mkdir()
    for name in libraries(PROJECT / "requirements.txt"):
        copy(name, root)
    bundle.prune(root)
    bundle.add_app(PROJECT, root)
    if compiled:
        bundle.compile_all(root)
    bundle.write_zip(root, folder / "deployment.zip")
    with zipfile.ZipFile(folder / "deployment.zip") as archive:
        archive.extractall(there)
    return there


def libraries(requirements: Path) -> set[str]:
    """What is asked for there and what that asks for, but Chalice, of which the bundle takes its own part."""
    found: set[str] = set()
    wanted = [line for line in requirements.read_text("utf-8").splitlines() if re.match(r"\w", line)]
    while wanted:
        name = plain(wanted.pop())
        if name in found or name == "chalice":
            continue
        found.add(name)
        wanted += [one for one in importlib.metadata.requires(name) or () if "extra ==" not in one]
    return {name for name in found if installed(name)}


def plain(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def installed(name: str) -> bool:
    try:
        importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:  # for another Python or system
        return False
    return True


def copy(name: str, root: Path) -> None:
    for file in importlib.metadata.files(name) or ():
        if file.parts[0] != ".." and file.suffix != ".pyc":
            target = root / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(Path(str(file.locate())).read_bytes())
