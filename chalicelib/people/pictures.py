"""Faces and covers, of people here and of groups above: docs/decisions/0034-pictures-of-people.md."""

from typing import Annotated, Literal

from msgspec import Meta

from chalicelib.core.actor import Actor
from chalicelib.core.schema import Body, Id
from chalicelib.people import service
from chalicelib.people.model import Me
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


def offer(actor: Actor, new: NewPicture) -> Upload:
    """Raises Invalid."""
    return pictures.offer(actor, new.slot, new.content_type, new.size, LARGEST[new.slot])


def take(tenant: str, slot: Slot, upload: str) -> str:
    """Its address on our origin. The upload stays for a day: sent again, it is the same. Raises Invalid."""
    name, _ = pictures.keep(tenant, slot, upload, "upload", is_drawn=False)
    return f"/{pictures.kept(tenant, name)}"


def forget(tenant: str, address: str | None, present: str | None) -> None:
    """What was there before goes, where it was one of ours."""
    ours = f"/{pictures.kept(tenant, '')}"
    if address and address != present and address.startswith(ours):
        pictures.remove([address[1:]])


def put(actor: Actor, slot: Slot, picture: Picture) -> Me:
    return _change(actor, slot, take(actor.tenant, slot, picture.upload))


def remove(actor: Actor, slot: Slot) -> None:
    _change(actor, slot, None)


def _change(actor: Actor, slot: Slot, address: str | None) -> Me:
    before = getattr(service.me(actor), slot)
    me = service.change(actor, {slot: address})
    forget(actor.tenant, before, address)
    return me
