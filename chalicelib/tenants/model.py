"""A tenant: a customer's own network, and what it wears."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from chalicelib.core.schema import Answer, Body, Name, Text
from chalicelib.core.table import Item

Colour = Annotated[str, Meta(pattern=r"^#[0-9a-fA-F]{6}$(?!\n)", description="sRGB as #rrggbb")]
Theme = Literal["light", "dark"]
ColourField = Literal["accent", "accent_dark"]
Pair = Literal["link", "button", "text", "header"]
Slot = Literal["logo", "logo_dark", "favicon"]


class SlugHolder(Item):
    tenant: str


class TenantItem(Item):
    id: str
    name: str
    slug: str
    created: int
    welcome: str | None = None
    accent: str | None = None
    accent_dark: str | None = None
    header: str | None = None
    header_dark: str | None = None
    # Names of files below brand/<tenant>/.
    logo: str | None = None
    logo_dark: str | None = None
    favicon: str | None = None
    favicon_size: str | None = None  # "64x64", or "any" of an SVG
    share_links: bool = True
    version: int = 1


class Tenant(Answer):
    id: str
    name: str
    slug: str
    created_at: str


class Colours(Answer):
    """All that wears the brand in one theme, as #rrggbb. Every pair passes WCAG AA."""

    accent: str
    accent_hover: str
    accent_subtle: str
    on_accent: str
    link: str
    header: str
    on_header: str


class Palette(Answer):
    light: Colours
    dark: Colours


class Branding(Answer):
    """`accent` to `header_dark` are as the customer gave them; a client shows `palette`."""

    name: str
    slug: str
    welcome: str | None
    accent: str | None
    accent_dark: str | None
    header: str | None
    header_dark: str | None
    logo: str | None
    logo_dark: str | None
    favicon: str | None
    palette: Palette
    version: int


class OwnColours(Body):
    """Absent: as it is now. Null: the default, and for dark what follows from light."""

    accent: Colour | None | UnsetType = UNSET
    accent_dark: Colour | None | UnsetType = UNSET
    header: Colour | None | UnsetType = UNSET
    header_dark: Colour | None | UnsetType = UNSET


class Unfit(Answer):
    """A colour of the customer's that is not legible; `nearest` is."""

    field: ColourField
    theme: Theme
    pair: Pair
    ratio: float
    needed: float
    nearest: str


class Check(Answer):
    """Two colours of the palette that must be told apart, by their worst case."""

    theme: Theme
    pair: Pair
    ratio: float
    needed: float


class Preview(Answer):
    """`palette` passes always: where `problems` has something, it is made from what is nearest."""

    palette: Palette
    checks: list[Check]
    problems: list[Unfit]


UploadId = Annotated[str, Meta(min_length=1, max_length=64, description="`id` of an upload")]


class NewBranding(OwnColours):
    """Absent fields stay; null takes back to the default."""

    name: Name | UnsetType = UNSET
    welcome: Text | None | UnsetType = UNSET
    logo: UploadId | None | UnsetType = UNSET
    logo_dark: UploadId | None | UnsetType = UNSET
    favicon: UploadId | None | UnsetType = UNSET


class NewUpload(Body):
    slot: Slot
    content_type: Literal["image/png", "image/jpeg", "image/webp", "image/svg+xml"]
    size: Annotated[
        int, Meta(ge=1, le=2**31, description="in bytes; a logo has 524,288 at most, a favicon 131,072")
    ]


class Upload(Answer):
    """Send a multipart/form-data POST to `url`: `fields` first, the file last, as `file`."""

    id: str
    url: str
    fields: dict[str, str]
    expires_in: int


class Icon(Answer):
    src: str
    sizes: str
    type: str


class Manifest(Answer):
    """https://www.w3.org/TR/appmanifest/"""

    id: str
    name: str
    short_name: str
    start_url: str
    scope: str
    display: str
    theme_color: str
    background_color: str
    icons: list[Icon]


class NetworkSettings(Answer):
    """What admins allow. `share_links`: links to documents for people outside."""

    share_links: bool
    version: int


class NetworkSettingsPatch(Body):
    share_links: bool | UnsetType = UNSET
