"""Who may read a conversation, and write in it: fetching is permission.

pair, group   whoever has a seat
channel       members of the group; an open group's channel is read by everybody but guests
"""

from typing import NamedTuple

from chalicelib.chat import tips
from chalicelib.chat.model import Kind, MessageItem, Role, SeatItem, kind_of
from chalicelib.chat.tips import Tip
from chalicelib.core import keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Forbidden, NotFound
from chalicelib.core.table import Table
from chalicelib.groups import service as groups


class Part(NamedTuple):
    """What the actor is in a conversation. `tip` is where its messages end, as far as is known here."""

    kind: Kind
    role: Role | None
    first: int
    tip: Tip
    seat: SeatItem | None  # None in channels


def enter(actor: Actor, conversation: str) -> Part:
    """To take part. 0.5 RRU; in a channel 0.5 more, if this process does not know it. Raises NotFound."""
    kind = kind_of(conversation)
    if kind == "channel":
        membership = groups.enter(actor, conversation[1:])
        return Part(kind, membership.role, 1, tips.channel(actor.tenant, conversation), None)
    seat = Table(actor.tenant).find(keys.seat(conversation, actor.user), SeatItem)
    if not seat:
        raise NotFound
    return Part(kind, seat.role, seat.first, Tip(seat.last, seat.marks), seat)


def look(actor: Actor, conversation: str) -> Part:
    """To read. Raises NotFound."""
    if kind_of(conversation) != "channel":
        return enter(actor, conversation)
    _, membership = groups.read(actor, conversation[1:])
    tip = tips.channel(actor.tenant, conversation)
    return Part("channel", membership.role if membership else None, 1, tip, None)


def moderate(part: Part) -> None:
    """Raises Forbidden."""
    if part.kind == "pair" or part.role not in ("owner", "moderator"):
        raise Forbidden("Those who keep the conversation's order do this")


def fetch(actor: Actor, conversation: str, number: str, part: Part) -> MessageItem:
    """A message, to whoever takes part. Raises NotFound; also for deleted ones."""
    item = find(actor.tenant, conversation, number_in(number), part.first)
    if not item or item.deleted:
        raise NotFound
    return item


def find(tenant: str, conversation: str, number: int, first: int) -> MessageItem | None:
    return Table(tenant).find(keys.message(conversation, number), MessageItem) if number >= first else None


def number_in(path: str) -> int:
    """Raises NotFound."""
    if not (path.isascii() and path.isdigit() and len(path) <= 8 and path[0] != "0"):  # noqa: PLR2004
        raise NotFound
    return int(path)
