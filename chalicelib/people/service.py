"""People: shown, edited, followed; found in directory.py. A guest sees those they share a group with."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from msgspec import UNSET

from chalicelib.core import clock, ids, keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Conflict, Invalid, NotFound, Stale
from chalicelib.core.names import folded
from chalicelib.core.pagination import page
from chalicelib.core.schema import Page, Paging, unchanged
from chalicelib.core.table import Lost, Table, at_version, changes, next_version
from chalicelib.identity import listing
from chalicelib.people import guests
from chalicelib.people.faces import shown
from chalicelib.people.model import (
    Card,
    Edge,
    Me,
    Person,
    ProfileItem,
    ProfilePatch,
    card,
    card_of,
    is_time_zone,
    show,
)

# What the rooms above use of our shapes.
__all__ = ["Card", "card_of"]

PICTURES = ("avatar", "cover")
TRIES = 5  # of a change without If-Match, against others of the same person

# Whom one sees


def see(actor: Actor, user: str) -> ProfileItem:
    """A person, to whoever may see them. Raises NotFound."""
    item = Table(actor.tenant).find(keys.person(user), ProfileItem) if ids.is_ulid(user) else None
    if not item or not may_see(actor, user):
        raise NotFound
    return item


def may_see(actor: Actor, user: str) -> bool:
    return user in seen(actor, [user])


def seen(actor: Actor, users: Iterable[str]) -> set[str]:
    """Of these people, those whom the actor may see."""
    wanted = set(users)
    if not actor.is_guest or wanted <= {actor.user}:
        return wanted
    return wanted & (guests.met(actor.tenant, actor.user, wanted) | {actor.user})


def cards(tenant: str, users: Iterable[str]) -> dict[str, Card]:
    """The cards of those who exist. For answers that the actor may already see."""
    found = Table(tenant).get_many([keys.person(user) for user in users], ProfileItem)
    return {item.id: card(item) for item in found.values()}


def cards_seen(actor: Actor, users: Iterable[str]) -> dict[str, Card]:
    """The cards of those whom the actor may see and who are still here."""
    wanted = [user for user in users if ids.is_ulid(user)]
    found = Table(actor.tenant).get_many([keys.person(user) for user in wanted], ProfileItem)
    active = {item.id: card(item) for item in found.values() if item.status == "active"}
    visible = seen(actor, active)
    return {user: card for user, card in active.items() if user in visible}


def get(actor: Actor, user: str) -> Person:
    item = see(actor, user)
    if user == actor.user:
        return show(item)
    edge = Table(actor.tenant).get(keys.following(actor.user, user), Edge)
    return show(item, following=edge is not None)


# Me


def me(actor: Actor) -> Me:
    return _me(actor, see(actor, actor.user))


def edit(actor: Actor, patch: ProfilePatch, version: int | None) -> Me:
    """Raises Invalid for a time zone nobody knows, Stale where `version` is not the present one."""
    if patch.time_zone is not UNSET and not is_time_zone(patch.time_zone):
        raise Invalid("time_zone", "This is no IANA time zone")
    given = {name: new for name, new in msgspec.structs.asdict(patch).items() if new is not UNSET}
    if not given:
        return unchanged(me(actor), version)
    return _me(actor, _change(actor, given, version))


def change(actor: Actor, given: dict[str, Any]) -> Me:
    """Pictures, which are looked at before. Raises Stale."""
    return _me(actor, _change(actor, given, None))


def _change(actor: Actor, given: dict[str, Any], version: int | None) -> ProfileItem:
    """A change of mine, and with it the lists that I am in."""
    table, key = Table(actor.tenant), keys.person(actor.user)
    for _ in range(TRIES):
        before = table.get(key, ProfileItem, consistent=True)
        if not before or version not in (None, before.version):
            raise Stale
        emptied = {name: "" if new is None and name not in PICTURES else new for name, new in given.items()}
        after = msgspec.structs.replace(before, **emptied, version=before.version + 1)
        try:
            table.transact(
                table.updating(
                    key,
                    *changes(**given),
                    *table.listing(keys.listed_person(folded(after.name), actor.user)),
                    next_version(),
                    condition=at_version(before.version),
                ),
                *listing.moving(table, before, after),
            )
        except Lost:
            continue
        return after
    raise Stale


def _me(actor: Actor, item: ProfileItem) -> Me:
    return Me(tenant=actor.tenant, **msgspec.structs.asdict(show(item)))


# Following


def follow(actor: Actor, user: str) -> None:
    """Raises NotFound, or Conflict for oneself. Done twice it changes nothing."""
    see(actor, user)
    if user == actor.user:
        raise Conflict("Nobody follows themselves")
    edge = Edge(at=clock.now())
    Table(actor.tenant).write_many(
        [(keys.follower(user, actor.user), edge), (keys.following(actor.user, user), edge)]
    )


def unfollow(actor: Actor, user: str) -> None:
    see(actor, user)
    Table(actor.tenant).write_many(
        deletes=[keys.follower(user, actor.user), keys.following(actor.user, user)]
    )


def followers(actor: Actor, user: str, paging: Paging) -> Page[Person]:
    see(actor, user)
    return _edges(actor, paging, f"followers {user}", keys.follower(user, ""))


def following(actor: Actor, user: str, paging: Paging) -> Page[Person]:
    see(actor, user)
    return _edges(actor, paging, f"following {user}", keys.following(user, ""))


def _edges(actor: Actor, paging: Paging, scope: str, key: keys.Key) -> Page[Person]:
    table = Table(actor.tenant)

    def fetch(place: str | None, limit: int) -> list[Edge]:
        found: list[Edge] = []
        size = max(limit, guests.AT_ONCE) if actor.is_guest else limit
        while len(found) < limit:
            edges = table.query(key.pk, Edge, prefix=key.sk, after=place, limit=size)
            visible = seen(actor, [edge.sk.removeprefix(key.sk) for edge in edges])
            found += [edge for edge in edges if edge.sk.removeprefix(key.sk) in visible]
            if len(edges) < size:
                break
            place = edges[-1].sk
        return found[:limit]

    def people(edges: Sequence[Edge]) -> list[Person]:
        wanted = [keys.person(edge.sk.removeprefix(key.sk)) for edge in edges]
        found = table.get_many(wanted, ProfileItem)
        return shown(actor, [found[place] for place in wanted if place in found])

    return page(actor, scope, paging, fetch, lambda edge: edge.sk, people)


def followers_of(tenant: str, user: str, after: str | None, limit: int) -> list[str]:
    """For the fan-out: who follows, sorted by id."""
    key = keys.follower(user, "")
    place = None if after is None else f"{key.sk}{after}"
    edges = Table(tenant).query(key.pk, Edge, prefix=key.sk, after=place, limit=limit)
    return [edge.sk.removeprefix(key.sk) for edge in edges]


def guests_among(tenant: str, users: Iterable[str]) -> set[str]:
    """For the fan-out."""
    found = Table(tenant).get_many([keys.person(user) for user in users], ProfileItem)
    return {item.id for item in found.values() if item.role == "guest"}


def has_met(tenant: str, guest: str, user: str) -> bool:
    """For the fan-out: whether the guest may see this person."""
    return bool(guests.met(tenant, guest, [user]))


def follows(tenant: str, follower: str, followee: str) -> bool:
    return Table(tenant).get(keys.following(follower, followee), Edge, consistent=True) is not None
