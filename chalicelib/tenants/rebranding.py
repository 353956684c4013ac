"""An admin changes what the network wears, and sees it before."""

from msgspec import UNSET, UnsetType

from chalicelib.core import keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Forbidden, Invalid, Stale
from chalicelib.core.schema import unchanged
from chalicelib.core.table import Lost, Table, at_version, changes, next_version
from chalicelib.tenants import service, uploads
from chalicelib.tenants.brand import dressed
from chalicelib.tenants.model import Branding, NewBranding, NewUpload, OwnColours, Preview, TenantItem, Upload
from chalicelib.tenants.palette import checks, palette, unfit


def preview(actor: Actor, new: OwnColours) -> Preview:
    """How it would look. Raises Forbidden."""
    admit(actor)
    present = service.get(actor.tenant)

    def chosen(given: str | None | UnsetType, before: str | None) -> str | None:
        return before if given is UNSET else given

    shown = palette(
        chosen(new.accent, present.accent),
        chosen(new.accent_dark, present.accent_dark),
        chosen(new.header, present.header),
        chosen(new.header_dark, present.header_dark),
    )
    return Preview(palette=shown, checks=checks(shown), problems=unfit(new))


def offer_upload(actor: Actor, new: NewUpload) -> Upload:
    """Where to send a logo or favicon. Raises Forbidden, Invalid."""
    admit(actor)
    return uploads.offer(actor, new)


def rebrand(actor: Actor, new: NewBranding, version: int | None) -> Branding:
    """Raises Forbidden where the actor is no admin, Invalid where a colour is not legible or a file no
    picture, Stale where `version` is not the present one."""
    admit(actor)
    _check(new)
    present = service.get(actor.tenant)
    if version not in (None, present.version):
        raise Stale
    files = uploads.take(actor.tenant, {"logo": new.logo, "logo_dark": new.logo_dark, "favicon": new.favicon})
    edits = changes(
        name=new.name,
        welcome=new.welcome,
        accent=new.accent,
        accent_dark=new.accent_dark,
        header=new.header,
        header_dark=new.header_dark,
        **files,
    )
    if not edits:
        return unchanged(dressed(present), version)
    try:
        item = Table(actor.tenant).update(
            keys.tenant(), *edits, next_version(), kind=TenantItem, condition=at_version(version)
        )
    except Lost:
        raise Stale from None
    uploads.clear(present, item, new)
    return dressed(item)


def admit(actor: Actor) -> None:
    """Raises Forbidden."""
    if not actor.is_admin:
        raise Forbidden("An admin shapes the network")


def _check(new: NewBranding) -> None:
    for one in unfit(new):
        raise Invalid(
            one.field,
            f"As a {one.pair} in {one.theme} its contrast is {one.ratio}:1, and {one.needed}:1 is needed",
            theme=one.theme,
            pair=one.pair,
            ratio=one.ratio,
            needed=one.needed,
            nearest=one.nearest,
        )
