"""Documents and folders, as they lie in the table, and their pure rules. docs/decisions/0030-documents.md.

A node is a document or a folder. It lies under its own id, and once more for each order that its folder is
listed in: each of these rows holds all that a list shows, so a page is one Query.
"""

import hashlib
import re
import unicodedata
from typing import Literal

import msgspec

from chalicelib.core import clock, keys, names
from chalicelib.core.keys import Key
from chalicelib.core.table import Item
from chalicelib.people.service import Card

LARGEST = 5 * 1000**3  # bytes of one file
MOST_DEPTH = 50  # folders in folders
MOST_VERSIONS = 1000  # of a file: they are read at once where it is looked at, and where it is removed
LONGEST_NAME = 200
DIGITS = 12  # of numbers in names, by which they are listed
LONGEST_ENDING = 20  # of a name; what is longer is no ending
KEPT_IN_BIN = 30 * clock.DAY

Type = Literal["file", "folder"]
State = Literal["checking", "clean", "refused"]
Sort = Literal["name", "date", "size", "kind"]
Kind = Literal[
    "folder",
    "image",
    "video",
    "audio",
    "pdf",
    "text",
    "document",
    "spreadsheet",
    "presentation",
    "archive",
    "other",
]

SORTS: tuple[Sort, ...] = ("name", "date", "size", "kind")

_OFFICE: dict[str, Kind] = {
    "application/pdf": "pdf",
    "application/msword": "document",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "document",
    "application/vnd.oasis.opendocument.text": "document",
    "application/rtf": "document",
    "application/vnd.ms-excel": "spreadsheet",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "spreadsheet",
    "application/vnd.oasis.opendocument.spreadsheet": "spreadsheet",
    "text/csv": "spreadsheet",
    "application/vnd.ms-powerpoint": "presentation",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "presentation",
    "application/vnd.oasis.opendocument.presentation": "presentation",
    "application/zip": "archive",
    "application/x-tar": "archive",
    "application/gzip": "archive",
    "application/x-7z-compressed": "archive",
}
_BROAD: dict[str, Kind] = {"image": "image", "video": "video", "audio": "audio", "text": "text"}


def kind_of(content_type: str) -> Kind:
    return _OFFICE.get(content_type) or _BROAD.get(content_type.partition("/")[0]) or "other"


class FilePreview(msgspec.Struct):
    """What can be shown of a file without fetching it."""

    width: int = 0  # pixels of the picture or of the first page, upright
    height: int = 0
    blur: str = ""  # https://blurha.sh
    sizes: list[int] = []  # pixels of the longer side that there are pictures of
    pages: int = 0
    seconds: int = 0  # of films and sounds
    encrypted: bool = False  # it asks for a password


class NodeItem(Item, kw_only=True):
    """`folder` is the id of the one it lies in; empty at the top of its space. What is said of the content is
    of the version that counts. `binned`: since when (seconds) it lies in the bin."""

    id: str
    type: Type
    space: str
    folder: str = ""
    name: str
    by: Card  # whose it is: they pay for it
    created: int
    changed: int  # milliseconds
    changed_by: Card
    size: int = 0
    content_type: str = ""
    number: int = 0  # of the version that counts; 0 of folders
    highest: int = 0  # of all its versions
    object: str = ""  # where the bytes lie: the id of the upload that brought them
    sha256: str = ""
    state: State = "clean"
    reason: str = ""  # why it was refused; of folders, why not all was copied
    preview: FilePreview | None = None
    album: bool = False  # of folders: shown as photos
    copying: str = ""  # of folders: the one that this is being filled from
    must_read: int = 0  # since when (seconds)
    binned: int = 0
    leaving: bool = False  # it is being removed, and comes back no more
    version: int = 1

    @property
    def kind(self) -> Kind:
        return "folder" if self.type == "folder" else kind_of(self.content_type)


class RowItem(Item, kw_only=True):
    """A node as lists show it. It repeats the node, and follows it in every change."""

    node: NodeItem


class VersionItem(Item, kw_only=True):
    """`conflict`: it was made from version `base`, when another counted already; both are kept."""

    by: Card
    at: int
    size: int
    content_type: str
    object: str
    sha256: str = ""
    note: str = ""
    base: int = 0
    conflict: bool = False
    state: State = "clean"
    reason: str = ""
    preview: FilePreview | None = None

    @property
    def number(self) -> int:
        return int(self.sk.removeprefix("v#"))


class UploadItem(Item, kw_only=True):
    """Bytes that are on their way. They count already, so that nobody is told at the end that all is full."""

    id: str
    space: str
    folder: str = ""
    name: str
    size: int
    content_type: str
    sha256: str = ""  # as hexadecimal digits; empty where parts prove themselves
    document: str = ""  # the one whose new version it is
    base: int = 0
    note: str = ""
    multipart: str = ""  # S3's name for it
    part_size: int = 0
    keep_both: bool = False
    until: int
    expires: int

    @property
    def target(self) -> str:
        """The document that it becomes, or whose version."""
        return self.document or self.id


class GivenBackItem(Item, kw_only=True):
    """What an upload that was never completed counted was given back."""

    expires: int


class UsageItem(Item, kw_only=True):
    bytes: int = 0


class BinItem(Item, kw_only=True):
    node: NodeItem
    by: Card
    expires: int


class ShareItem(Item, kw_only=True):
    """A link for people outside; its token is made from its id and kept nowhere."""

    id: str
    by: Card  # in whose name it works
    created: int
    expires: int
    password: str = ""  # its hash
    opened: int = 0


def version_of(node: NodeItem, *, note: str, base: int) -> VersionItem:
    """The version that a node shows."""
    return VersionItem(
        by=node.changed_by,
        at=node.changed // 1000,
        size=node.size,
        content_type=node.content_type,
        object=node.object,
        sha256=node.sha256,
        note=note,
        base=base,
        state=node.state,
        reason=node.reason,
        preview=node.preview,
    )


# Rows


def rows_of(node: NodeItem) -> dict[Key, RowItem]:
    """Where a node is listed, by order. The row by name is there once a name: it decides who has it."""
    if node.binned:
        return {}
    row = RowItem(node=node)
    return {_place(node, sort): row for sort in SORTS}


def name_key(space: str, folder: str, type_: Type, name: str) -> Key:
    """Two names that differ in case alone are one: some systems cannot tell them apart."""
    same = unicodedata.normalize("NFC", name).casefold()
    proof = hashlib.sha256(same.encode()).hexdigest()[:22]
    return keys.entry(space, folder, "name", f"{_rank(type_)}{_sorted(name)}#{proof}")


def _place(node: NodeItem, sort: Sort) -> Key:
    if sort == "name":
        return name_key(node.space, node.folder, node.type, node.name)
    text = {
        "date": f"{node.changed:013d}",
        "size": f"{node.size:013d}",
        "kind": f"{node.kind}#{_sorted(node.name)}",
    }[sort]
    return keys.entry(node.space, node.folder, sort, f"{_rank(node.type)}{text}#{node.id}")


def _rank(type_: Type) -> int:
    """Folders first."""
    return 0 if type_ == "folder" else 1


def _sorted(name: str) -> str:
    """As people sort: without case and accents, and 2 before 10."""
    text = names.folded(name)[:100]
    return re.sub(rf"[0-9]{{1,{DIGITS}}}", lambda digits: digits[0].zfill(DIGITS), text)


# Names


def tidy(name: str) -> str:
    """As it is kept: some systems write ä as two characters."""
    return unicodedata.normalize("NFC", name).strip()


def another(name: str, number: int) -> str:
    """`Plan.pdf` -> `Plan (2).pdf`."""
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending) > LONGEST_ENDING:
        stem, dot, ending = name, "", ""
    told = f" ({number}){dot}{ending}"
    return stem[: LONGEST_NAME - len(told)] + told
