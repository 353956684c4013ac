"""Files attached to what people write. Whoever may read that asks here, by it; the rooms above know who may.

A file in the space of whoever wrote it is lent: who reads the words reads the file, for as long as they
stand. Any other is a link, which each reader follows as far as they may read where the file lies.
"""

from collections.abc import Iterable, Sequence

from chalicelib.core import keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Invalid, NotFound
from chalicelib.core.table import Table
from chalicelib.documents import access, show, versions
from chalicelib.documents.attachment_shapes import Attached, AttachedQuery, Attachments
from chalicelib.documents.model import NodeItem
from chalicelib.documents.shapes import Content, ContentQuery, PreviewQuery
from chalicelib.groups import service as groups

# What the rooms above use of our shapes.
__all__ = ["Attached", "AttachedQuery", "Attachments", "Content"]

PICTURE = 960  # pixels of what is shown beside the words


def check(actor: Actor, body: str, ids: Sequence[str], before: Sequence[str] = ()) -> list[str]:
    """Each once; those that were not there before must be such as the actor may read. 0.5 RRU each.

    Raises Invalid, also where there are neither words nor files.
    """
    wanted = list(dict.fromkeys(ids))
    if not body and not wanted:
        raise Invalid("body", "Write something, or attach a file")
    new = [id_ for id_ in wanted if id_ not in before]
    there = _files(actor.tenant, new)
    spaces = _readable(actor, {node.space for node in there.values()})
    for place, id_ in enumerate(ids):
        if id_ in new and (id_ not in there or there[id_].space not in spaces):
            raise Invalid(f"attachments[{place}]", "There is no such file")
    return wanted


def shown(actor: Actor, wanted: Iterable[tuple[str, Sequence[str]]]) -> list[list[Attached]]:
    """Of each (who attached them, which) those that the actor may see. 0.5 RRU a file; nothing without."""
    asked = [(author, list(ids)) for author, ids in wanted]
    there = _files(actor.tenant, [id_ for _, ids in asked for id_ in ids])
    strange = {
        node.space
        for author, ids in asked
        for id_ in ids
        if (node := there.get(id_)) and not _is_lent(node, author)
    }
    spaces = _readable(actor, strange)
    return [
        [
            _show(actor, node)
            for id_ in ids
            if (node := there.get(id_)) and (_is_lent(node, author) or node.space in spaces)
        ]
        for author, ids in asked
    ]


def content(actor: Actor, author: str, ids: Sequence[str], document: str, query: AttachedQuery) -> Content:
    """Where its bytes are, or its picture. Raises NotFound, Conflict while it is looked at, or refused."""
    node = _files(actor.tenant, [document]).get(document) if document in ids else None
    if not node or not (_is_lent(node, author) or node.space in _readable(actor, {node.space})):
        raise NotFound
    if query.size is not None:
        return versions.preview_of(actor, node, PreviewQuery(size=query.size))
    return versions.content_of(actor, node, ContentQuery(inline=query.inline))


def _is_lent(node: NodeItem, author: str) -> bool:
    return node.space in (access.own(author), access.attached(author))


def _readable(actor: Actor, spaces: set[str]) -> set[str]:
    """Nothing is read where all are one's own, or none is a group's."""
    wanted = {space[1:] for space in spaces if space[0] == "g"}
    names = groups.readable(actor, wanted, groups.my_groups(actor.tenant, actor.user)) if wanted else {}
    mine = {access.own(actor.user), access.attached(actor.user)}
    company = set() if actor.is_guest else {access.COMPANY}
    return spaces & (mine | company | {f"g{group}" for group in names})


def _files(tenant: str, ids: Iterable[str]) -> dict[str, NodeItem]:
    """Those that are there, and in no bin: neither by themselves nor with a folder."""
    found = Table(tenant).find_many([keys.document(id_) for id_ in ids], NodeItem).values()
    files = [node for node in found if node.type == "file" and not node.binned]
    gone = access.in_binned_folders(tenant, files)
    return {node.id: node for node in files if node.id not in gone}


def _show(actor: Actor, node: NodeItem) -> Attached:
    return Attached(
        id=node.id,
        name=node.name,
        kind=node.kind,
        content_type=node.content_type,
        size=node.size,
        state=node.state,
        reason=node.reason,
        preview=node.preview,
        picture=show.picture(actor.tenant, node, PICTURE),
    )
