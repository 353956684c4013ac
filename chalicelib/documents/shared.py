"""What a link shows to people outside, who have no account. docs/decisions/0032-share-links.md

Each look asks anew whether the link is good, its network allows it, and its maker may still share the file.
"""

import contextlib
from typing import NamedTuple

from chalicelib.core import auth, clock, ids, keys
from chalicelib.core.errors import Conflict, Forbidden, NotFound
from chalicelib.core.table import PRESENT, Item, Lost, Path, Table, value
from chalicelib.documents import access, sharing, storage
from chalicelib.documents.model import NodeItem, ShareItem, VersionItem, kind_of
from chalicelib.documents.shapes import Content
from chalicelib.documents.sharing_shapes import SharedFile, SharePassword
from chalicelib.identity import passwords
from chalicelib.identity import service as identity
from chalicelib.tenants import service as tenants
from chalicelib.tenants.service import Branding

VERSIONS_TRIED = 20  # of which the newest that is clean is shown


class _Open(NamedTuple):
    tenant: str
    branding: Branding
    shared_by: str
    link: ShareItem
    node: NodeItem
    version: VersionItem  # the newest clean one

    @property
    def place(self) -> storage.Place:
        return storage.Place(self.tenant, self.node.id, self.version.object)


def look(token: str) -> SharedFile:
    """Raises NotFound, Conflict while the file is being checked."""
    found = _opened(token)
    version, preview = found.version, found.version.preview
    picture = None
    if preview and not found.link.password:
        picture = storage.picture(found.place, preview.sizes, 320)
    return SharedFile(
        tenant=found.branding,
        name=found.node.name,
        kind=kind_of(version.content_type),
        content_type=version.content_type,
        size=version.size,
        shared_by=found.shared_by,
        expires_at=clock.rfc3339(found.link.expires),
        has_password=bool(found.link.password),
        thumbnail=picture,
    )


def content(token: str, given: SharePassword) -> Content:
    """Where its bytes are, for some minutes; counted. Raises NotFound, Conflict, Forbidden, TooMany."""
    found = _opened(token)
    table, link = Table(found.tenant), found.link
    if link.password:
        _check(table, found.node.id, link, given.password)
    there = PRESENT & (Path("expires") == value(link.expires))
    with contextlib.suppress(Lost):  # withdrawn in this moment
        table.update(
            keys.share_link(found.node.id, link.id),
            Path("opened").add(value(1)),
            kind=ShareItem,
            condition=there,
        )
    return Content(
        url=storage.url(found.place.key, found.node.name, found.version.content_type, inline=False),
        expires_in=storage.FETCHED_WITHIN,
    )


def _check(table: Table, document: str, link: ShareItem, password: str | None) -> None:
    """Raises Forbidden, TooMany."""
    if not password:
        raise Forbidden("This link asks for a password", field="password")
    attempts = keys.share_attempts(document, link.id)
    identity.count_attempt(table, attempts, "Too many failed attempts; wait before you try again")
    if not passwords.matches(password, link.password):
        raise Forbidden("The password is not right", field="password")
    table.delete(attempts, Item)


def _opened(token: str) -> _Open:
    """5 RRU at most, and 0.5 for each folder above. Raises NotFound, Conflict."""
    tenant, both = identity.link_parts(token, sharing.PURPOSE)
    document, id_ = both[: ids.LENGTH], both[ids.LENGTH :]
    gone = NotFound("This link is not valid")
    link = Table(tenant).get(keys.share_link(document, id_), ShareItem, consistent=True)
    if not link or link.expires <= clock.now():
        raise gone
    branding, is_allowed = tenants.sharing(tenant)
    maker = auth.absent(tenant, link.by.id)
    if not is_allowed or not maker:
        raise gone
    try:
        node, there = access.fetch(maker, document)
    except NotFound:
        raise gone from None
    if access.is_in_bin(tenant, node) or not sharing.may_share(maker, there):
        raise gone
    return _Open(tenant, branding, maker.name, link, node, _newest_clean(tenant, node))


def _newest_clean(tenant: str, node: NodeItem) -> VersionItem:
    """The version that counts, in nearly every case. Raises NotFound, Conflict."""
    first = keys.document_version(node.id, 0)
    limit = 1 if node.state == "clean" else VERSIONS_TRIED
    versions = Table(tenant).query(
        first.pk, VersionItem, prefix="v#", newest_first=True, limit=limit, consistent=True
    )
    for version in versions:
        if version.state == "clean":
            return version
    if any(version.state == "checking" for version in versions):
        raise Conflict("This file is being looked at; try again in a moment")
    raise NotFound("This link is not valid")
