"""Channels of large groups: nobody has a row written for each message; lists and pushes look there."""

from chalicelib.chat.model import GATHERED, HeadItem, LargeItem, SeatItem
from chalicelib.chat.shapes import Conversation, Live
from chalicelib.chat.show import show_channel
from chalicelib.core import keys
from chalicelib.core.actor import Actor
from chalicelib.core.table import Lost, Path, Table, changes, value
from chalicelib.groups import service as groups


def is_large(tenant: str, group: str, members: int) -> bool:
    """Once large, for good: rows of both times would not agree."""
    return members > GATHERED or group in _large(tenant).channels


def live(tenant: str, group: str, members: int) -> Live:
    return "attended" if is_large(tenant, group, members) else "pushed"


def large_of(actor: Actor, joined: dict[str, groups.JoinedItem]) -> dict[str, Conversation]:
    """The large channels of these groups, each by its place among conversations. 1 RRU each."""
    found = [group for group in _large(actor.tenant).channels if group in joined] if joined else []
    if not found:
        return {}
    table = Table(actor.tenant)
    heads = table.get_many([keys.conversation(f"g{group}") for group in found], HeadItem)
    seats = table.get_many([keys.seat(f"g{group}", actor.user) for group in found], SeatItem)
    shown = {}
    for group in found:
        id_, mine = f"g{group}", joined[group]
        head = heads.get(keys.conversation(id_))
        if head:
            place = keys.listed_seat(actor.user, head.active, id_).gsk
            seat = seats.get(keys.seat(id_, actor.user))
            shown[place] = show_channel(id_, mine.name, mine.role, head, seat, "attended")
    return shown


def note_large(tenant: str, group: str) -> None:
    """From now on lists look into this one."""
    table, known = Table(tenant), _large(tenant)
    if group in known.channels:
        return
    unchanged = (
        Path("channels") == value(known.channels) if known.channels else Path("channels").does_not_exist()
    )
    try:
        table.update(
            keys.pulled(), *changes(channels=[*known.channels, group]), kind=LargeItem, condition=unchanged
        )
    except Lost:
        raise RuntimeError("another channel grew at the same time; the queue brings this again") from None


def _large(tenant: str) -> LargeItem:
    return Table(tenant).get(keys.pulled(), LargeItem) or LargeItem()
