"""Who takes part: listed, brought in, given a role, put out. A channel's people are its group's."""

from collections.abc import Sequence
from typing import Any

from chalicelib.chat import access, notices, reading
from chalicelib.chat.access import Part
from chalicelib.chat.model import MOST_PEOPLE, HeadItem, MessageItem, Notice, SeatItem, kind_of
from chalicelib.chat.shapes import NewSeat, Seat
from chalicelib.core import clock, keys, limits
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Conflict, Forbidden, NotFound
from chalicelib.core.items import Condition
from chalicelib.core.pagination import page
from chalicelib.core.schema import Page, Paging
from chalicelib.core.table import ABSENT, PRESENT, Lost, Path, Table, changes, value
from chalicelib.groups import members as group_members
from chalicelib.people import service as people


def members(actor: Actor, conversation: str, query: Paging) -> Page[Seat]:
    """With how far each has read, where they show it. Raises NotFound."""
    if kind_of(conversation) == "channel":
        access.look(actor, conversation)
        found = group_members.members(actor, conversation[1:], query)
        seats = [Seat(person=m.person, role=m.role, joined_at=m.joined_at, read=None) for m in found.items]
        return Page(items=seats, next=found.next)
    access.enter(actor, conversation)
    table, first = Table(actor.tenant), keys.seat(conversation, "")

    def fetch(at: str | None, limit: int) -> list[SeatItem]:
        return table.query(first.pk, SeatItem, prefix=first.sk, after=at, limit=limit)

    sees = bool(reading.showing(actor.tenant, [actor.user]))

    def shown(seats: Sequence[SeatItem]) -> list[Seat]:
        cards = people.cards(actor.tenant, [seat.user for seat in seats])
        return [
            Seat(
                person=cards[seat.user],
                role=seat.role,
                joined_at=clock.rfc3339(seat.joined),
                read=seat.shown or None if sees or seat.user == actor.user else None,
            )
            for seat in seats
            if seat.user in cards
        ]

    return page(actor, f"seats {conversation}", query, fetch, lambda seat: seat.sk, shown)


def put(actor: Actor, conversation: str, user: str, new: NewSeat) -> None:
    """Bring somebody in, or give a role. Raises NotFound, Forbidden, Conflict, TooMany."""
    part = access.enter(actor, conversation)
    _of_a_few(part)
    limits.take("changes", f"{actor.tenant}#{actor.user}")
    table = Table(actor.tenant)
    theirs = table.get(keys.seat(conversation, user), SeatItem, consistent=True)
    if theirs:
        _give_role(table, actor, conversation, part, theirs, new)
        return
    if new.role == "owner":
        access.moderate(part)
    card = people.cards_seen(actor, [user]).get(user)
    if not card:
        raise NotFound
    if _add(table, actor, conversation, user, part, new):
        notices.leave(actor, conversation, part, Notice("added", card))


def _add(table: Table, actor: Actor, conversation: str, user: str, part: Part, new: NewSeat) -> bool:
    """False where they were brought in at the same moment."""
    head = table.get(keys.conversation(conversation), HeadItem, consistent=True)
    if not head:
        raise NotFound
    last = newest(table, conversation)
    seat = SeatItem(
        role=new.role or "member",
        joined=clock.now(),
        # Nobody gives away more than they may read themselves.
        first=part.first if new.history else last + 1,
        last=last,
        read=last,
        name=head.name,
        avatar=head.avatar,
        people=head.people + 1,
        faces=head.faces,
        active=clock.milliseconds(),
        snippet=head.snippet if new.history else None,
        version=head.version,
    )
    more = Path("people").set(Path("people") + value(1))
    try:
        table.transact(
            table.updating(
                keys.conversation(conversation), more, condition=Path("people") < value(MOST_PEOPLE)
            ),
            table.putting(
                keys.seat(conversation, user),
                seat,
                listed=keys.listed_seat(user, seat.active, conversation),
                condition=ABSENT,
            ),
            table.checking(
                keys.seat(conversation, actor.user), _still(part) if new.role == "owner" else PRESENT
            ),
        )
    except Lost as lost:
        if lost.reasons[:1] == ["ConditionalCheckFailed"]:
            raise Conflict(
                f"At most {MOST_PEOPLE} people; a group has room for more", limit=MOST_PEOPLE
            ) from None
        if lost.reasons[1:2] != ["ConditionalCheckFailed"]:  # otherwise they are in already
            raise Conflict("Somebody else changed it at the same time; try again") from None
        return False
    return True


def newest(table: Table, conversation: str) -> int:
    """The number of the newest message, for sure. 1 RRU."""
    place = keys.message(conversation, 0)
    rows = table.query(place.pk, MessageItem, prefix="M#", limit=1, newest_first=True, consistent=True)
    return rows[0].number if rows else 0


def _give_role(
    table: Table, actor: Actor, conversation: str, part: Part, theirs: SeatItem, new: NewSeat
) -> None:
    if new.role is None or new.role == theirs.role:
        return
    access.moderate(part)
    place, mine = keys.seat(conversation, theirs.user), keys.seat(conversation, actor.user)
    change = [*changes(role=new.role), Path("hush").remove()]
    if place == mine:
        writes = [table.updating(place, *change, condition=_still(part))]
    else:
        writes = [table.updating(place, *change, condition=PRESENT), table.checking(mine, _still(part))]
    _at_once(table, writes)


def remove(actor: Actor, conversation: str, user: str) -> None:
    """Leave, or put out. Raises NotFound, Forbidden, Conflict, TooMany."""
    part = access.enter(actor, conversation)
    _of_a_few(part)
    limits.take("changes", f"{actor.tenant}#{actor.user}")
    if user != actor.user:
        access.moderate(part)
    table = Table(actor.tenant)
    fewer = Path("people").set(Path("people") - value(1))
    writes = [
        table.deleting(keys.seat(conversation, user), condition=PRESENT),
        table.updating(keys.conversation(conversation), fewer, condition=PRESENT),
    ]
    if user != actor.user:
        writes.append(table.checking(keys.seat(conversation, actor.user), _still(part)))
    _at_once(table, writes)
    if user == actor.user:
        notices.leave(actor, conversation, part, Notice("left"))
    else:
        gone = people.cards(actor.tenant, [user]).get(user)
        notices.leave(actor, conversation, part, Notice("removed", gone))


def _still(part: Part) -> Condition:
    """Who was put out, or lost their role, a moment ago does nothing more with it."""
    same: Condition = Path("role") == value(part.role)
    return same


def _at_once(table: Table, writes: list[dict[str, Any]]) -> None:
    """The first is the seat that it is about. Raises NotFound where it is gone, Conflict."""
    try:
        table.transact(*writes)
    except Lost as lost:
        if lost.reasons[:1] == ["ConditionalCheckFailed"]:
            raise NotFound from None
        raise Conflict("Somebody else changed it at the same time; try again") from None


def _of_a_few(part: Part) -> None:
    if part.kind == "pair":
        raise Forbidden("A conversation of two stays one; begin another with more people")
    if part.kind == "channel":
        raise Forbidden("A channel's people are those of its group")
