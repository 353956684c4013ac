"""Zip files: which of them are office documents, and the text of those. Nothing is unpacked to the disk."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import ParseError  # nosec B405

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from chalicelib.documents.preview.seen import Damaged, Seen

MOST_ENTRIES = 10_000
MOST_UNPACKED = 50_000_000  # bytes of all parts that are read
MOST_TEXT = 1_000_000  # characters
_OOXML = "application/vnd.openxmlformats-officedocument"
# Part that decides, type, the parts that hold the text, and the elements that do.
_KINDS = (
    ("word/document.xml", f"{_OOXML}.wordprocessingml.document", r"word/(document|footnotes|endnotes)\.xml"),
    ("xl/workbook.xml", f"{_OOXML}.spreadsheetml.sheet", r"xl/(sharedStrings|worksheets/sheet\d+)\.xml"),
    ("ppt/presentation.xml", f"{_OOXML}.presentationml.presentation", r"ppt/(slides|notesSlides)/\w+\.xml"),
)
_ODF = "application/vnd.oasis.opendocument."
_LINES = frozenset({"p", "si", "row"})  # after these a line ends
_BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, KeyError)


def look(source: Path, folder: Path) -> Seen:
    """Raises Damaged."""
    try:
        with zipfile.ZipFile(source) as archive:
            return _look(archive, folder)
    except (*_BROKEN, ParseError, DefusedXmlException) as error:
        raise Damaged(str(error)) from None


def _look(archive: zipfile.ZipFile, folder: Path) -> Seen:
    names = archive.namelist()
    if len(names) > MOST_ENTRIES:
        raise Damaged("It has too many parts")
    for decides, content_type, parts in _KINDS:
        if decides in names:
            wanted = [name for name in names if re.fullmatch(parts, name)]
            (folder / "text").write_text(_text(archive, wanted), "utf-8")
            return Seen(content_type=content_type)
    if "mimetype" in names and "content.xml" in names:
        kind = archive.open("mimetype").read(100).decode("ascii", "replace").strip()
        if kind.startswith(_ODF):
            (folder / "text").write_text(_text(archive, ["content.xml"], odf=True), "utf-8")
            return Seen(content_type=kind)
    return Seen()


def _text(archive: zipfile.ZipFile, names: list[str], *, odf: bool = False) -> str:
    found: list[str] = []
    unpacked = length = 0
    for name in names:
        unpacked += archive.getinfo(name).file_size
        if unpacked > MOST_UNPACKED:
            break  # what was read until then is kept
        with archive.open(name) as part:
            for text in _words(part, odf=odf):
                found.append(text)
                length += len(text)
                if length > MOST_TEXT:
                    return "".join(found)[:MOST_TEXT]
    return "".join(found)


def _words(part: object, *, odf: bool) -> Iterator[str]:
    """As it streams by: nothing is kept of the tree. zipfile reads no more than the size that is declared."""
    for _, element in iterparse(part, forbid_dtd=True):
        kind = element.tag.rpartition("}")[2]
        if odf and kind in ("p", "h"):
            yield "".join(element.itertext()) + "\n"
        elif kind == "t" and not odf:
            yield element.text or ""
        elif kind in _LINES and not odf:
            yield "\n"
        if not odf or kind in ("p", "h"):
            element.clear()
