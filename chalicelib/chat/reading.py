"""How far somebody has read, what they keep quiet, and whether others see it."""

from collections.abc import Iterable

from msgspec import UNSET

from chalicelib.chat import access
from chalicelib.chat.access import Part
from chalicelib.chat.model import PresenceItem, SeatItem
from chalicelib.chat.shapes import Chat, ChatPatch, Read
from chalicelib.core import clock, keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Invalid, NotFound
from chalicelib.core.table import ABSENT, PRESENT, Lost, Path, Table, changes, value


def mark(actor: Actor, conversation: str, given: Read) -> None:
    """Up to this message; never back. 1 WRU, and 1 more of the index. Raises NotFound, Invalid."""
    part = access.enter(actor, conversation)
    number = given.message
    if number > part.tip.last and not access.find(actor.tenant, conversation, number, part.first):
        raise Invalid("message", "This conversation has no such message")
    table = Table(actor.tenant)
    settings = table.get(keys.presence(actor.user), PresenceItem)
    shown = number if not settings or settings.receipts else UNSET
    further = Path("read").does_not_exist() | (Path("read") < value(number))
    _take_seat(table, actor, conversation, part)
    try:
        table.update(
            keys.seat(conversation, actor.user),
            *changes(read=number, shown=shown),
            Path("hush").remove(),
            kind=SeatItem,
            condition=PRESENT & further,
        )
    except Lost:
        return  # read further on another device


def mute(actor: Actor, conversation: str, *, on: bool) -> None:
    """Raises NotFound."""
    part = access.enter(actor, conversation)
    table = Table(actor.tenant)
    _take_seat(table, actor, conversation, part)
    try:
        table.update(
            keys.seat(conversation, actor.user),
            *changes(muted=True if on else None),
            Path("hush").remove(),
            kind=SeatItem,
            condition=PRESENT,
        )
    except Lost:  # they left at this moment
        raise NotFound from None


def _take_seat(table: Table, actor: Actor, conversation: str, part: Part) -> None:
    """In a channel nobody has a seat before they need one."""
    place = keys.seat(conversation, actor.user)
    if part.kind != "channel" or table.get(place, SeatItem):
        return
    seat = SeatItem(joined=clock.now(), last=part.tip.last, active=clock.milliseconds())
    try:
        table.put(place, seat, condition=ABSENT)
    except Lost:
        return


# Settings


def settings(actor: Actor) -> Chat:
    item = Table(actor.tenant).get(keys.presence(actor.user), PresenceItem)
    return Chat(receipts=item.receipts if item else True)


def showing(tenant: str, users: Iterable[str]) -> set[str]:
    """Those who show what they have read, and so see what others have. 0.5 RRU each."""
    places = {keys.presence(user): user for user in users}
    found = Table(tenant).get_many(places, PresenceItem)
    return {user for place, user in places.items() if place not in found or found[place].receipts}


def set_(actor: Actor, patch: ChatPatch) -> Chat:
    """What others saw before stays as it was."""
    if patch.receipts is UNSET:
        return settings(actor)
    item = Table(actor.tenant).update(
        keys.presence(actor.user), *changes(receipts=patch.receipts), kind=PresenceItem
    )
    return Chat(receipts=item.receipts)
