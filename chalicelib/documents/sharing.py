"""Links for people outside: made, listed, withdrawn. What they open: shared.py.

docs/decisions/0032-share-links.md
"""

from chalicelib.core import auth, clock, keys, settings
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Conflict, Forbidden, NotFound
from chalicelib.core.pagination import sifted
from chalicelib.core.schema import Page, Paging
from chalicelib.core.table import Table
from chalicelib.documents import access
from chalicelib.documents.model import NodeItem, ShareItem
from chalicelib.documents.sharing_shapes import NewShareLink, ShareLink
from chalicelib.identity import passwords
from chalicelib.people.service import card_of
from chalicelib.tenants import service as tenants

PURPOSE = "share link"


def make(actor: Actor, id_: str, new: NewShareLink) -> ShareLink:
    """3 RRU and 1 WRU. Raises NotFound, Forbidden, Conflict where the file was refused."""
    node = _shareable(actor, id_)
    branding, is_allowed = tenants.sharing(actor.tenant)
    if not is_allowed:
        raise Forbidden("An admin has switched off links for people outside")
    if node.state == "refused":
        raise Conflict("This file was refused", reason=node.reason)
    now = clock.now()
    item = ShareItem(
        id=actor.mint,
        by=card_of(actor),
        created=now,
        expires=now + new.days * clock.DAY,
        password=passwords.hashed(new.password) if new.password else "",
    )
    before = Table(actor.tenant).claim(keys.share_link(node.id, item.id), item, ShareItem)
    return _show(actor.tenant, branding.slug, node, before or item)


def listed(actor: Actor, id_: str, query: Paging) -> Page[ShareLink]:
    """Those that are still good, the newest first. Raises NotFound, Forbidden."""
    node = _shareable(actor, id_)
    slug = tenants.branding(actor.tenant).slug
    first = keys.share_link(node.id, "")

    def fetch(at: str | None, limit: int) -> list[ShareItem]:
        return Table(actor.tenant).query(
            first.pk, ShareItem, prefix=first.sk, before=at, limit=limit, newest_first=True
        )

    return sifted(
        actor,
        f"share links {node.id}",
        query,
        fetch,
        lambda item: item.sk,
        lambda item: item.expires > clock.now(),
        lambda items: [_show(actor.tenant, slug, node, item) for item in items],
    )


def withdraw(actor: Actor, id_: str, link: str) -> None:
    """Whoever may make links here may withdraw each of them. Raises NotFound, Forbidden."""
    node = _shareable(actor, id_)
    if not Table(actor.tenant).delete(keys.share_link(node.id, link), ShareItem):
        raise NotFound


def forget(tenant: str, document: str) -> None:
    """All links of a document that is no more."""
    table = Table(tenant)
    first = keys.share_link(document, "")
    links = table.query(first.pk, ShareItem, prefix=first.sk, consistent=True)
    table.write_many(deletes=[keys.share_link(document, link.id) for link in links])


def may_share(actor: Actor, there: access.Place) -> bool:
    return there.may != "read" and not actor.is_guest


def _shareable(actor: Actor, id_: str) -> NodeItem:
    """A file, to whoever may give it to people outside."""
    node, there = access.fetch(actor, id_)
    if node.type == "folder" or access.is_in_bin(actor.tenant, node):
        raise NotFound
    if not may_share(actor, there):
        raise Forbidden("Links for people outside are made by members who may change the file")
    return node


def _show(tenant: str, slug: str, node: NodeItem, item: ShareItem) -> ShareLink:
    both = f"{node.id}{item.id}"
    token = f"{tenant}.{both}.{auth.seal(PURPOSE, tenant, both)}"
    return ShareLink(
        id=item.id,
        url=f"{settings.public_url()}/at/{slug}/shared/{token}",
        author=item.by,
        created_at=clock.rfc3339(item.created),
        expires_at=clock.rfc3339(item.expires),
        has_password=bool(item.password),
        opened=item.opened,
    )
