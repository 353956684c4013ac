"""What a tenant's item becomes where it is shown: branding, and the manifest of an installed app."""

from chalicelib.tenants.model import Branding, Icon, Manifest, TenantItem
from chalicelib.tenants.palette import NEUTRALS, palette

# The client's own, in web/public/icons.
ICONS = [Icon(src=f"/icons/{size}.png", sizes=f"{size}x{size}", type="image/png") for size in (192, 512)]
LARGE_ENOUGH = 192  # for a phone to install the app by this icon alone


def dressed(item: TenantItem) -> Branding:
    return Branding(
        name=item.name,
        slug=item.slug,
        welcome=item.welcome,
        accent=item.accent,
        accent_dark=item.accent_dark,
        header=item.header,
        header_dark=item.header_dark,
        logo=_path(item, item.logo),
        logo_dark=_path(item, item.logo_dark),
        favicon=_path(item, item.favicon),
        palette=palette(item.accent, item.accent_dark, item.header, item.header_dark),
        version=item.version,
    )


def installable(item: TenantItem) -> Manifest:
    shown = dressed(item)
    place = f"/at/{item.slug}/"
    return Manifest(
        id=place,
        name=item.name,
        short_name=item.name if len(item.name) <= 12 else item.name.split()[0][:12],  # noqa: PLR2004  as phones cut
        start_url=place,
        scope=place,
        display="standalone",
        theme_color=shown.palette.light.header,
        background_color=NEUTRALS["light"].page,
        icons=_icons(shown.favicon, item.favicon_size),
    )


def _icons(favicon: str | None, size: str | None) -> list[Icon]:
    if not favicon or not size:
        return ICONS
    kind = {"svg": "svg+xml", "jpg": "jpeg"}.get(ending := favicon.rpartition(".")[2], ending)
    own = Icon(src=favicon, sizes=size, type=f"image/{kind}")
    is_enough = size == "any" or min(map(int, size.split("x"))) >= LARGE_ENOUGH
    return [own] if is_enough else [own, *ICONS]


def _path(item: TenantItem, file: str | None) -> str | None:
    """Below our own origin, where CloudFront finds the bucket's object of the same name."""
    return f"/brand/{item.id}/{file}" if file else None
