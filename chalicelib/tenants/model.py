"""A tenant: a customer's own network."""

from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from chalicelib.core.schema import Answer, Body, Name, Text
from chalicelib.core.table import Item

Colour = Annotated[str, Meta(pattern=r"^#[0-9a-fA-F]{6}$(?!\n)", description="sRGB as #rrggbb")]


class SlugHolder(Item):
    tenant: str


class TenantItem(Item):
    id: str
    name: str
    slug: str
    created: int
    accent: str | None = None
    welcome: str | None = None
    version: int = 1


class Tenant(Answer):
    id: str
    name: str
    slug: str
    created_at: str


class Branding(Answer):
    name: str
    slug: str
    accent: str | None = None
    welcome: str | None = None
    version: int = 1


class NewBranding(Body):
    """Absent fields stay; null takes back to the default."""

    name: Name | UnsetType = UNSET
    accent: Colour | None | UnsetType = UNSET
    welcome: Text | None | UnsetType = UNSET
