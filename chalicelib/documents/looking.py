"""Looks at the bytes of a version: what they are, whether they do harm, and what can be shown of them."""

import hashlib
import tempfile
from pathlib import Path

from chalicelib.core.log import logger
from chalicelib.documents import kinds, malware, sandbox, storage
from chalicelib.documents.findings import Found
from chalicelib.documents.model import FilePreview, VersionItem
from chalicelib.documents.preview.seen import NotTaken, Seen
from chalicelib.documents.storage import Place

LARGEST = 100 * 1000**2  # bytes of a file that is looked into; of larger ones their first bytes alone
MOST_TEXT = 1_000_000  # bytes of a text that are kept for the search


def look(place: Place, version: VersionItem, *, is_harmful: bool = False) -> Found:
    """Can be done again: what it makes has its name from the version."""
    head = storage.head(place.key, kinds.HEAD)
    content_type = kinds.of(head, version.content_type)
    try:
        malware.check(head)
        if is_harmful:
            raise malware.harmful()
        if version.size > LARGEST:
            return _from_afar(content_type, version)
        with tempfile.TemporaryDirectory() as folder:
            return _into(place, content_type, Path(folder))
    except NotTaken as refused:
        return Found("refused", content_type, str(refused))


def _from_afar(content_type: str, version: VersionItem) -> Found:
    if kinds.reader(content_type) == "image":
        # What it says of place and time could not be taken out.
        raise NotTaken(f"A picture has at most {LARGEST // 1000**2} MB")
    if content_type == kinds.ZIP and version.content_type in kinds.ZIPPED:
        return Found("clean", version.content_type)
    return Found("clean", content_type)


def _into(place: Place, content_type: str, folder: Path) -> Found:
    source = folder / "source"
    kind = kinds.reader(content_type)
    storage.fetch(place.key, source)
    malware.scan(source)
    if kind == "text":
        _keep_text(place, source, folder / "text")
    if kind in ("", "text"):
        return Found("clean", content_type)
    seen = sandbox.look(kind, source, folder)
    if seen.refused:
        raise NotTaken(seen.refused)
    if seen.damaged:
        logger.warning("a file cannot be read", extra={"key": place.key, "why": seen.damaged})
        if kind == "image":
            raise NotTaken("The picture is cut off or damaged")
    if seen.stripped:
        source = folder / "stripped"
        storage.put(place.key, source, content_type)
    if kind in kinds.SAYING_WHERE:  # also where an earlier try was broken off in between
        storage.forget_earlier(place.key)
    _keep(place, seen, folder)
    return _found(seen, content_type, source)


def _keep_text(place: Place, source: Path, cut: Path) -> None:
    with source.open("rb") as file:
        head = file.read(MOST_TEXT)
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    cut.write_text(head.decode(encoding, "ignore"), "utf-8")
    storage.put(place.text, cut, "text/plain; charset=utf-8")


def _keep(place: Place, seen: Seen, folder: Path) -> None:
    for size in seen.sizes:
        storage.put(place.variant(size), folder / f"{size}.webp", "image/webp")
    if (folder / "text").exists():
        storage.put(place.text, folder / "text", "text/plain; charset=utf-8")


def _found(seen: Seen, content_type: str, source: Path) -> Found:
    with source.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    shown = FilePreview(
        width=seen.width,
        height=seen.height,
        blur=seen.blur,
        sizes=seen.sizes,
        pages=seen.pages,
        seconds=seen.seconds,
        encrypted=seen.encrypted,
    )
    return Found(
        "clean",
        seen.content_type or content_type,
        size=source.stat().st_size,
        sha256=sha256,
        preview=shown if shown != FilePreview() else None,
    )
