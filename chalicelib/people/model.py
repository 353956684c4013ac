"""People: profiles and who follows whom."""

from functools import cache
from typing import Annotated, Literal
from zoneinfo import available_timezones

import msgspec
from msgspec import UNSET, Meta, UnsetType

from chalicelib.core import clock
from chalicelib.core.actor import Actor, Role
from chalicelib.core.schema import Answer, Body, Line, Name, Paging, Text
from chalicelib.core.table import Item
from chalicelib.identity.listing import Field


class Card(msgspec.Struct, omit_defaults=True):
    """What stands beside all that a person writes. Kept with posts: docs/decisions/0005-feed.md."""

    id: str
    name: str
    avatar: str | None = None
    guest: bool = False


class ProfileItem(Item):
    """A person's item, as this room reads it; identity keeps the account's side of it."""

    id: str
    name: str
    email: str
    role: Role
    created: int
    status: Literal["active", "deactivated"] = "active"
    title: str = ""
    department: str = ""
    location: str = ""
    about: str = ""
    avatar: str | None = None
    cover: str | None = None
    time_zone: str = "UTC"
    version: int = 1


class Edge(Item):
    """One side of a follow; both ends stand in the key."""

    at: int = 0


class Person(Answer):
    id: str
    name: str
    email: str
    role: Role
    title: str
    department: str
    location: str
    about: str
    avatar: str | None
    cover: str | None
    time_zone: str
    status: Literal["active", "deactivated"]
    following: bool | None  # whether I follow them; null for myself
    joined_at: str
    version: int


class Me(Person):
    tenant: str


class ProfilePatch(Body):
    """Absent fields stay; null empties."""

    name: Name | UnsetType = UNSET
    title: Line | None | UnsetType = UNSET
    department: Line | None | UnsetType = UNSET
    location: Line | None | UnsetType = UNSET
    about: Text | None | UnsetType = UNSET
    avatar: Annotated[str, Meta(max_length=200)] | None | UnsetType = UNSET
    time_zone: (
        Annotated[str, Meta(max_length=64, description="IANA name, such as Europe/Berlin")] | UnsetType
    ) = UNSET


class Directory(Paging):
    q: Annotated[str, Meta(max_length=80, description="Beginnings of any words of the name")] = ""
    department: Line = ""
    location: Line = ""
    role: Role | None = None


class Facets(Paging):
    field: Field = "department"
    q: Annotated[str, Meta(max_length=80, description="Beginnings of any of its words")] = ""


class Facet(Answer):
    value: str
    people: int


def is_time_zone(name: str) -> bool:
    return name in _time_zones()


@cache
def _time_zones() -> set[str]:
    """Found by walking through a folder, which takes as long as three requests."""
    return available_timezones()


def card_of(actor: Actor) -> Card:
    """Of who acts: nothing is read."""
    return Card(actor.user, actor.name, actor.avatar, actor.is_guest)


def card(item: ProfileItem) -> Card:
    return Card(item.id, item.name, item.avatar, item.role == "guest")


def show(item: ProfileItem, *, following: bool | None = None) -> Person:
    return Person(
        id=item.id,
        name=item.name,
        email=item.email,
        role=item.role,
        title=item.title,
        department=item.department,
        location=item.location,
        about=item.about,
        avatar=item.avatar,
        cover=item.cover,
        time_zone=item.time_zone,
        status=item.status,
        following=following,
        joined_at=clock.rfc3339(item.created),
        version=item.version,
    )
