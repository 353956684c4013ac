"""How nodes are written: the node with all its rows, or nothing."""

from typing import Any

import msgspec

from chalicelib.core import clock, keys
from chalicelib.core.errors import Conflict, Stale
from chalicelib.core.keys import Key
from chalicelib.core.table import ABSENT, PRESENT, Condition, Lost, Path, Table, at_version, value
from chalicelib.documents import telling
from chalicelib.documents.model import (
    DIGITS,
    MOST_VERSIONS,
    NodeItem,
    RowItem,
    State,
    VersionItem,
    another,
    name_key,
    rows_of,
)

NAMES_TRIED = 20
TRIED_IN_ORDER = 4  # then it is looked what is there: each try is a transaction
TRIES = 3
# What is found in the bytes, by nobody's wish.
FOUND = ("state", "reason", "content_type", "size", "sha256", "preview")


def create(
    table: Table,
    node: NodeItem,
    version: VersionItem | None = None,
    *others: dict[str, Any],
    keep_both: bool = False,
    by: str = "",
) -> NodeItem:
    """14 WRU for a document. With `keep_both` it gets the next name that is free. Raises Conflict."""
    wanted = node.name
    for tried in range(1, NAMES_TRIED):
        writes = [table.putting(keys.document(node.id), node, condition=ABSENT)]
        if version:
            writes.append(table.putting(keys.document_version(node.id, 1), version))
        writes += moving(table, None, node)
        try:
            table.transact(*writes, *others)
        except Lost as lost:
            other = _taken_by(table, node, lost)
            if not other:
                raise
            if not keep_both:
                raise taken(other) from None
            number = _number(table, node, wanted, tried)
            node = msgspec.structs.replace(node, name=another(wanted, number))
            continue
        telling.changed(table.tenant, node, by=by)
        return node
    raise Conflict("There are too many of this name here; give another", field="name")


def _number(table: Table, node: NodeItem, wanted: str, tried: int) -> int:
    """That tells it apart from others of its name. 1 RRU, or nothing."""
    if tried < TRIED_IN_ORDER:
        return tried + 1
    greatest = _greatest(table, node, wanted) if tried < 2 * TRIED_IN_ORDER else 0
    return greatest + 1 if greatest else clock.milliseconds() % 1_000_000


def _greatest(table: Table, node: NodeItem, wanted: str) -> int:
    """Names are listed in the order of their numbers. 0 where none is found, as in very long names."""
    key = name_key(node.space, node.folder, node.type, another(wanted, 1))
    before, one, _ = key.sk.rpartition(f"{1:0{DIGITS}}")
    rows = table.query(
        key.pk,
        RowItem,
        prefix=before,
        before=f"{before}:",  # it comes after the digits
        limit=1,
        newest_first=True,
        consistent=True,
    )
    number = rows[0].sk[len(before) :][:DIGITS] if rows and one else ""
    return int(number) if number.isdecimal() else 0


def change(
    table: Table, before: NodeItem, after: NodeItem, *others: dict[str, Any], by: str = ""
) -> NodeItem:
    """From one version of a node to the next. What was found in its bytes meanwhile is taken over.

    Raises Stale where another was first, Conflict for a name.
    """
    for _ in range(TRIES):
        after = msgspec.structs.replace(after, version=before.version + 1)
        writes = [table.putting(keys.document(after.id), after, condition=at_version(before.version))]
        writes += moving(table, before, after)
        try:
            table.transact(*writes, *others)
        except Lost as lost:
            other = lost.reasons[0] != "ConditionalCheckFailed" and _taken_by(table, after, lost)
            if other:
                raise taken(other) from None
            there = table.get(keys.document(after.id), NodeItem, consistent=True)
            if not there or not _is_only_looked_at(before, there):
                raise Stale from None
            if after.object == there.object:
                after = msgspec.structs.replace(after, **_found(there))
            before = there
        else:
            telling.changed(table.tenant, before, after, by=by)
            return after
    raise Stale


def _is_only_looked_at(before: NodeItem, there: NodeItem) -> bool:
    found = msgspec.structs.replace(before, version=there.version, **_found(there))
    return there.version != before.version and found == there


def _found(node: NodeItem) -> dict[str, Any]:
    return {name: getattr(node, name) for name in FOUND}


def moving(table: Table, before: NodeItem | None, after: NodeItem | None) -> list[dict[str, Any]]:
    """The rows of the one go, those of the other come; a new name must be free."""
    old = rows_of(before) if before else {}
    new = rows_of(after) if after else {}
    writes = [table.deleting(key) for key in old if key not in new]
    for key, row in new.items():
        is_new_name = key not in old and key.sk.startswith("Ename#")
        writes.append(table.putting(key, row, condition=ABSENT if is_new_name else None))
    return writes


def _taken_by(table: Table, node: NodeItem, lost: Lost) -> str | None:
    """Who has its name, where that is why the write was lost."""
    if "ConditionalCheckFailed" not in lost.reasons:
        return None
    other = holder(table, name_key(node.space, node.folder, node.type, node.name))
    return other if other != node.id else None


def holder(table: Table, name: Key) -> str | None:
    """The id of what has a name. 1 RRU."""
    there = table.get(name, RowItem, consistent=True)
    return there.node.id if there else None


def taken(document: str) -> Conflict:
    """It says whose the name is, so that one may make a new version of that."""
    return Conflict("There is one of this name already", field="name", document=document)


def present(table: Table, space: str, folder: str) -> list[dict[str, Any]]:
    """That the folder is there when the write happens, is not being removed with all that is seen in it, and
    has not moved into another space."""
    stays = Path("binned").does_not_exist() & Path("leaving").does_not_exist()
    here = PRESENT & stays & (Path("space") == value(space))
    return [table.checking(keys.document(folder), here)] if folder else []


def still(state: State) -> Condition:
    """That a version is so as ever. What is clean is not written."""
    return Path("state").does_not_exist() if state == "clean" else Path("state") == value(state)


def check_room(node: NodeItem) -> None:
    """For a further version. Raises Conflict."""
    if node.highest >= MOST_VERSIONS:
        raise Conflict(
            f"At most {MOST_VERSIONS} versions: copy the file, and go on with that", limit=MOST_VERSIONS
        )
