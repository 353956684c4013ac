"""The bin of a space: what lies there can be brought back for thirty days, then it goes for good."""

import contextlib

import msgspec

from chalicelib.core import bus, clock, events, keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Forbidden, NotFound, Stale
from chalicelib.core.pagination import page
from chalicelib.core.schema import Page
from chalicelib.core.table import PRESENT, Lost, Path, Table, at_version, changes, next_version, value
from chalicelib.documents import access, findings, quotas, sharing, storage, writes
from chalicelib.documents.model import KEPT_IN_BIN, MOST_DEPTH, BinItem, NodeItem, VersionItem
from chalicelib.documents.shapes import Binned, Document, Emptied
from chalicelib.documents.show import show
from chalicelib.people.service import card_of

MOST_AT_ONCE = 50  # documents and folders that go in one step
MOST_EMPTIED = 1000
MOST_CLOSED = 200
DEEPEST = 2 * MOST_DEPTH  # folders in each other in one step


class Emptying(msgspec.Struct):
    """`until`: when it was asked for (milliseconds); what was put there later stays."""

    space: str
    until: int


class Closing(msgspec.Struct):
    space: str
    after: str = ""  # how far the work is


class Further(msgspec.Struct, omit_defaults=True):
    """Word for the next step."""

    tenant: str
    emptying: Emptying | None = None
    closing: Closing | None = None


def put(actor: Actor, id_: str, version: int | None) -> None:
    """With all that lies in it. Raises NotFound, Forbidden, Stale."""
    node, there = access.changeable(actor, id_)
    access.take_away(actor, node, there)
    if version not in (None, node.version):
        raise Stale
    table = Table(actor.tenant)
    now = clock.milliseconds()
    after = msgspec.structs.replace(node, binned=now // 1000)
    kept = BinItem(node=after, by=card_of(actor), expires=now // 1000 + KEPT_IN_BIN)
    row = table.putting(keys.binned(node.space, now // 1000 * 1000, node.id), kept)
    writes.change(table, node, after, row, by=actor.user)


def listed(actor: Actor, query: Binned) -> Page[Document]:
    """What was put there last comes first. Raises NotFound."""
    there = access.place(actor, query.space, None).write()
    first = keys.binned(there.space, 0, "")

    def fetch(at: str | None, limit: int) -> list[BinItem]:
        return Table(actor.tenant).query(
            first.pk, BinItem, prefix="b#", before=at, limit=limit, newest_first=True
        )

    scope = f"bin {there.space}"
    return page(
        actor,
        scope,
        query,
        fetch,
        lambda item: item.sk,
        lambda found: [show(actor.tenant, i.node) for i in found],
    )


def restore(actor: Actor, id_: str) -> Document:
    """To where it lay; if that is gone, or in another space by now, to the top of its own. What does not lie
    in the bin is left as it is.

    Raises NotFound, Forbidden, Conflict, Stale.
    """
    node, there = access.fetch(actor, id_)
    if node.leaving or (not node.binned and access.is_in_bin(actor.tenant, node)):
        raise NotFound
    there.write()
    if not node.binned:
        return show(actor.tenant, node)
    access.bring_back(actor, node, there)
    table = Table(actor.tenant)
    home = access.find(actor.tenant, node.folder) if node.folder else None
    folder = home.id if home and home.space == node.space and not home.binned else ""
    after = msgspec.structs.replace(node, binned=0, folder=folder)
    gone = table.deleting(_place(node))
    return show(
        actor.tenant,
        writes.change(table, node, after, gone, *writes.present(table, node.space, folder), by=actor.user),
    )


def purge(actor: Actor, id_: str) -> None:
    """For good, before its time; a large folder in steps, behind the request.

    Raises NotFound, Forbidden, Stale where another was first.
    """
    node, there = access.fetch(actor, id_)
    if not node.binned:
        raise NotFound
    access.take_away(actor, node, there.write())
    if not forget(actor.tenant, node):
        # Said first: what is out of sight and was told to nobody would stay, and count, for ever.
        _later(actor.tenant, node)
        Table(actor.tenant).delete(_place(node), BinItem)


def empty(actor: Actor, query: Emptied) -> None:
    """All that lies there by now, behind the request. Raises NotFound, Forbidden."""
    there = access.place(actor, query.space, None).write()
    if there.may != "manage":
        raise Forbidden("Those who keep the order here do this")
    go_on_emptying(actor.tenant, Emptying(there.space, clock.milliseconds()))


def go_on_emptying(tenant: str, step: Emptying) -> None:
    """A thousand at a time."""
    table, first = Table(tenant), keys.binned(step.space, 0, "")
    until = keys.binned(step.space, step.until + 1, "").sk
    rows = table.query(
        first.pk, BinItem, prefix="b#", before=until, limit=MOST_EMPTIED, newest_first=True, consistent=True
    )
    _later(tenant, *(row.node for row in rows))
    table.write_many(deletes=[_place(row.node) for row in rows])
    if len(rows) == MOST_EMPTIED:
        bus.send("media", [Further(tenant, emptying=step)])


def close(tenant: str, step: Closing) -> None:
    """A space that is nobody's any more: all that lies in it goes, some hundreds at a time, and its bin."""
    rows = access.entries(Table(tenant), step.space, "", after=step.after or None, limit=MOST_CLOSED)
    _later(tenant, *(row.node for row in rows))
    if len(rows) == MOST_CLOSED:
        bus.send("media", [Further(tenant, closing=Closing(step.space, rows[-1].sk))])
    else:
        go_on_emptying(tenant, Emptying(step.space, clock.milliseconds()))


def go_on(tenant: str, document: str, binned: int) -> None:
    """The next step, if it was not taken out meanwhile; it may have been put there anew."""
    node = Table(tenant).get(keys.document(document), NodeItem, consistent=True)
    if node and node.binned == binned and not forget(tenant, node):
        _later(tenant, node)


def _claim(table: Table, node: NodeItem) -> None:
    """From here on nobody takes it out of the bin, or changes it: what is removed by halves is no use.

    Raises Stale.
    """
    try:
        table.update(
            keys.document(node.id),
            *changes(leaving=True),
            next_version(),
            kind=NodeItem,
            condition=at_version(node.version),
        )
    except Lost:
        raise Stale from None


def _later(tenant: str, *nodes: NodeItem) -> None:
    now = clock.now()
    news = [
        events.DocumentPurged(tenant=tenant, id=one.id, at=now, document=one.id, binned=one.binned)
        for one in nodes
    ]
    bus.send("media", news)


def forget(tenant: str, node: NodeItem) -> bool:
    """The node, all that lies in it, all versions, and their bytes. Can be done again after a break.

    One step of it; False where there may be some left. Raises Stale where it changed since it was read.
    """
    return _forget(tenant, node, MOST_AT_ONCE) > 0


def _forget(tenant: str, node: NodeItem, room: int, depth: int = 0) -> int:
    """So many nodes at most; answers for how many more there was room."""
    table = Table(tenant)
    if not node.leaving:
        _claim(table, node)
    if depth > DEEPEST:
        _later(tenant, node)
        return room - 1
    if node.type == "folder":
        for row in access.entries(table, node.space, node.id, limit=room):
            found = table.get(keys.document(row.node.id), NodeItem, consistent=True)
            if found and found.folder == node.id and not found.binned:  # else taken out in this moment
                room = _forget(tenant, found, room, depth + 1)
            if not room:
                return 0
    first = keys.document_version(node.id, 0)
    versions = table.query(first.pk, VersionItem, prefix="v#", consistent=True)
    # Whoever brought a version pays for it; one that was brought back is the same bytes, counted once.
    paid = {item.object: item for item in reversed(versions)}
    for item in paid.values():
        findings.forget(storage.Place(tenant, node.id, item.object), item.preview)
    sharing.forget(tenant, node.id)
    _uncount(table, node, versions, list(paid.values()))
    return room - 1


def _uncount(table: Table, node: NodeItem, versions: list[VersionItem], paid: list[VersionItem]) -> None:
    """A version at a time, each with its bytes, in one write: a break in between counts nothing twice.

    The newest goes first: whose bytes it has, the oldest tells. Raises Stale where one was looked at.
    """
    sizes = {item.number: item for item in paid}
    for item in reversed(versions):
        place = keys.document_version(node.id, item.number)
        given = quotas.giving_back(table, item.by.id, item.size) if item.number in sizes else []
        as_it_was = PRESENT & (Path("size") == value(item.size))
        try:
            table.transact(table.deleting(place, condition=as_it_was), *given)
        except Lost:
            if table.get(place, VersionItem, consistent=True):
                raise Stale from None
    rows = writes.moving(table, node, None)
    binned = [table.deleting(_place(node))] if node.binned else []
    with contextlib.suppress(Lost):
        table.transact(table.deleting(keys.document(node.id), condition=PRESENT), *rows, *binned)


def _place(node: NodeItem) -> keys.Key:
    return keys.binned(node.space, node.binned * 1000, node.id)
