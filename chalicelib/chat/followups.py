"""What follows from events about conversations, behind the requests."""

from collections.abc import Sequence
from typing import Any

import msgspec

from chalicelib.chat import attending, fold, missed, reading, snippets, telling
from chalicelib.chat.model import (
    FACES,
    GATHERED,
    HeadItem,
    MessageItem,
    SeatItem,
    kind_of,
    other_of,
)
from chalicelib.core import bus, clock, keys
from chalicelib.core.events import (
    ChannelNews,
    ConversationChanged,
    ConversationRead,
    MemberLeft,
    MessageChanged,
    MessageSent,
    PersonChanged,
)
from chalicelib.core.table import PRESENT, Lost, Table, changes
from chalicelib.groups import service as groups
from chalicelib.live import service as live
from chalicelib.people import service as people

AnyTalk = (
    MessageSent
    | MessageChanged
    | ConversationChanged
    | ConversationRead
    | ChannelNews
    | PersonChanged
    | MemberLeft
)
PAGE = 100  # conversations of a person a message


def about(event: AnyTalk) -> tuple[str, str]:
    """(tenant, conversation): events about one of them are answered together."""
    return event.tenant, getattr(event, "conversation", "")


def answer(of: tuple[str, str], found: Sequence[AnyTalk]) -> None:
    tenant, conversation = of
    sent = [event.number for event in found if isinstance(event, MessageSent)]
    if sent:
        fold.catch_up(tenant, conversation, max(sent))
    changed = sorted({event.number for event in found if isinstance(event, MessageChanged)})
    if changed:
        _changed(tenant, conversation, changed)
    shared = [event for event in found if isinstance(event, ConversationChanged)]
    if shared:
        _refresh(tenant, conversation, shared)
    for event in {event.user: event for event in found if isinstance(event, ConversationRead)}.values():
        _read(event)
    for one in found:
        match one:
            case ChannelNews():
                attending.tell(one)
            case PersonChanged():
                _renamed(one)
            case MemberLeft():
                _left(one)


# Messages


def _changed(tenant: str, conversation: str, numbers: Sequence[int]) -> None:
    table = Table(tenant)
    found = table.get_many([keys.message(conversation, n) for n in numbers], MessageItem, consistent=True)
    items = sorted(found.values(), key=lambda item: item.number)
    if not items:
        return
    snippets.refresh(table, conversation, items[-1])
    firsts = _audience(table, tenant, conversation)
    if firsts is None:
        _large(table, tenant, conversation, items)
        return
    missed.note(table, firsts, conversation, items)
    telling.tell_messages(tenant, "message.changed", conversation, items, firsts)


def _audience(table: Table, tenant: str, conversation: str) -> dict[str, int] | None:
    """Who takes part, each with their oldest message; None where they are too many."""
    if kind_of(conversation) != "channel":
        return telling.firsts_of(fold.seats_of(table, conversation))
    members = groups.members_of(tenant, conversation[1:], None, GATHERED + 1)
    return dict.fromkeys(members, 1) if len(members) <= GATHERED else None


def _large(table: Table, tenant: str, conversation: str, items: Sequence[MessageItem]) -> None:
    changed = changes(changed=clock.milliseconds(), hush="1")
    try:
        table.update(keys.conversation(conversation), *changed, kind=HeadItem, condition=PRESENT)
    except Lost:
        return
    news = ChannelNews(
        tenant=tenant,
        id="",
        at=clock.now(),
        conversation=conversation,
        messages=[item.number for item in items],
    )
    bus.send("chat", [news])


# The conversation


def _refresh(tenant: str, conversation: str, found: Sequence[ConversationChanged]) -> None:
    """The seats carry its name, its picture and some of its people."""
    if all(event.private for event in found) or kind_of(conversation) != "group":
        users = {event.user for event in found}
    else:
        users = _carry(Table(tenant), tenant, conversation)
    live.push(tenant, users, {"type": "conversation.changed", "conversation": conversation})


def _carry(table: Table, tenant: str, conversation: str) -> set[str]:
    seats = sorted(fold.seats_of(table, conversation), key=lambda seat: (seat.joined, seat.user))
    head = table.get(keys.conversation(conversation), HeadItem, consistent=True)
    if not head or not seats:
        return set()
    if all(seat.role != "owner" for seat in seats):  # the last one left
        _write(table, conversation, seats[0].user, {"role": "owner"})
    faces = list(people.cards(tenant, [seat.user for seat in seats[:FACES]]).values())
    for seat in seats:
        carried = {"name": head.name, "avatar": head.avatar, "version": head.version}
        _write(table, conversation, seat.user, carried | {"people": len(seats), "faces": faces})
    return {seat.user for seat in seats}


def _write(table: Table, conversation: str, user: str, carried: dict[str, Any]) -> None:
    """Into a seat, if it is still there; without news."""
    written = changes(**carried, hush="1")
    try:
        table.update(keys.seat(conversation, user), *written, kind=SeatItem, condition=PRESENT)
    except Lost:
        return


# Reading


def _read(event: ConversationRead) -> None:
    """To the person's other devices; to the others, what they may see of it."""
    table = Table(event.tenant)
    seat = table.get(keys.seat(event.conversation, event.user), SeatItem, consistent=True)
    if not seat:
        return
    frame = {"type": "read", "conversation": event.conversation, "person": event.user}
    live.push(event.tenant, [event.user], frame | {"message": seat.read})
    if event.conversation[0] != "g" and seat.shown == seat.read:
        others = {one.user for one in fold.seats_of(table, event.conversation)} - {event.user}
        live.push(event.tenant, reading.showing(event.tenant, others), frame | {"message": seat.shown})


# People


def _renamed(event: PersonChanged) -> None:
    """In the lists of those who talk with them alone, a page at a time."""
    table = Table(event.tenant)
    card = people.cards(event.tenant, [event.user]).get(event.user)
    place = keys.listed_seat(event.user, 0, "").gpk
    seats = table.query(place, SeatItem, after=event.after or None, limit=PAGE, listed=True)
    for seat in seats if card else ():
        conversation = seat.conversation
        if conversation[0] != "d":
            continue
        faces = list(people.cards(event.tenant, [event.user, other_of(conversation, event.user)]).values())
        for user in (event.user, other_of(conversation, event.user)):
            _write(table, conversation, user, {"faces": faces})
    if len(seats) == PAGE:
        bus.send("chat", [msgspec.structs.replace(event, after=seats[-1].gsk)])


def _left(event: MemberLeft) -> None:
    if groups.are_members(event.tenant, event.group, [event.user]):
        return  # and came again
    conversation = f"g{event.group}"
    table = Table(event.tenant)
    try:
        table.delete(keys.seat(conversation, event.user), SeatItem, condition=PRESENT)
    except Lost:
        return
