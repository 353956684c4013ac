"""Behind the request: new messages are pushed, and each person's seat follows.

The seats hold what lists show: the order, the newest message, how many are unread. A fold goes on from
where the conversation was folded last, over all that came since, in order: however often and in
whatever order the queue brings its messages, the outcome is the same. Frames may go out twice.
"""

from collections.abc import Sequence
from typing import Any

from chalicelib.chat import channels, snippets, telling
from chalicelib.chat.model import (
    GATHERED,
    MARKS_OF_ALL,
    MARKS_OF_MINE,
    HeadItem,
    Marked,
    MessageItem,
    SeatItem,
    mark,
    snippet_of,
)
from chalicelib.core import bus, clock, keys
from chalicelib.core.events import ChannelNews
from chalicelib.core.table import ABSENT, PRESENT, Lost, Path, Table, changes, value
from chalicelib.groups import service as groups

AT_ONCE = 100  # messages a round
TRIES = 5


def catch_up(tenant: str, conversation: str, number: int) -> None:
    """Up to message `number` and beyond, as far as there are more."""
    table = Table(tenant)
    while True:
        head = table.get(keys.conversation(conversation), HeadItem, consistent=True)
        if not head or head.last >= number:
            return  # whatever comes after it has news of its own
        new = _since(table, conversation, head.last)
        if not new:
            return
        if conversation[0] == "g":
            _channel(tenant, conversation, head, new)
        else:
            seats = seats_of(table, conversation)
            telling.tell_messages(tenant, "message.new", conversation, new, telling.firsts_of(seats))
            for seat in seats:
                _follow(table, conversation, seat, new)
        _advance(table, conversation, head, new)
        snippets.mend(table, conversation, new[-1])
        if len(new) < AT_ONCE:
            return


def _since(table: Table, conversation: str, last: int) -> list[MessageItem]:
    place = keys.message(conversation, last)
    return table.query(place.pk, MessageItem, prefix="M#", after=place.sk, limit=AT_ONCE, consistent=True)


def seats_of(table: Table, conversation: str) -> list[SeatItem]:
    """As they are now: whoever was put out a moment ago is not among them."""
    place = keys.seat(conversation, "")
    return table.query(place.pk, SeatItem, prefix=place.sk, consistent=True)


def _advance(table: Table, conversation: str, head: HeadItem, new: Sequence[MessageItem]) -> None:
    """The head last: if the work ends before, it is done again. Another worker may be as far, or less far."""
    place, newest = keys.conversation(conversation), new[-1]
    for _ in range(TRIES):
        fresh = [item for item in new if item.number > head.last]
        if not fresh:
            return
        marks: Any = None
        if conversation[0] == "g":
            added = [Marked(mark(m.by.id, m.client), m.number) for m in fresh]
            marks = [*head.marks, *added][-MARKS_OF_ALL:]
        moved = changes(
            last=newest.number, active=clock.milliseconds(), snippet=snippet_of(newest), marks=marks, hush="1"
        )
        as_read = PRESENT & (Path("last") == value(head.last))
        try:
            table.update(place, *moved, kind=HeadItem, condition=as_read)
        except Lost:
            again = table.get(place, HeadItem, consistent=True)
            if not again:
                return
            head = again
            continue
        return
    raise RuntimeError("others fold the same conversation; the queue brings this again")


# A seat


def _follow(table: Table, conversation: str, seat: SeatItem, new: Sequence[MessageItem]) -> None:
    """Up to the newest. Writing is reading: what came before one's own message is not unread. What is left of
    a call is read by whom it is known to, unless there is something unread before it."""
    for _ in range(TRIES):
        fresh = [item for item in new if item.number > seat.last]
        if not fresh:
            return
        active = clock.milliseconds()
        own = [item for item in fresh if item.by.id == seat.user]
        marks = [*seat.marks, *(Marked(mark(m.by.id, m.client), m.number) for m in own)]
        moved: dict[str, Any] = {
            "last": fresh[-1].number,
            "active": active,
            "snippet": snippet_of(fresh[-1]),
            "hush": "1",
        }
        read = _read_to(seat, fresh)
        if read > seat.read:
            moved["read"] = read
        if own:
            moved["marks"] = marks[-MARKS_OF_MINE:]
        # The same `read`, or it was read further meanwhile and must not go back.
        as_read = Path("read") == value(seat.read) if seat.read else Path("read").does_not_exist()
        same = PRESENT & (Path("last") == value(seat.last))
        try:
            table.update(
                keys.seat(conversation, seat.user),
                *changes(**moved),
                *table.listing(keys.listed_seat(seat.user, active, conversation)),
                kind=SeatItem,
                condition=same & as_read if read > seat.read else same,
            )
        except Lost:
            again = table.get(keys.seat(conversation, seat.user), SeatItem, consistent=True)
            if not again:
                return
            seat = again
            continue
        return
    raise RuntimeError("others write the same seat; the queue brings this again")


def _read_to(seat: SeatItem, fresh: Sequence[MessageItem]) -> int:
    read = seat.read
    for item in fresh:
        known = item.call and seat.user in item.call.known and read == item.number - 1
        if known or item.by.id == seat.user:
            read = max(read, item.number)
    return read


# A channel


def _channel(tenant: str, conversation: str, head: HeadItem, new: Sequence[MessageItem]) -> None:
    group = groups.find(tenant, conversation[1:])
    if not group:
        return
    table = Table(tenant)
    members = [] if channels.is_large(tenant, group.id, group.members) else _members(tenant, group.id)
    if not members:
        channels.note_large(tenant, group.id)
        for author in {item.by.id for item in new}:
            _follow(table, conversation, _seat(table, conversation, author, head), new)
        bus.send("chat", [_news(tenant, conversation, new)])
        return
    telling.tell_messages(tenant, "message.new", conversation, new, dict.fromkeys(members, 1))
    for user in members:
        _follow(table, conversation, _seat(table, conversation, user, head), new)


def _members(tenant: str, group: str) -> list[str]:
    """None where there are too many for each to have a row kept."""
    found = groups.members_of(tenant, group, None, GATHERED + 1)
    return found if len(found) <= GATHERED else []


def _seat(table: Table, conversation: str, user: str, head: HeadItem) -> SeatItem:
    """Whoever has none yet has read all that was there before."""
    place = keys.seat(conversation, user)
    found = table.get(place, SeatItem, consistent=True)
    if found:
        return found
    seat = SeatItem(joined=clock.now(), last=head.last, read=head.last, active=clock.milliseconds())
    try:
        table.put(place, seat, condition=ABSENT)
    except Lost:
        return _seat(table, conversation, user, head)
    seat.sk = place.sk
    return seat


def _news(tenant: str, conversation: str, new: Sequence[MessageItem]) -> ChannelNews:
    return ChannelNews(
        tenant=tenant,
        id="",
        at=clock.now(),
        conversation=conversation,
        messages=[item.number for item in new],
        new=True,
    )
