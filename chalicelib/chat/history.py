"""What was said: the newest, around a message, around the first unread, and on from there both ways."""

from typing import NamedTuple

from chalicelib.chat import access
from chalicelib.chat.model import MessageItem, SeatItem
from chalicelib.chat.shapes import HIGHEST, History, HistoryQuery
from chalicelib.chat.show import show_all
from chalicelib.core import keys
from chalicelib.core.actor import Actor
from chalicelib.core.pagination import fitting
from chalicelib.core.pagination import read as read_cursor
from chalicelib.core.pagination import write as write_cursor
from chalicelib.core.table import Table


class Way(NamedTuple):
    """From between two messages: so many older ones, so many newer ones."""

    at: int  # the first of the newer ones
    older: int
    newer: int


def read(actor: Actor, conversation: str, query: HistoryQuery) -> History:
    """50 short messages cost some 4 RRU, with the person and their part. Raises NotFound, BadCursor."""
    part = access.look(actor, conversation)
    seat = part.seat or Table(actor.tenant).get(keys.seat(conversation, actor.user), SeatItem)
    scope = f"history {conversation}"
    way = _way(query, read_cursor(actor, scope, query.place), seat.read if seat else part.tip.last)
    older = before(actor, conversation, part.first, way.at, way.older)
    newer = _from(actor, conversation, max(way.at, part.first), way.newer + 1) if way.newer else []
    shown = show_all(actor, conversation, [*reversed(older), *newer[: way.newer]])
    further = len(newer) > way.newer if way.newer else way.at <= HIGHEST
    room = fitting(shown)
    if room < len(shown):  # long texts: as many as go into one answer
        further = further or bool(way.newer)
        shown = shown[:room] if way.newer else shown[-room:]
    first, last = (shown[0].number, shown[-1].number) if shown else (part.first, way.at - 1)
    return History(
        items=shown,
        # Numbers have no gaps, so there is something older wherever the first is not.
        older=write_cursor(actor, scope, f"b{first}") if first > part.first else None,
        newer=write_cursor(actor, scope, f"a{last + 1}") if further else None,
        read=seat.read if seat else part.tip.last,
    )


def _way(query: HistoryQuery, place: str | None, read: int) -> Way:
    if place:
        at = int(place[1:])
        return Way(at, query.limit, 0) if place[0] == "b" else Way(at, 0, query.limit)
    half = query.limit // 2
    if query.around is not None:
        return Way(query.around, half, query.limit - half)
    if query.unread:
        return Way(read + 1, half, query.limit - half)
    return Way(HIGHEST + 1, query.limit, 0)


def before(actor: Actor, conversation: str, first: int, at: int, limit: int) -> list[MessageItem]:
    """Newest first."""
    if at <= first or not limit:
        return []
    below, before = keys.message(conversation, first - 1), keys.message(conversation, min(at, HIGHEST))
    if at > HIGHEST:
        before = keys.Key(before.pk, "M#:")  # behind every digit
    return Table(actor.tenant).query(
        below.pk, MessageItem, after=below.sk, before=before.sk, limit=limit, newest_first=True
    )


def _from(actor: Actor, conversation: str, at: int, limit: int) -> list[MessageItem]:
    """Oldest first."""
    place = keys.message(conversation, at - 1)
    return Table(actor.tenant).query(place.pk, MessageItem, prefix="M#", after=place.sk, limit=limit)
