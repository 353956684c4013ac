"""Who may see a space, and what they may do there: fetching is permission.

company   everybody but guests reads; admins write
group     as its wall: whoever may read that reads, members write, those who keep its order manage
person    theirs alone; what they attach elsewhere is seen there
attached  what a person sent from there: theirs, apart from the files that they keep in order
"""

from typing import NamedTuple

from chalicelib.core import ids, keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Conflict, Forbidden, Invalid, NotFound
from chalicelib.core.table import Table
from chalicelib.documents.model import MOST_DEPTH, NodeItem, RowItem, VersionItem
from chalicelib.documents.shapes import May
from chalicelib.groups import service as groups

COMPANY = "company"
FOLDERS = "0"  # rows of folders begin so: they come first
MOST_LOOKED_AT = 500  # of what lies in a folder that somebody moves or takes away


def own(user: str) -> str:
    return f"u{user}"


def attached(user: str) -> str:
    return f"a{user}"


class Place(NamedTuple):
    """A space, or a folder in it (empty: its top), and what the actor may do there."""

    space: str
    folder: str
    may: May
    name: str

    def write(self) -> "Place":
        if self.may == "read":
            raise Forbidden("You may read here, and not change anything")
        return self


def enter(actor: Actor, space: str) -> Place:
    """1 RRU of a group. Raises NotFound."""
    if space == COMPANY:
        if actor.is_guest:
            raise NotFound
        return Place(space, "", "manage" if actor.is_admin else "read", "")
    kind, id_ = space[:1], space[1:]
    if space in (own(actor.user), attached(actor.user)):
        return Place(space, "", "manage", actor.name)
    if kind != "g" or not ids.is_ulid(id_):
        raise NotFound
    group, membership = groups.read(actor, id_)
    may: May = "read" if not membership else "write" if membership.role == "member" else "manage"
    return Place(space, "", may, group.name)


def place(actor: Actor, space: str | None, folder: str | None) -> Place:
    """Where something is to lie; one's own space, where none is named. Raises NotFound, Invalid."""
    if folder is None:
        return enter(actor, space or own(actor.user))
    node, there = fetch(actor, folder)
    if node.type != "folder" or is_in_bin(actor.tenant, node):
        raise NotFound
    if space not in (None, node.space):
        raise Invalid("space", "The folder lies in another space")
    return there._replace(folder=node.id)


def fetch(actor: Actor, id_: str) -> tuple[NodeItem, Place]:
    """A node, to whoever may read its space; what lies in the bin, to whoever sees that. Raises NotFound."""
    node = find(actor.tenant, id_)
    if not node:
        raise NotFound
    there = enter(actor, node.space)
    if node.binned and there.may == "read":
        raise NotFound
    return node, there


def fetch_file(actor: Actor, id_: str) -> NodeItem:
    """With all that it holds. Raises NotFound; also of a folder, and of what lies in one in the bin."""
    node, _ = fetch(actor, id_)
    if node.type == "folder" or any(folder.binned for folder in above(actor.tenant, node)):
        raise NotFound
    return node


def changeable(actor: Actor, id_: str) -> tuple[NodeItem, Place]:
    """A node that is not in the bin, to whoever may change it. Raises NotFound, Forbidden."""
    node, there = fetch(actor, id_)
    if node.leaving or is_in_bin(actor.tenant, node):
        raise NotFound
    return node, there.write()


def bring_back(actor: Actor, node: NodeItem, there: Place) -> None:
    """One's own; or all of those who keep the order. Raises Forbidden."""
    if there.may != "manage" and node.by.id != actor.user:
        raise Forbidden("Its author does this, and those who keep the order here")


def take_away(actor: Actor, node: NodeItem, there: Place) -> None:
    """With what lies in it, else others' files could be taken away by putting them into a folder first."""
    bring_back(actor, node, there)
    if there.may != "manage" and node.type == "folder" and not _is_all_of(actor, node):
        raise Forbidden("Others' files lie in it, or very many: those who keep the order here do this")


def _is_all_of(actor: Actor, folder: NodeItem) -> bool:
    """Whether all that lies in a folder is the actor's; not looked for without end."""
    table, inner, seen = Table(actor.tenant), [folder], 0
    while inner:
        rows = entries(table, folder.space, inner.pop().id, limit=MOST_LOOKED_AT + 1 - seen)
        seen += len(rows)
        if seen > MOST_LOOKED_AT or any(row.node.by.id != actor.user for row in rows):
            return False
        inner += [row.node for row in rows if row.node.type == "folder"]
    return True


def entries(
    table: Table,
    space: str,
    folder: str,
    *,
    limit: int,
    of: str = "",
    after: str | None = None,
    consistent: bool = True,
) -> list[RowItem]:
    """What lies in a folder, by name, behind the row `after`. `of`: what the rows' names begin with."""
    first = keys.entry(space, folder, "name", of)
    return table.query(first.pk, RowItem, prefix=first.sk, after=after, limit=limit, consistent=consistent)


def check_given(actor: Actor, version: VersionItem) -> None:
    """Whether somebody who may read there gets these bytes by now. Raises Conflict."""
    if version.state == "refused":
        raise Conflict("This file was refused", reason=version.reason)
    if version.state == "checking" and version.by.id != actor.user:
        # It may do harm, or say where its sender lives.
        raise Conflict("This file is being looked at; try again in a moment")


def find(tenant: str, id_: str) -> NodeItem | None:
    return Table(tenant).find(keys.document(id_), NodeItem) if ids.is_ulid(id_) else None


def is_in_bin(tenant: str, node: NodeItem) -> bool:
    """Itself, or a folder that it lies in. 0.5 RRU a folder."""
    return bool(node.binned) or any(folder.binned for folder in above(tenant, node))


def in_binned_folders(tenant: str, nodes: list[NodeItem]) -> set[str]:
    """Those that lie in a folder in the bin, of many at once. 0.5 RRU a folder; nothing at the tops."""
    gone: set[str] = set()
    at = {node.id: node.folder for node in nodes if node.folder}
    for _ in range(MOST_DEPTH):
        if not at:
            break
        there = Table(tenant).get_many({keys.document(folder) for folder in at.values()}, NodeItem)
        folders = {folder.id: folder for folder in there.values()}
        gone |= {id_ for id_, folder in at.items() if folder in folders and folders[folder].binned}
        at = {
            id_: folders[folder].folder
            for id_, folder in at.items()
            if id_ not in gone and folder in folders and folders[folder].folder
        }
    return gone | at.keys()  # too deep, as above


def above(tenant: str, node: NodeItem) -> list[NodeItem]:
    """The folders that it lies in, the outermost first. 0.5 RRU each.

    Moves of folders in which hundreds lie can put more into each other than there may be. What lies below
    is out of reach until one of them moves up: nobody knows whether it lies in the bin. Raises NotFound.
    """
    found: list[NodeItem] = []
    at = node.folder
    while at:
        if len(found) == MOST_DEPTH:
            raise NotFound
        folder = find(tenant, at)
        if not folder:
            break
        found.append(folder)
        at = folder.folder
    return found[::-1]


def check_depth(tenant: str, folder: str) -> None:
    """That a folder may lie there; the top is empty. 0.5 RRU a folder. Raises Conflict."""
    node = find(tenant, folder) if folder else None
    if node and len(above(tenant, node)) + 1 >= MOST_DEPTH:
        raise Conflict(f"At most {MOST_DEPTH} folders in each other", limit=MOST_DEPTH)


def readers_among(tenant: str, space: str, users: set[str], guests: set[str]) -> set[str]:
    """Of these people, those who may read a space now; the `guests` among them are known. For pushes."""
    if space == COMPANY:
        return users - guests
    if space[0] != "g":
        return users & {space[1:]}
    return groups.readers_among(tenant, space[1:], users, guests)


def levels_below(tenant: str, folder: NodeItem) -> int:
    """How many folders lie in each other in this one; not looked for without end. 0.5 RRU a folder."""
    table, level, levels, seen = Table(tenant), [folder], 0, 0
    while seen < MOST_LOOKED_AT:
        inner: list[NodeItem] = []
        for one in level:
            if seen + len(inner) < MOST_LOOKED_AT:
                rows = entries(table, one.space, one.id, of=FOLDERS, limit=MOST_LOOKED_AT, consistent=False)
                inner += [row.node for row in rows]
        if not inner:
            break
        level, levels, seen = inner, levels + 1, seen + len(inner)
    return levels
