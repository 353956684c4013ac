"""What was found in the bytes of a version, written to the version, its document and its rows."""

from typing import Any, NamedTuple

import msgspec

from chalicelib.core import keys
from chalicelib.core.errors import Stale
from chalicelib.core.table import PRESENT, Table
from chalicelib.documents import quotas, storage, writes
from chalicelib.documents.model import BinItem, FilePreview, NodeItem, State, VersionItem
from chalicelib.documents.storage import Place

TRIES = 8
AT_ONCE = 50  # versions with the same bytes within one transaction; the next comes after it


class Found(NamedTuple):
    state: State
    content_type: str
    reason: str = ""
    size: int | None = None  # where something was taken out, the bytes that are left
    sha256: str = ""
    preview: FilePreview | None = None


def waiting(place: Place) -> VersionItem | None:
    """The version that these bytes are of: one that was not looked at, if there is any."""
    there = _versions(Table(place.tenant), place)
    return next((one for one in there if one.state == "checking"), there[0] if there else None)


def settle(place: Place, found: Found, of: State = "checking") -> None:
    """Of all versions that these bytes are of and that are so: one that was brought back has the same.

    Raises Stale.
    """
    table = Table(place.tenant)
    for _ in range(TRIES):
        node = table.get(keys.document(place.document), NodeItem, consistent=True)
        there = _versions(table, place)
        if not node or not there:
            forget(place, found.preview)  # it was taken away for good, while it was looked at
            return
        left = [one for one in there if one.state == of][:AT_ONCE]
        if not left:
            return  # settled by another
        try:
            _write(table, place, node, found, left)
        except Stale:
            continue
    raise Stale


def forget(place: Place, preview: FilePreview | None) -> None:
    """The bytes, and all that was made of them."""
    sizes = preview.sizes if preview else []
    for key in (place.key, place.text, *map(place.variant, sizes)):
        storage.remove(key)


def _write(table: Table, place: Place, node: NodeItem, found: Found, versions: list[VersionItem]) -> None:
    others = [_telling(table, node, one, found) for one in versions]
    others += _giving_back(table, place, versions[0], found)
    after = node
    if node.object == place.upload:
        after = msgspec.structs.replace(node, **_news(found))
    if node.binned:
        others += _in_bin(table, node, after)
    writes.change(table, node, after, *others, by=node.changed_by.id)


def _news(found: Found) -> dict[str, Any]:
    news = found._asdict()
    return {name: news[name] for name in news if news[name] is not None and news[name] != ""} | {
        "reason": found.reason
    }


def _telling(table: Table, node: NodeItem, version: VersionItem, found: Found) -> dict[str, Any]:
    after = msgspec.structs.replace(version, **_news(found))
    key = keys.document_version(node.id, version.number)
    # Settled once: what is given back below is given back once too.
    return table.putting(key, after, condition=PRESENT & writes.still(version.state))


def _giving_back(table: Table, place: Place, version: VersionItem, found: Found) -> list[dict[str, Any]]:
    """The same bytes are counted once, for whoever brought them: the oldest of their versions."""
    less = version.size - found.size if found.size is not None else 0
    first = _versions(table, place)[-1]
    return quotas.giving_back(table, first.by.id, less)


def _in_bin(table: Table, node: NodeItem, after: NodeItem) -> list[dict[str, Any]]:
    """The bin's row repeats the node."""
    key = keys.binned(node.space, node.binned * 1000, node.id)
    row = table.get(key, BinItem, consistent=True)
    if not row:
        return []
    shown = msgspec.structs.replace(after, version=node.version + 1)
    return [table.putting(key, msgspec.structs.replace(row, node=shown), condition=PRESENT)]


def _versions(table: Table, place: Place) -> list[VersionItem]:
    """Newest first."""
    first = keys.document_version(place.document, 0)
    found = table.query(first.pk, VersionItem, prefix="v#", newest_first=True, consistent=True)
    return [one for one in found if one.object == place.upload]
