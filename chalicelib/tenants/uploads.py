"""Logos and favicons: which are taken, and what becomes of those that were there before."""

from collections.abc import Mapping
from typing import Any

from msgspec import UNSET, UnsetType

from chalicelib.core.actor import Actor
from chalicelib.tenants import pictures
from chalicelib.tenants.model import NewBranding, NewUpload, Slot, TenantItem, Upload

LARGEST: dict[Slot, int] = {"logo": 512 * 1024, "logo_dark": 512 * 1024, "favicon": 128 * 1024}
SLOTS: tuple[Slot, ...] = ("logo", "logo_dark", "favicon")


def offer(actor: Actor, new: NewUpload) -> Upload:
    """A form that S3 takes once filled with exactly what was announced. Raises Invalid."""
    return pictures.offer(actor, new.slot, new.content_type, new.size, LARGEST[new.slot])


def take(tenant: str, wanted: Mapping[Slot, str | None | UnsetType]) -> dict[str, Any]:
    """The fields of the tenant's item that follow. Raises Invalid, naming the slot."""
    found: dict[str, Any] = {}
    for slot, upload in wanted.items():
        if upload is UNSET:
            continue
        name, size = pictures.keep(tenant, slot, upload, slot) if upload else (None, None)
        found[slot] = name
        if slot == "favicon":
            found["favicon_size"] = size
    return found


def clear(before: TenantItem, after: TenantItem, used: NewBranding) -> None:
    """Remove what the change left behind."""
    present = {getattr(after, slot) for slot in SLOTS}
    gone = [
        pictures.kept(after.id, name)
        for slot in SLOTS
        if (name := getattr(before, slot)) and name not in present
    ]
    gone += [pictures.sent(after.id, slot, upload) for slot in SLOTS if (upload := getattr(used, slot))]
    pictures.remove(gone)
