"""Roles, and who is in at all. There is always an owner."""

from typing import Any

import msgspec

from chalicelib.core import ids, keys
from chalicelib.core.actor import Actor, Role
from chalicelib.core.errors import Conflict, Forbidden, NotFound
from chalicelib.core.table import Lost, Path, Table, at_version, changes, next_version, value
from chalicelib.identity import listing, sessions
from chalicelib.identity.model import PersonItem


def change_role(actor: Actor, user: str, role: Role) -> None:
    """An owner makes owners and admins, an admin the rest.

    Raises Forbidden, NotFound; Conflict where it would leave no owner, or somebody else was first.
    """
    person = _person(actor, user)
    if not actor.is_admin:
        raise Forbidden("An admin gives roles")
    if actor.role != "owner" and not {role, person.role} <= {"member", "guest"}:
        raise Forbidden("An owner gives and takes this role")
    if person.role == role:
        return
    table = Table(actor.tenant)
    after = msgspec.structs.replace(person, role=role)
    active = person.status == "active"  # whoever is out does not count as an owner
    is_out = Path("status") == value("deactivated")
    try:
        table.transact(
            table.updating(
                keys.person(user),
                *changes(role=role),
                next_version(),
                condition=at_version(person.version) & (~is_out if active else is_out),
            ),
            *listing.moving(table, person, after),
            *_still_entitled(table, actor, user),
            *(_counting_owners(table, person.role, role) if active else []),
        )
    except Lost:
        raise Conflict("It would leave the network without an owner, or somebody else was first") from None


def deactivate(actor: Actor, user: str) -> None:
    """Out at once: every request reads the person's status. Raises as change_role."""
    _set_status(actor, user, "deactivated")
    sessions.end_all(actor.tenant, user)


def reactivate(actor: Actor, user: str) -> None:
    _set_status(actor, user, "active")


def _set_status(actor: Actor, user: str, status: str) -> None:
    person = _person(actor, user)
    if not actor.is_admin or (person.role in ("owner", "admin") and actor.role != "owner"):
        raise Forbidden("An admin does this, to an admin only an owner")
    if person.status == status:
        return
    table = Table(actor.tenant)
    before, after = (person.role, "member") if status == "deactivated" else ("member", person.role)
    try:
        table.transact(
            table.updating(
                keys.person(user),
                *changes(status=status),
                next_version(),
                condition=(Path("role") == value(person.role)) & (Path("status") != value(status)),
            ),
            *_still_entitled(table, actor, user),
            *_counting_owners(table, before, after),
        )
    except Lost:
        raise Conflict("It would leave the network without an owner, or somebody else was first") from None


def _person(actor: Actor, user: str) -> PersonItem:
    person = (
        Table(actor.tenant).get(keys.person(user), PersonItem, consistent=True) if ids.is_ulid(user) else None
    )
    if not person or (actor.is_guest and user != actor.user):
        raise NotFound
    return person


def _still_entitled(table: Table, actor: Actor, user: str) -> list[dict[str, Any]]:
    """Two owners who demote each other: the second finds that it is none any more."""
    if user == actor.user:
        return []
    entitled = (Path("role") == value(actor.role)) & (Path("status") != value("deactivated"))
    return [table.checking(keys.person(actor.user), entitled)]


def _counting_owners(table: Table, before: str, after: str) -> list[dict[str, Any]]:
    if (before == "owner") == (after == "owner"):
        return []
    if after == "owner":
        return [table.updating(keys.owners(), Path("count").add(value(1)))]
    return [table.updating(keys.owners(), Path("count").add(value(-1)), condition=Path("count") > value(1))]
