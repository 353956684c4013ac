"""A message takes its place: the next number, by one conditional write.

Whoever writes number n has seen that n - 1 is there, so there are no gaps. What is met on the way is
looked at: the same message, sent before, is found and not written again.
"""

from typing import NamedTuple

import msgspec

from chalicelib.chat import tips
from chalicelib.chat.model import MessageItem, mark
from chalicelib.chat.tips import Tip
from chalicelib.core import keys
from chalicelib.core.errors import TooMany
from chalicelib.core.table import Table

STEPS = 2  # from one number to the next, a write unit each; beyond, reading all that came is cheaper
TRIES = 40  # against others who write at the same moment


class Placed(NamedTuple):
    item: MessageItem
    new: bool


def append(tenant: str, conversation: str, tip: Tip, item: MessageItem) -> Placed:
    """1 WRU a KB, and as much again for each message behind the tip. Raises TooMany."""
    table = Table(tenant)
    before = tip.number_of(mark(item.by.id, item.client))
    if before:
        found = table.find(keys.message(conversation, before), MessageItem)
        if found and _same(found, item):
            return Placed(found, new=False)
    met: list[MessageItem] = []
    last = tip.last
    for tried in range(TRIES):
        place = keys.message(conversation, last + 1)
        there = table.claim(place, item, MessageItem)
        placed = msgspec.structs.replace(item, sk=place.sk) if there is None else there
        met.append(placed)
        if _same(placed, item):
            _remember(tenant, conversation, tip, met)
            return Placed(placed, new=there is None)
        last += 1
        if tried + 1 >= STEPS:
            later = _after(table, conversation, last)
            met += later
            last += len(later)
            again = next((one for one in later if _same(one, item)), None)
            if again:
                return Placed(again, new=False)
    raise TooMany(1, "Too many write here at this moment")


def _same(one: MessageItem, other: MessageItem) -> bool:
    return one.by.id == other.by.id and one.client == other.client


def _after(table: Table, conversation: str, last: int) -> list[MessageItem]:
    place = keys.message(conversation, last)
    return table.query(place.pk, MessageItem, prefix="M#", after=place.sk, limit=100_000, consistent=True)


def _remember(tenant: str, conversation: str, tip: Tip, met: list[MessageItem]) -> None:
    if conversation[0] == "g":
        tips.advance(tenant, conversation, tip, met)
