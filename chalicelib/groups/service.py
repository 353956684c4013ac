"""Groups: made, changed, deleted.

Found in listing.py; who may see them: access.py; who is in them: members.py.
"""

from typing import Any

import msgspec
from msgspec import UNSET

from chalicelib.core import clock, keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Forbidden, NotFound, Stale
from chalicelib.core.schema import unchanged
from chalicelib.core.table import ABSENT, ALIVE, Lost, Table, at_version, changes, news
from chalicelib.groups import listing
from chalicelib.groups.access import brings_in, enter, find, moderate, my_groups, own, read, readable, see
from chalicelib.groups.members import admitting, are_members, members_of, readers_among
from chalicelib.groups.model import (
    AskItem,
    Group,
    GroupItem,
    GroupPatch,
    JoinedItem,
    NewGroup,
    member_item,
    show,
)
from chalicelib.people import pictures
from chalicelib.people.pictures import NewPicture, Upload

# What the rooms above use.
__all__ = [
    "JoinedItem",
    "admitting",
    "are_members",
    "brings_in",
    "enter",
    "find",
    "members_of",
    "moderate",
    "my_groups",
    "read",
    "readable",
    "readers_among",
    "see",
]

TRIES = 5  # of a change without If-Match, against others of the same group


def create(actor: Actor, new: NewGroup) -> Group:
    """The maker owns it. Raises Forbidden for guests."""
    if actor.is_guest:
        raise Forbidden("Guests do not make groups")
    table, now, id_ = Table(actor.tenant), clock.now(), actor.mint
    item = GroupItem(
        id=id_,
        name=new.name,
        description=new.description,
        kind=new.kind,
        visibility=new.visibility,
        created=now,
        by=actor.user,
    )
    mine = JoinedItem(role="owner", name=new.name, visibility=new.visibility, joined=now)
    try:
        table.transact(
            table.putting(keys.group(id_), item, listed=listing.place(item), condition=ABSENT),
            table.putting(keys.member(id_, actor.user), member_item("owner", now)),
            table.putting(keys.joined(actor.user, id_), mine),
            *listing.moving(table, None, item),
        )
    except Lost:  # made by an earlier try of this request
        return get(actor, id_)
    item.members = 1  # the fold counts it in a moment
    return show(item, "owner")


def get(actor: Actor, group: str) -> Group:
    item, membership = see(actor, group)
    if membership:
        return show(item, membership.role)
    asked = item.visibility != "open" and Table(actor.tenant).get(keys.request(group, actor.user), AskItem)
    return show(item, None, asked=bool(asked))


def edit(actor: Actor, group: str, patch: GroupPatch, version: int | None) -> Group:
    """Raises Stale where `version` is not the present one."""
    own(actor, group)
    given = {name: new for name, new in msgspec.structs.asdict(patch).items() if new is not UNSET}
    if not given:
        return unchanged(get(actor, group), version)
    return show(_change(actor, group, given, version), "owner")


def offer_picture(actor: Actor, group: str, new: NewPicture) -> Upload:
    """Raises NotFound, Forbidden, Invalid."""
    own(actor, group)
    return pictures.offer(actor, group, new)


def put_picture(actor: Actor, group: str, slot: pictures.Slot, upload: str | None) -> Group:
    """Another one, or none. Raises NotFound, Forbidden, Invalid."""
    before = getattr(own(actor, group), slot)
    address = pictures.take(actor.tenant, group, slot, upload) if upload else None
    item = _change(actor, group, {slot: address}, None)
    pictures.forget(actor.tenant, before, address)
    return show(item, "owner")


def delete(actor: Actor, group: str, version: int | None) -> None:
    """A tombstone at once; memberships are taken away behind it. Its pictures go. Raises Stale."""
    before = own(actor, group)
    _change(actor, group, {"deleted": True}, version)
    for address in (before.avatar, before.cover):
        pictures.forget(actor.tenant, address, None)


def _change(actor: Actor, group: str, given: dict[str, Any], version: int | None) -> GroupItem:
    """A change, and with it the lists that the group is in. Raises NotFound, Stale."""
    table, key = Table(actor.tenant), keys.group(group)
    for _ in range(TRIES):
        before = table.get(key, GroupItem, consistent=True)
        if not before or before.deleted:
            raise NotFound
        if version not in (None, before.version):
            raise Stale
        emptied = {
            name: "" if new is None and name not in ("avatar", "cover") else new
            for name, new in given.items()
        }
        after = msgspec.structs.replace(before, **emptied, version=before.version + 1)
        try:
            table.transact(
                table.updating(
                    key,
                    *changes(**given),
                    *listing.placing(table, after),
                    *news(),
                    condition=at_version(before.version) & ALIVE,
                ),
                *listing.moving(table, before, after),
            )
        except Lost:
            continue
        return after
    raise Stale
