"""Folders and what lies in them: listed, made, renamed, moved."""

from typing import Any

import msgspec
from msgspec import UNSET

from chalicelib.core import clock, keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Conflict, Invalid, NotFound, Stale
from chalicelib.core.pagination import page
from chalicelib.core.schema import Page, unchanged
from chalicelib.core.table import Item, Lost, Path, Table, value
from chalicelib.documents import access, openings, writes
from chalicelib.documents.access import Place
from chalicelib.documents.model import (
    MOST_DEPTH,
    NodeItem,
    RowItem,
    tidy,
)
from chalicelib.documents.shapes import (
    Document,
    DocumentFull,
    DocumentPatch,
    Documents,
    NewFolder,
    SpaceShown,
)
from chalicelib.documents.show import show, show_full
from chalicelib.people.service import card_of

_KINDS = {"a": "attached", "c": "company", "g": "group", "u": "person"}


def space(actor: Actor, id_: str) -> SpaceShown:
    there = access.enter(actor, id_)
    return SpaceShown(id=id_, kind=_KINDS[id_[0]], name=there.name, may=there.may)  # type: ignore[arg-type]


def listed(actor: Actor, query: Documents) -> Page[Document]:
    """50 entries: about 4 RRU. Raises NotFound, Invalid, BadCursor."""
    there = access.place(actor, query.space, query.folder)
    first = keys.entry(there.space, there.folder, query.sort, "")
    down = query.order == "down"

    def fetch(at: str | None, limit: int) -> list[RowItem]:
        return Table(actor.tenant).query(
            first.pk,
            RowItem,
            prefix=first.sk,
            after=None if down else at,
            before=at if down else None,
            limit=limit,
            newest_first=down,
        )

    scope = f"documents {first.pk} {query.sort} {query.order}"
    return page(
        actor,
        scope,
        query,
        fetch,
        lambda row: row.sk,
        lambda rows: [show(actor.tenant, row.node) for row in rows],
    )


def get(actor: Actor, id_: str) -> DocumentFull:
    node, there = access.fetch(actor, id_)
    above = access.above(actor.tenant, node)
    if any(folder.binned for folder in above):
        raise NotFound
    return show_full(actor.tenant, node, there, above, opened=openings.is_opened(actor, node))


def make_folder(actor: Actor, new: NewFolder) -> Document:
    """Raises NotFound, Forbidden, Conflict."""
    there = access.place(actor, new.space, new.folder).write()
    table = Table(actor.tenant)
    access.check_depth(actor.tenant, there.folder)
    node = _node(actor, there, new.name)
    node.album = new.album
    before = table.get(keys.document(node.id), NodeItem, consistent=True)
    if before:  # made by an earlier try of this request
        return show(actor.tenant, before)
    try:
        made = writes.create(
            table, node, None, *writes.present(table, there.space, there.folder), by=actor.user
        )
    except Lost:  # the folder went in this moment
        raise NotFound from None
    return show(actor.tenant, made)


def _node(actor: Actor, there: Place, name: str) -> NodeItem:
    return NodeItem(
        id=actor.mint,
        type="folder",
        space=there.space,
        folder=there.folder,
        name=tidy(name),
        by=card_of(actor),
        created=clock.now(),
        changed=clock.milliseconds(),
        changed_by=card_of(actor),
    )


def edit(actor: Actor, id_: str, patch: DocumentPatch, version: int | None) -> Document:
    """Another name, another place. Raises NotFound, Forbidden, Conflict, Stale."""
    node, there = access.changeable(actor, id_)
    if version not in (None, node.version):
        raise Stale
    name = node.name if patch.name is UNSET else tidy(patch.name)
    to = there._replace(folder=node.folder)
    if patch.folder is not UNSET or patch.space is not UNSET:
        space_ = patch.space if patch.space is not UNSET else None
        folder = patch.folder if patch.folder is not UNSET else None
        to = access.place(actor, space_ or (None if folder else node.space), folder).write()
    if to.space != node.space:  # to those who are here it is gone
        access.take_away(actor, node, there)
    album = node.album if patch.album is UNSET else patch.album
    if patch.album is not UNSET and node.type != "folder":
        raise Invalid("album", "Only a folder is an album")
    if (name, to.space, to.folder, album) == (node.name, node.space, node.folder, node.album):
        return unchanged(show(actor.tenant, node), version)
    table = Table(actor.tenant)
    after = msgspec.structs.replace(
        node,
        name=name,
        album=album,
        space=to.space,
        folder=to.folder,
        must_read=node.must_read if to.space == node.space else 0,  # others keep the order there
        changed=clock.milliseconds(),
        changed_by=card_of(actor),
    )
    others = writes.present(table, to.space, to.folder) if to.folder != node.folder else []
    if node.type == "folder" and (to.space, to.folder) != (node.space, node.folder):
        others = [*others, _moving_folder(actor, node, to)]
    moved = writes.change(table, node, after, *others, by=actor.user)
    if node.type == "folder" and moved.space != node.space:
        _check_left_nothing(table, node, moved)
    return show(actor.tenant, moved)


def _check_left_nothing(table: Table, before: NodeItem, moved: NodeItem) -> None:
    """What was put into a folder as it moved to another space would be listed nowhere: it moves back.

    Later nothing can be: who puts something there says in which space. Raises Conflict.
    """
    if _has_entries(table, before):
        writes.change(table, moved, before)
        raise _not_empty()


def _not_empty() -> Conflict:
    return Conflict("A folder that is not empty stays in its space: copy it there, then remove it here")


def _moving_folder(actor: Actor, node: NodeItem, to: Place) -> dict[str, object]:
    """Never into itself. Folders move one after the other, else two could be put into each other at once."""
    table = Table(actor.tenant)
    if to.space != node.space and (node.copying or _has_entries(table, node)):
        raise _not_empty()
    before = table.get(keys.tree(), TreeItem, consistent=True)
    moves = before.moves if before else 0
    if to.folder:
        target = access.find(actor.tenant, to.folder)
        chain = [*access.above(actor.tenant, target), target] if target else []
        if any(one.id == node.id for one in chain):
            raise Conflict("A folder cannot lie in itself", field="folder")
        if len(chain) + access.levels_below(actor.tenant, node) >= MOST_DEPTH:
            raise Conflict(f"At most {MOST_DEPTH} folders in each other", limit=MOST_DEPTH)
    same = Path("moves") == value(moves) if moves else Path("moves").does_not_exist()
    return table.updating(keys.tree(), Path("moves").set(value(moves + 1)), condition=same)


class TreeItem(Item, kw_only=True):
    moves: int = 0


def _has_entries(table: Table, node: NodeItem) -> bool:
    return bool(access.entries(table, node.space, node.id, limit=1))


def revised(actor: Actor, node: NodeItem, **content: Any) -> NodeItem:
    """With a further version, which counts from now on. Raises Conflict."""
    writes.check_room(node)
    number = node.highest + 1
    return msgspec.structs.replace(
        node,
        changed=clock.milliseconds(),
        changed_by=card_of(actor),
        number=number,
        highest=number,
        **content,
    )
