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
from chalicelib.core import clock, keys
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
    """All that is new since, or the word that it is too much: of all, or of a conversation."""
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
    found = [
        *_large(actor, at),
        *(
            missed
            for one in dict.fromkeys([*(seat.conversation for seat in seats), *changed])
            if (missed := _missed(table, actor, one, at, changed.get(one, set())))
        ),
    ]
    return Changes(reload=False, cursor=str(now), conversations=_fitting(found, largest - ROOM))


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


def _missed(table: Table, actor: Actor, conversation: str, at: int, changed: set[int]) -> Missed | None:
    """None where the actor has no part any more."""
    try:
        part = access.enter(actor, conversation)
    except NotFound:
        return None
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


def _fitting(found: list[Missed], room: int) -> list[Missed]:
    fitted = []
    for missed in found:
        size = len(wire.encoded({"": missed}))
        if size > room:
            fitted.append(Missed(missed.conversation, missed.last, [], reload=True))
            size = 200
        else:
            fitted.append(missed)
        room -= size
    return fitted
