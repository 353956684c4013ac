"""Tenants: made at sign-up, found by slug, shown in their own colours."""

import time
from typing import Any

from chalicelib.core import clock, ids, keys
from chalicelib.core.errors import NotFound
from chalicelib.core.table import ABSENT, Table
from chalicelib.tenants.brand import dressed, installable
from chalicelib.tenants.model import Branding, Manifest, SlugHolder, Tenant, TenantItem

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


def shown(tenant: str) -> tuple[Tenant, Branding]:
    """Both by one read, for a session. Raises NotFound."""
    item = get(tenant)
    return show(item), dressed(item)


def sharing(tenant: str) -> tuple[Branding, bool]:
    """What a network wears outside, and whether its admins allow links to there. Raises NotFound."""
    item = get(tenant)
    return dressed(item), item.share_links


def branding(tenant: str) -> Branding:
    return dressed(get(tenant))


def public_branding(slug: str) -> Branding:
    """What the sign-in page wears. Raises NotFound."""
    return dressed(_public(slug))


def manifest(slug: str) -> Manifest:
    """The network as an app of its own on a phone. Raises NotFound."""
    return installable(_public(slug))


def _public(slug: str) -> TenantItem:
    tenant = by_slug(slug)
    if not tenant:
        raise NotFound
    return get(tenant)
