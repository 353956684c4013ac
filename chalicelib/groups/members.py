"""Joining, asking, inviting, leaving. A membership is two items, one on each side, written together."""

from collections.abc import Iterable, Sequence
from typing import Any

from chalicelib.core import clock, keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Conflict, Forbidden, NotFound
from chalicelib.core.pagination import page
from chalicelib.core.schema import Page, Paging
from chalicelib.core.table import ABSENT, ALIVE, PRESENT, Lost, Path, Table, changes, value
from chalicelib.groups import access
from chalicelib.groups.model import (
    AskItem,
    GroupItem,
    GroupRole,
    JoinedItem,
    Member,
    MemberItem,
    letter,
    member_item,
)
from chalicelib.people import service as people


def members(actor: Actor, group: str, paging: Paging) -> Page[Member]:
    """Those who may read the wall see who is there."""
    access.read(actor, group)
    table = Table(actor.tenant)

    def fetch(place: str | None, limit: int) -> list[MemberItem]:
        return table.query(keys.group(group).pk, MemberItem, prefix="m#", after=place, limit=limit)

    def faces(items: Sequence[MemberItem]) -> list[Member]:
        cards = people.cards(actor.tenant, [item.user for item in items])
        return [
            Member(person=cards[item.user], role=item.role, joined_at=clock.rfc3339(item.joined))
            for item in items
            if item.user in cards
        ]

    return page(actor, f"members {group}", paging, fetch, lambda item: item.sk, faces)


def members_of(tenant: str, group: str, after: str | None, limit: int) -> list[str]:
    """For the fan-out: who is in the group, sorted by id, 100 for 1 RRU."""
    place = None if after is None else f"m#{after}"
    rows = Table(tenant).query(keys.group(group).pk, MemberItem, prefix="m#", after=place, limit=limit)
    return [row.user for row in rows]


def are_members(tenant: str, group: str, users: Iterable[str]) -> set[str]:
    found = Table(tenant).get_many([keys.member(group, user) for user in users], MemberItem)
    return {row.user for row in found.values()}


def readers_among(tenant: str, group: str, users: set[str], guests: set[str]) -> set[str]:
    """Of these people, those who may read what is in the group; the `guests` among them are known.

    In an open group nothing is read but for guests, else 0.5 RRU a person.
    """
    there = access.find(tenant, group)
    if not there:
        return set()
    if there.visibility == "open":
        return (users - guests) | are_members(tenant, group, guests)
    return are_members(tenant, group, users)


# Coming in


def put_member(actor: Actor, group: str, user: str, role: GroupRole | None) -> None:
    """Come in, let in, or give a role.

    Myself: into an open group, or where I am invited. Somebody else: by owners and moderators,
    whether they asked or not. Roles are given by owners. Raises NotFound, Forbidden, Conflict.
    """
    item, mine = access.see_or_invited(actor, group)
    if user == actor.user:
        _join(actor, item, mine, role)
        return
    if not mine or mine.role == "member":
        raise Forbidden("The group's owners and moderators let people in")
    people.see(actor, user)
    theirs = Table(actor.tenant).get(keys.joined(user, group), JoinedItem, consistent=True)
    if theirs:
        _give_role(actor, item, mine, user, theirs, role)
        return
    if role not in (None, "member") and mine.role != "owner":
        raise Forbidden("The group's owners give roles")
    keeper = _still_keeper(Table(actor.tenant), actor, group, user, mine.role)
    _add(actor.tenant, item, user, role or "member", keeper)


def _join(actor: Actor, item: GroupItem, mine: JoinedItem | None, role: GroupRole | None) -> None:
    if mine:
        _give_role(actor, item, mine, actor.user, mine, role)
        return
    invited = Table(actor.tenant).get(keys.group_invitation(item.id, actor.user), AskItem, consistent=True)
    if not invited and actor.is_guest:
        raise NotFound
    if not invited and item.visibility != "open":
        raise Forbidden("This group lets people in; ask to join")
    if role not in (None, "member"):
        raise Forbidden("The group's owners give roles")
    _add(actor.tenant, item, actor.user, "member")


def _add(
    tenant: str, item: GroupItem, user: str, role: GroupRole, checks: Sequence[dict[str, Any]] = ()
) -> None:
    table = Table(tenant)
    owners = _counting_owners(table, item.id, "member", role)
    try:
        table.transact(
            *(owners or [table.checking(keys.group(item.id), PRESENT & ALIVE)]),
            *_admission(table, item, user, role),
            table.deleting(keys.request(item.id, user)),
            table.deleting(keys.group_invitation(item.id, user)),
            table.deleting(keys.invited_to(user, item.id)),
            *checks,
        )
    except Lost as lost:
        if lost.reasons[1:2] != ["ConditionalCheckFailed"]:  # otherwise they are in already
            raise Conflict("Somebody else changed it at the same time; try again") from None


def _admission(table: Table, item: GroupItem, user: str, role: GroupRole) -> list[dict[str, Any]]:
    now = clock.now()
    mine = JoinedItem(role=role, name=item.name, visibility=item.visibility, joined=now)
    return [
        table.putting(keys.member(item.id, user), member_item(role, now), condition=ABSENT),
        table.putting(keys.joined(user, item.id), mine),
    ]


def admitting(tenant: str, user: str, by: str, groups: Sequence[str]) -> list[dict[str, Any]]:
    """The writes that make a new person a member of those groups into which `by` may still bring them."""
    table = Table(tenant)
    found = table.get_many([keys.group(group) for group in groups], GroupItem)
    theirs = table.get_many([keys.joined(by, group) for group in groups], JoinedItem)
    return [
        write
        for item in found.values()
        if not item.deleted
        and (membership := theirs.get(keys.joined(by, item.id)))
        and access.brings_in(item, membership)
        for write in _admission(table, item, user, "member")
    ]


# Roles and leaving


def _give_role(
    actor: Actor, item: GroupItem, mine: JoinedItem, user: str, theirs: JoinedItem, role: GroupRole | None
) -> None:
    if role is None or theirs.role == role:
        return
    if mine.role != "owner":
        raise Forbidden("The group's owners give roles")
    table = Table(actor.tenant)
    try:
        table.transact(
            table.updating(
                keys.joined(user, item.id), *changes(role=role), condition=Path("role") == value(theirs.role)
            ),
            table.updating(keys.member(item.id, user), *changes(r=letter(role)), condition=PRESENT),
            *_still_keeper(table, actor, item.id, user, mine.role),
            *_counting_owners(table, item.id, theirs.role, role),
        )
    except Lost:
        raise Conflict("It would leave the group without an owner, or somebody else was first") from None


def remove_member(actor: Actor, group: str, user: str) -> None:
    """Leave, or put out. Raises NotFound, Forbidden; Conflict for the last owner."""
    _, mine = access.see(actor, group)
    table = Table(actor.tenant)
    theirs = mine if user == actor.user else table.get(keys.joined(user, group), JoinedItem, consistent=True)
    if user != actor.user and (not mine or mine.role == "member"):
        raise Forbidden("The group's owners and moderators put people out")
    if not theirs:
        raise NotFound
    if user != actor.user and theirs.role != "member" and mine and mine.role != "owner":
        raise Forbidden("The group's owners put owners and moderators out")
    try:
        table.transact(
            table.deleting(keys.joined(user, group), condition=Path("role") == value(theirs.role)),
            table.deleting(keys.member(group, user), condition=PRESENT),
            *_still_keeper(table, actor, group, user, mine.role if mine else "member"),
            *_counting_owners(table, group, theirs.role, "member"),
        )
    except Lost:
        raise Conflict("It would leave the group without an owner, or somebody else was first") from None


def _still_keeper(table: Table, actor: Actor, group: str, user: str, role: str) -> list[dict[str, Any]]:
    """Two owners who demote each other: the second finds that it is none any more."""
    if user == actor.user:
        return []
    return [table.checking(keys.joined(actor.user, group), Path("role") == value(role))]


def _counting_owners(table: Table, group: str, before: GroupRole, after: GroupRole) -> list[dict[str, Any]]:
    if (before == "owner") == (after == "owner"):
        return []
    if after == "owner":
        more = Path("owners").set((Path("owners") | value(1)) + value(1))
        return [table.updating(keys.group(group), more, condition=PRESENT & ALIVE)]
    fewer = Path("owners").set(Path("owners") - value(1))
    return [table.updating(keys.group(group), fewer, condition=Path("owners") > value(1))]
