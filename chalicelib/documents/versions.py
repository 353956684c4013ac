"""The versions of a document: listed, fetched, brought back."""

from chalicelib.core import keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import NotFound
from chalicelib.core.pagination import page
from chalicelib.core.schema import Page, Paging
from chalicelib.core.table import ABSENT, PRESENT, Table
from chalicelib.documents import access, openings, storage, writes
from chalicelib.documents.model import NodeItem, VersionItem, version_of
from chalicelib.documents.shapes import Content, ContentQuery, Document, FileVersion, PreviewQuery, Restoring
from chalicelib.documents.show import show, show_version
from chalicelib.documents.tree import revised


def listed(actor: Actor, id_: str, query: Paging) -> Page[FileVersion]:
    """Newest first."""
    node = access.fetch_file(actor, id_)
    first = keys.document_version(node.id, 0)

    def fetch(at: str | None, limit: int) -> list[VersionItem]:
        return Table(actor.tenant).query(
            first.pk, VersionItem, prefix="v#", before=at, limit=limit, newest_first=True
        )

    return page(
        actor,
        f"versions {node.id}",
        query,
        fetch,
        lambda item: item.sk,
        lambda items: [show_version(node, item) for item in items],
    )


def content(actor: Actor, id_: str, query: ContentQuery) -> Content:
    """Where its bytes are, for some minutes. Raises NotFound, Conflict where they were refused."""
    node = access.fetch_file(actor, id_)
    given = content_of(actor, node, query)
    if query.number in (None, node.number):
        openings.note(actor, node)
    return given


def content_of(actor: Actor, node: NodeItem, query: ContentQuery) -> Content:
    """As content, to whoever may read the node."""
    item = _version(actor, node, query.number or node.number)
    access.check_given(actor, item)
    inline = query.inline and item.state == "clean"
    key = storage.key(actor.tenant, node.id, item.object)
    return Content(
        url=storage.url(key, node.name, item.content_type, inline=inline),
        expires_in=storage.FETCHED_WITHIN,
    )


def preview(actor: Actor, id_: str, query: PreviewQuery) -> Content:
    """The picture of that size, or the largest that there is. Raises NotFound."""
    return preview_of(actor, access.fetch_file(actor, id_), query)


def preview_of(actor: Actor, node: NodeItem, query: PreviewQuery) -> Content:
    """As preview, to whoever may read the node."""
    item = _version(actor, node, query.number or node.number)
    sizes = item.preview.sizes if item.preview and item.state == "clean" else []
    url = storage.picture(storage.Place(actor.tenant, node.id, item.object), sizes, query.size)
    if not url:
        raise NotFound
    return Content(url=url, expires_in=storage.SHOWN_WITHIN // 2)


def restore(actor: Actor, id_: str, old: Restoring) -> Document:
    """An old version becomes the newest; none is lost. Raises NotFound, Forbidden, Conflict, Stale."""
    node, _ = access.changeable(actor, id_)
    if node.type == "folder":
        raise NotFound
    if old.number == node.number:
        return show(actor.tenant, node)
    item = _version(actor, node, old.number)
    access.check_given(actor, item)  # whoever brings it back is who sent it, from then on
    after = revised(
        actor,
        node,
        size=item.size,
        content_type=item.content_type,
        object=item.object,
        sha256=item.sha256,
        state=item.state,
        reason=item.reason,
        preview=item.preview,
    )
    table = Table(actor.tenant)
    version = version_of(after, note="", base=old.number)
    put = table.putting(keys.document_version(node.id, after.number), version, condition=ABSENT)
    # Settled in this moment, it would be looked at no more: its bytes bring no news.
    same = table.checking(keys.document_version(node.id, old.number), PRESENT & writes.still(item.state))
    return show(actor.tenant, writes.change(table, node, after, put, same, by=actor.user))


def _version(actor: Actor, node: NodeItem, number: int) -> VersionItem:
    item = Table(actor.tenant).find(keys.document_version(node.id, number), VersionItem)
    if not item:
        raise NotFound
    return item
