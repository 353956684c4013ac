"""How much a company and a person may store. Counted in the same transaction as what is stored."""

from typing import Any

import msgspec

from chalicelib.core import keys, settings
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Full
from chalicelib.core.schema import Answer
from chalicelib.core.table import Path, Table, value
from chalicelib.documents.model import UsageItem


class Used(msgspec.Struct):
    """Bytes, with versions, the bin and what is on its way."""

    bytes: int
    limit: int


class Usage(Answer):
    mine: Used
    company: Used


def usage(actor: Actor) -> Usage:
    mine, all_ = _read(Table(actor.tenant), actor.user)
    return Usage(mine=Used(mine, settings.person_quota()), company=Used(all_, settings.company_quota()))


def taking(table: Table, user: str, size: int) -> list[dict[str, Any]]:
    """The writes that count so many bytes more, on the condition that there is room. Raises Full."""
    limits = {user: settings.person_quota(), "": settings.company_quota()}
    used = dict(zip(limits, _read(table, user), strict=True))
    for one, limit in limits.items():
        if used[one] + size > limit:
            raise full(user_is_full=bool(one), used=used[one], limit=limit, size=size)
    more = Path("bytes").set((Path("bytes") | value(0)) + value(size))
    return [
        table.updating(
            keys.usage(one),
            more,
            condition=Path("bytes").does_not_exist() | (Path("bytes") <= value(limit - size)),
        )
        for one, limit in limits.items()
    ]


def giving_back(table: Table, user: str, size: int) -> list[dict[str, Any]]:
    less = Path("bytes").set(Path("bytes") - value(size))
    return [table.updating(keys.usage(one), less) for one in (user, "")] if size else []


def full(*, user_is_full: bool, used: int, limit: int, size: int) -> Full:
    whose = "Your storage" if user_is_full else "The company's storage"
    return Full(f"{whose} is full", used=used, limit=limit, size=size)


def _read(table: Table, user: str) -> tuple[int, int]:
    places = [keys.usage(user), keys.usage()]
    found = table.get_many(places, UsageItem, consistent=True)
    mine, all_ = (found[place].bytes if place in found else 0 for place in places)
    return mine, all_
