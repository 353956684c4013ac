"""Starts the process that looks into one file: chalicelib/documents/preview/__main__.py."""

import os
import subprocess  # nosec B404
import sys
from pathlib import Path

import msgspec

from chalicelib.documents.preview.seen import Seen

PATIENCE = 45  # seconds; it has 30 of CPU
_TOLD = ("PATH", "LD_LIBRARY_PATH", "LANG", "TMPDIR")  # none of our credentials


class Broken(RuntimeError):
    """The fault is ours: it did not come to looking at the file."""


def look(kind: str, source: Path, folder: Path) -> Seen:
    """What was seen, and made into `folder`. A file that breaks its reader is damaged. Raises Broken."""
    call, told = command(kind, source, folder)
    try:
        ended = subprocess.run(  # noqa: S603  # nosec B603
            call, env=told, capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return Seen(damaged="It took too long")
    if ended.returncode < 0:
        return Seen(damaged=f"Its reader died of signal {-ended.returncode}")
    if ended.returncode > 0:
        raise Broken(ended.stderr[-2000:].decode("utf-8", "replace"))
    return msgspec.json.decode(ended.stdout, type=Seen)


def command(kind: str, source: Path, folder: Path) -> tuple[list[str], dict[str, str]]:
    """What is started, and its environment."""
    told = {name: os.environ[name] for name in _TOLD if name in os.environ}
    told["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    return [sys.executable, "-m", "chalicelib.documents.preview", kind, str(source), str(folder)], told
