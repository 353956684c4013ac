"""Tenants: made at sign-up, found by slug, shown in their own colours."""

import time
from typing import Any

from chalicelib.core import clock, ids, keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Forbidden, NotFound, Stale
from chalicelib.core.schema import unchanged
from chalicelib.core.table import ABSENT, Lost, Table, at_version, changes, next_version
from chalicelib.tenants.model import (
    Branding,
    NewBranding,
    SlugHolder,
    Tenant,
    TenantItem,
)

# What the rooms above use of our shapes.
__all__ = ["Branding", "Tenant"]


def found(name: str, slug: str) -> tuple[TenantItem, list[dict[str, Any]]]:
    """A new tenant, and the writes that make it; the first of them wins the slug or is lost."""
    tenant = TenantItem(id=ids.tenant(), name=name, slug=slug, created=int(time.time()))
    return tenant, [
        Table.platform().putting(keys.slug(slug), SlugHolder(tenant=tenant.id), condition=ABSENT),
        Table(tenant.id).putting(keys.tenant(), tenant, condition=ABSENT),
    ]


def by_slug(slug: str) -> str | None:
    """The id of the tenant with this slug."""
    holder = Table.platform().find(keys.slug(slug), SlugHolder) if slug else None
    return holder.tenant if holder else None


def get(tenant: str) -> TenantItem:
    """Raises NotFound."""
    item = Table(tenant).find(keys.tenant(), TenantItem)
    if not item:
        raise NotFound
    return item


def show(item: TenantItem) -> Tenant:
    return Tenant(id=item.id, name=item.name, slug=item.slug, created_at=clock.rfc3339(item.created))


def branding(tenant: str) -> Branding:
    return _branding(get(tenant))


def public_branding(slug: str) -> Branding:
    """What the sign-in page wears. Raises NotFound."""
    tenant = by_slug(slug)
    if not tenant:
        raise NotFound
    return branding(tenant)


def rebrand(actor: Actor, new: NewBranding, version: int | None) -> Branding:
    """Raises Forbidden where the actor is no admin, Stale where `version` is not the present one."""
    if not actor.is_admin:
        raise Forbidden("An admin shapes the network")
    edits = changes(name=new.name, accent=new.accent, welcome=new.welcome)
    if not edits:
        return unchanged(branding(actor.tenant), version)
    try:
        item = Table(actor.tenant).update(
            keys.tenant(),
            *edits,
            next_version(),
            kind=TenantItem,
            condition=at_version(version),
        )
    except Lost:
        raise Stale from None
    return _branding(item)


def _branding(item: TenantItem) -> Branding:
    return Branding(
        name=item.name,
        slug=item.slug,
        accent=item.accent,
        welcome=item.welcome,
        version=item.version,
    )
