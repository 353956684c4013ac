"""What a client missed that was away: from the cursor of the last frame it had.

New messages are found by the order of a person's conversations; what was edited, deleted or reacted
to is noted for each person for a day. A client may be told what it has already.
"""

from collections import defaultdict
from collections.abc import Iterable

from chalicelib.chat import access, channels
from chalicelib.chat.model import ChangeItem, HeadItem, MessageItem, SeatItem
from chalicelib.chat.shapes import Changes, Missed
from chalicelib.chat.show import show_message
from chalicelib.core import clock, keys, limits
from chalicelib.core.actor import Actor
from chalicelib.core.errors import NotFound
from chalicelib.core.keys import Key
from chalicelib.core.table import Table
from chalicelib.groups import service as groups
from chalicelib.live import wire

KEPT = clock.DAY
MARGIN = 60_000  # milliseconds: clocks differ, and a frame may overtake another
MOST_CONVERSATIONS = 50
MOST_CHANGES = 200
MOST_MESSAGES = 50  # of one conversation
ROOM = 4000  # bytes of a frame for all but the messages
LARGEST_ANSWER = 1_000_000  # over REST
MOST_READ = 128_000  # bytes of messages for a frame, some 16 RRU; the rest is told to be read again


def note(table: Table, users: Iterable[str], conversation: str, items: Iterable[MessageItem]) -> None:
    """1 WRU a person and message."""
    now = clock.milliseconds()
    rows = [
        (
            keys.chat_change(user, f"{now:013d}#{conversation}#{item.number:08d}"),
            ChangeItem(conversation=conversation, number=item.number, expires=now // 1000 + KEPT),
        )
        for user in users
        for item in items
    ]
    table.write_many(rows)


def since(actor: Actor, cursor: str, largest: int = wire.LARGEST_FRAME) -> Changes:
    """All that is new since, or that it is too much: of all, or of a conversation. Raises TooMany."""
    limits.take("resumes", f"{actor.tenant}#{actor.user}")
    now = clock.milliseconds()
    at = int(cursor) if cursor.isascii() and cursor.isdigit() else 0
    if not now - KEPT * 1000 < at <= now + MARGIN:
        return Changes(reload=True, cursor=str(now), conversations=[])
    at -= MARGIN
    table = Table(actor.tenant)
    seats = _active(table, actor, at)
    changed = _changed(table, actor, at)
    if seats is None or changed is None:
        return Changes(reload=True, cursor=str(now), conversations=[])
    room = Room(largest - ROOM)
    found = [room.fitted(missed) for missed in _large(actor, at)]
    for one in dict.fromkeys([*(seat.conversation for seat in seats), *changed]):
        missed = _missed(table, actor, one, at, changed.get(one, set()), room)
        if missed:
            found.append(room.fitted(missed))
    return Changes(reload=False, cursor=str(now), conversations=found)


class Room:
    """What one answer still holds, and how much more may be read for it: what does not fit was read too."""

    def __init__(self, left: int) -> None:
        self._left, self._unread = left, max(left, MOST_READ)

    @property
    def is_spent(self) -> bool:
        return self._unread <= 0

    def fitted(self, missed: Missed) -> Missed:
        size = len(wire.encoded({"": missed}))
        self._unread -= size
        if size > self._left:
            return Missed(missed.conversation, missed.last, [], reload=True)
        self._left -= size
        return missed


def _active(table: Table, actor: Actor, at: int) -> list[SeatItem] | None:
    place = keys.listed_seat(actor.user, at, "")
    seats = table.query(place.gpk, SeatItem, after=place.gsk, limit=MOST_CONVERSATIONS + 1, listed=True)
    return seats if len(seats) <= MOST_CONVERSATIONS else None


def _changed(table: Table, actor: Actor, at: int) -> dict[str, set[int]] | None:
    place = keys.chat_change(actor.user, f"{at:013d}")
    rows = table.query(place.pk, ChangeItem, prefix="L#", after=place.sk, limit=MOST_CHANGES + 1)
    if len(rows) > MOST_CHANGES:
        return None
    found: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        found[row.conversation].add(row.number)
    return found


def _missed(
    table: Table, actor: Actor, conversation: str, at: int, changed: set[int], room: Room
) -> Missed | None:
    """None where the actor has no part any more."""
    try:
        part = access.enter(actor, conversation)
    except NotFound:
        return None
    if room.is_spent:
        return Missed(conversation=conversation, last=part.tip.last, messages=[], reload=True)
    place = keys.message(conversation, part.first - 1)
    newest = table.query(
        place.pk, MessageItem, prefix="M#", after=place.sk, limit=MOST_MESSAGES + 1, newest_first=True
    )
    items = {item.number: item for item in newest if item.created >= at}
    missing = [n for n in changed if n not in items and n >= part.first]
    wanted: list[Key] = [keys.message(conversation, number) for number in missing]
    items |= {item.number: item for item in table.get_many(wanted, MessageItem).values()}
    return Missed(
        conversation=conversation,
        last=newest[0].number if newest else 0,
        messages=[show_message(conversation, items[n]) for n in sorted(items)],
        reload=len(newest) > MOST_MESSAGES and newest[-1].created >= at,
    )


def _large(actor: Actor, at: int) -> list[Missed]:
    """Of large channels no more is kept than when they changed."""
    joined = groups.my_groups(actor.tenant, actor.user)
    found = channels.large_of(actor, joined).values()
    heads = Table(actor.tenant).get_many([keys.conversation(one.id) for one in found], HeadItem)
    return [
        Missed(conversation=key.pk.removeprefix("C#"), last=head.last, messages=[], reload=True)
        for key, head in heads.items()
        if max(head.active, head.changed) > at
    ]
