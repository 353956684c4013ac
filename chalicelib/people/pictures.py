"""Faces and covers, of people here and of groups above: docs/decisions/0034-pictures-of-people.md."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta

from chalicelib.core.actor import Actor
from chalicelib.core.errors import Invalid
from chalicelib.core.schema import Body, Id
from chalicelib.people import service
from chalicelib.people.model import Me, ProfilePatch
from chalicelib.tenants import pictures
from chalicelib.tenants.pictures import Upload

# What the rooms above use.
__all__ = ["Upload"]

Slot = Literal["avatar", "cover"]
LARGEST: dict[str, int] = {"avatar": 512 * 1024, "cover": 2 * 1024 * 1024}


class NewPicture(Body):
    slot: Slot
    content_type: Literal["image/png", "image/jpeg", "image/webp"]
    size: Annotated[
        int, Meta(ge=1, le=2**31, description="in bytes; an avatar has 524,288 at most, a cover 2,097,152")
    ]


class Picture(Body):
    """The id of an upload."""

    upload: Id


def offer(actor: Actor, wearer: str, new: NewPicture) -> Upload:
    """Raises Invalid."""
    return pictures.offer(actor, _place(wearer, new.slot), new.content_type, new.size, LARGEST[new.slot])


def take(tenant: str, wearer: str, slot: Slot, upload: str) -> str:
    """Its address on our origin. The upload stays for a day: sent again, it is the same. Raises Invalid."""
    name, _ = pictures.keep(tenant, _place(wearer, slot), upload, "upload", is_drawn=False)
    return f"/{pictures.kept(tenant, name)}"


def forget(tenant: str, address: str | None, present: str | None) -> None:
    """What was there before goes, where it was one of ours."""
    if address and address != present and _is_ours(tenant, address):
        pictures.remove([address[1:]])


def edit(actor: Actor, patch: ProfilePatch, version: int | None) -> Me:
    """As service.edit does. Raises Invalid for an address of ours that the actor does not wear.

    What somebody wears is removed with the next one: a colleague's face or the company's logo would be.
    """
    if patch.avatar is UNSET:
        return service.edit(actor, patch, version)
    before = service.me(actor).avatar
    if patch.avatar and patch.avatar != before and _is_ours(actor.tenant, patch.avatar):
        raise Invalid("avatar", "A picture of ours is put on by its upload")
    me = service.edit(actor, patch, version)
    forget(actor.tenant, before, me.avatar)
    return me


def put(actor: Actor, slot: Slot, picture: Picture) -> Me:
    return _change(actor, slot, take(actor.tenant, actor.user, slot, picture.upload))


def remove(actor: Actor, slot: Slot) -> None:
    _change(actor, slot, None)


def _change(actor: Actor, slot: Slot, address: str | None) -> Me:
    before = getattr(service.me(actor), slot)
    me = service.change(actor, {slot: address})
    forget(actor.tenant, before, address)
    return me


def _place(wearer: str, slot: Slot) -> str:
    """Whose it is, too: nobody puts on what was sent for somebody else."""
    return f"{wearer}/{slot}"


def _is_ours(tenant: str, address: str) -> bool:
    return address.startswith(f"/{pictures.kept(tenant, '')}")
