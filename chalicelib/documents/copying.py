"""Copies: of a file at once; of a folder at once too, and what lies in it behind the request, in steps.

The copy of a folder says from which one it is being filled (`copying`): the relay tells `media`, and each
step leaves word for the next. All ids are made from those of what is copied, so a step that comes twice finds
what the first one made. docs/decisions/0037-copying-folders.md
"""

from typing import NewType

import msgspec

from chalicelib.core import auth, bus, clock, ids, keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Conflict, Forbidden, Full, NotFound, Stale, Unavailable
from chalicelib.core.table import Lost, Table
from chalicelib.documents import access, quotas, storage, writes
from chalicelib.documents.access import Place
from chalicelib.documents.model import MOST_DEPTH, NodeItem, VersionItem, tidy, version_of
from chalicelib.documents.shapes import Document, NewCopy
from chalicelib.documents.show import show
from chalicelib.people.service import card_of

LARGEST = 1000**3  # bytes: S3 copies by itself, within the time of a request
MOST = 5000  # files and folders in one copy
AT_ONCE = 25  # of them in one step
BYTES_AT_ONCE = 1000**3
TRIES = 5

LeftOut = NewType("LeftOut", str)  # why something was not copied

FULL = LeftOut("Not all was copied: the storage is full")
LARGE = LeftOut("Not all was copied: a file is too large")
MANY = LeftOut("Not all was copied: there is too much in it")
UNSEEN = LeftOut("Not all was copied: a file is being looked at")
DEEP = LeftOut("Not all was copied: there are too many folders in each other")
UNDONE = LeftOut("Not all was copied: a folder in it is a copy that is not done")
CLOSED = LeftOut("Not all was copied: you may not any more")


class Folder(msgspec.Struct):
    """One that is being copied, and how far: up to which name, as a key."""

    source: str
    target: str
    after: str = ""


class Step(msgspec.Struct):
    """`way`: the folders on the way to where we are, the outermost first; `depth`: where the first lies;
    `copied`: how much was, so far; `left_out`: why something was not."""

    way: list[Folder]
    depth: int
    copied: int = 0
    left_out: str = ""


class Further(msgspec.Struct):
    """Word for the next step."""

    tenant: str
    copy: Step


def copy(actor: Actor, id_: str, new: NewCopy) -> Document:
    """Of a document, the version that counts. Of a folder, the folder: it is filled from then on.

    Raises NotFound, Forbidden, Conflict, Full, Unavailable.
    """
    node, there = access.fetch(actor, id_)
    if access.is_in_bin(actor.tenant, node):
        raise NotFound
    to = there._replace(folder=node.folder)
    if new.space is not None or new.folder is not None:
        to = access.place(actor, new.space, new.folder)
    to.write()
    table = Table(actor.tenant)
    before = table.get(keys.document(actor.mint), NodeItem, consistent=True)
    if before:  # made by an earlier try of this request
        return show(actor.tenant, before)
    name = tidy(new.name or node.name)
    make = _folder if node.type == "folder" else _file
    return show(actor.tenant, make(actor, node, actor.mint, to, name))


def begin(tenant: str, document: str) -> None:
    """A copy of a folder was made: it is filled."""
    top = Table(tenant).get(keys.document(document), NodeItem, consistent=True)
    if top and top.copying:
        try:
            depth = len(access.above(tenant, top))
        except NotFound:  # moved out of reach meanwhile, as go_on finds too
            depth = MOST_DEPTH
        go_on(tenant, Step([Folder(top.copying, top.id)], depth))


def go_on(tenant: str, step: Step) -> None:
    """Copies some more, and leaves word for the rest."""
    top = Table(tenant).get(keys.document(step.way[0].target), NodeItem, consistent=True)
    if not top or not top.copying:
        return  # taken away, or done by another message
    actor = auth.absent(tenant, top.by.id)
    try:
        if not actor or access.is_in_bin(tenant, top):
            raise NotFound  # noqa: TRY301
        _, there = access.fetch(actor, top.copying)
        to = access.enter(actor, top.space).write()
        _some(actor, step, there, to)
    except (NotFound, Forbidden):
        step.left_out, step.way = CLOSED, []
    if step.way:
        bus.send("media", [Further(tenant, step)])
    else:
        _finish(tenant, top, step.left_out)


def _some(actor: Actor, step: Step, there: Place, to: Place) -> None:
    """Depth first, so that all that is known of the way fits into a message."""
    table, top, room, bytes_ = Table(actor.tenant), step.way[0].target, AT_ONCE, BYTES_AT_ONCE
    while step.way and room > 0 and bytes_ > 0:
        at = step.way[-1]
        rows = access.entries(
            table, there.space, at.source, after=at.after or None, limit=room, consistent=False
        )
        inner = None
        for row in rows:
            at.after, room, bytes_ = row.sk, room - 1, bytes_ - row.node.size
            if row.node.id == top:
                continue  # a copy that lies in what is copied
            if step.copied >= MOST:
                step.left_out, step.way = MANY, []
                return
            step.copied += 1
            inner = _one(actor, step, row.node, to._replace(folder=at.target))
            if inner or bytes_ <= 0:
                break
        else:
            if room > 0:
                step.way.pop()
        if inner:
            step.way.append(inner)


def _one(actor: Actor, step: Step, node: NodeItem, to: Place) -> Folder | None:
    """One of what lies in the folder. Of a folder that was made, where to go on."""
    id_ = ids.derived(step.way[0].target, node.id)
    if _made_already(Table(actor.tenant), id_):
        return Folder(node.id, id_) if node.type == "folder" else None
    try:
        if node.type == "folder":
            if step.depth + len(step.way) >= MOST_DEPTH:
                step.left_out = DEEP
                return None
            if node.copying:  # two copies that lie in what they are of would copy each other for ever
                step.left_out = UNDONE
                return None
            _made(actor, node, id_, to, node.name)
            return Folder(node.id, id_)
        if node.state == "refused":
            return None
        if node.size > LARGEST:
            step.left_out = LARGE
            return None
        _file(actor, node, id_, to, node.name)
    except Full:
        step.left_out = FULL
    except Conflict:
        step.left_out = UNSEEN
    except NotFound:
        pass  # what was to be copied, or where it was to lie, was taken away in this moment
    return None


def _finish(tenant: str, top: NodeItem, left_out: str) -> None:
    table = Table(tenant)
    for _ in range(TRIES):
        after = msgspec.structs.replace(top, copying="", reason=left_out)
        try:
            writes.change(table, top, after)
        except Stale:
            found = table.get(keys.document(top.id), NodeItem, consistent=True)
            if not found or not found.copying:
                return
            top = found
        else:
            return
    raise Stale


def _folder(actor: Actor, node: NodeItem, id_: str, to: Place, name: str) -> NodeItem:
    access.check_depth(actor.tenant, to.folder)
    return _made(actor, node, id_, to, name, copying=node.id)


def _made(actor: Actor, node: NodeItem, id_: str, to: Place, name: str, copying: str = "") -> NodeItem:
    """A folder of this name, with nothing in it yet."""
    table = Table(actor.tenant)
    made = msgspec.structs.replace(_anew(actor, node, id_, to, name), copying=copying)
    try:
        return writes.create(
            table, made, None, *writes.present(table, to.space, to.folder), keep_both=True, by=actor.user
        )
    except Lost:
        there = _made_already(table, id_)
        if not there:
            raise NotFound from None
        return there


def _file(actor: Actor, node: NodeItem, id_: str, to: Place, name: str) -> NodeItem:
    if node.size > LARGEST:
        raise Conflict("This is too large to be copied: fetch it and send it anew", limit=LARGEST)
    table = Table(actor.tenant)
    if node.state != "clean":  # whoever copies it is who sent it, from then on
        counting = table.find(keys.document_version(node.id, node.number), VersionItem)
        if not counting:
            raise NotFound
        access.check_given(actor, counting)
    made = msgspec.structs.replace(
        _anew(actor, node, id_, to, name),
        number=1,
        highest=1,
        object=id_,
        state="checking",  # its bytes come as new ones
    )
    counted = quotas.taking(table, actor.user, node.size)
    key = storage.key(actor.tenant, id_, id_)
    if not storage.copy(storage.key(actor.tenant, node.id, node.object), key):
        raise NotFound
    version = version_of(made, note="", base=0)
    others = [*writes.present(table, to.space, to.folder), *counted]
    try:
        return writes.create(table, made, version, *others, keep_both=True, by=actor.user)
    except Lost:
        there = _made_already(table, id_)
        if not there:
            storage.remove(key)
            quotas.taking(table, actor.user, node.size)  # says so, if it is full by now
            if not _stays(table, to):
                raise NotFound from None
            raise Unavailable from None  # it was full, and is no more: left out, it would be in silence
        return there


def _made_already(table: Table, id_: str) -> NodeItem | None:
    """By the same step, or the same request, at the same moment."""
    return table.get(keys.document(id_), NodeItem, consistent=True)


def _stays(table: Table, to: Place) -> bool:
    """The folder that something was to be put into."""
    there = table.get(keys.document(to.folder), NodeItem, consistent=True) if to.folder else None
    is_there = bool(there and there.space == to.space and not there.binned and not there.leaving)
    return is_there or not to.folder


def _anew(actor: Actor, node: NodeItem, id_: str, to: Place, name: str) -> NodeItem:
    mine = card_of(actor)
    return msgspec.structs.replace(
        node,
        id=id_,
        space=to.space,
        folder=to.folder,
        name=name,
        by=mine,
        created=clock.now(),
        changed=clock.milliseconds(),
        changed_by=mine,
        must_read=0,
        reason="",
        preview=None,
        copying="",
        version=1,
    )
