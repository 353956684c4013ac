"""Groups: made, found, changed. Who may see them: access.py; who is in them: members.py."""

from msgspec import UNSET

from chalicelib.core import clock, keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Forbidden, Stale
from chalicelib.core.pagination import read as read_cursor
from chalicelib.core.pagination import write as write_cursor
from chalicelib.core.schema import Page, unchanged
from chalicelib.core.table import ABSENT, ALIVE, Lost, Path, Table, at_version, changes, news
from chalicelib.groups.access import brings_in, enter, find, moderate, my_groups, own, read, readable, see
from chalicelib.groups.members import admitting, are_members, members_of
from chalicelib.groups.model import (
    Group,
    GroupItem,
    GroupPatch,
    Groups,
    JoinedItem,
    NewGroup,
    member_item,
    show,
)
from chalicelib.identity.service import folded

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
    "see",
]


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
    listed = None if new.visibility == "secret" else keys.listed_group(folded(new.name), id_)
    mine = JoinedItem(role="owner", name=new.name, visibility=new.visibility, joined=now)
    try:
        table.transact(
            table.putting(keys.group(id_), item, listed=listed, condition=ABSENT),
            table.putting(keys.member(id_, actor.user), member_item("owner", now)),
            table.putting(keys.joined(actor.user, id_), mine),
        )
    except Lost:  # made by an earlier try of this request
        return get(actor, id_)
    item.members = 1  # the fold counts it in a moment
    return show(item, "owner")


def get(actor: Actor, group: str) -> Group:
    item, membership = see(actor, group)
    return show(item, membership.role if membership else None)


def edit(actor: Actor, group: str, patch: GroupPatch, version: int | None) -> Group:
    """Raises Stale where `version` is not the present one."""
    before = own(actor, group)
    edits = changes(
        name=patch.name, description=patch.description, kind=patch.kind, visibility=patch.visibility
    )
    if not edits:
        return unchanged(get(actor, group), version)
    table = Table(actor.tenant)
    name = before.name if patch.name is UNSET else patch.name
    visibility = before.visibility if patch.visibility is UNSET else patch.visibility
    if visibility == "secret":
        edits += [Path("gpk").remove(), Path("gsk").remove()]
    else:
        edits += table.listing(keys.listed_group(folded(name), group))
    try:
        item = table.update(
            keys.group(group),
            *edits,
            *news(),
            kind=GroupItem,
            condition=at_version(version) & ALIVE,
        )
    except Lost:
        raise Stale from None
    return show(item, "owner")


def delete(actor: Actor, group: str, version: int | None) -> None:
    """A tombstone at once; memberships are taken away behind it. Raises Stale."""
    own(actor, group)
    gone = (Path("gpk").remove(), Path("gsk").remove())
    try:
        Table(actor.tenant).update(
            keys.group(group),
            *changes(deleted=True),
            *gone,
            *news(),
            kind=GroupItem,
            condition=at_version(version),
        )
    except Lost:
        raise Stale from None


def listed(actor: Actor, query: Groups) -> Page[Group]:
    """By name: mine, and those that can be found."""
    mine = my_groups(actor.tenant, actor.user)
    scope = f"groups {query.mine}"
    place = read_cursor(actor, scope, query.cursor)
    table = Table(actor.tenant)
    found: dict[str, GroupItem] = {}
    if not (query.mine or actor.is_guest):
        items = table.query("groups", GroupItem, after=place, limit=query.limit + 1, listed=True)
        found = {_place(item.name, item.id): item for item in items}
    unlisted = {
        _place(row.name, group): group
        for group, row in mine.items()
        if query.mine or actor.is_guest or row.visibility == "secret"
    }
    ahead = sorted(set(found) | {p for p in unlisted if place is None or p > place})[: query.limit + 1]
    missing = [unlisted[p] for p in ahead if p not in found]
    more = table.get_many([keys.group(group) for group in missing], GroupItem)
    found |= {
        p: more[keys.group(unlisted[p])] for p in ahead if p in unlisted and keys.group(unlisted[p]) in more
    }
    shown = [found[p] for p in ahead[: query.limit] if p in found and not found[p].deleted]
    return Page(
        items=[show(item, mine[item.id].role if item.id in mine else None) for item in shown],
        next=write_cursor(actor, scope, ahead[query.limit - 1]) if len(ahead) > query.limit else None,
    )


def _place(name: str, group: str) -> str:
    return keys.listed_group(folded(name), group).gsk
