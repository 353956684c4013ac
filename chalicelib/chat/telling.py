"""Frames about a conversation, to those who take part and are connected."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from chalicelib.chat.model import MessageItem, SeatItem
from chalicelib.chat.show import show_message
from chalicelib.core import clock
from chalicelib.live import service as live
from chalicelib.live import wire

ROOM = 2000  # bytes of a frame for all but the messages
Push = Callable[[wire.Frame], None]


def tell_messages(
    tenant: str, kind: str, conversation: str, items: Sequence[MessageItem], firsts: dict[str, int]
) -> None:
    """To each person what they may read: `firsts` is their oldest message."""
    audiences: dict[int, list[str]] = defaultdict(list)
    for user, first in firsts.items():
        audiences[max(first, items[0].number)].append(user)
    for first, users in audiences.items():
        readable = [item for item in items if item.number >= first]

        def push(frame: wire.Frame, users: Iterable[str] = users) -> None:
            live.push(tenant, users, frame)

        push_messages(kind, conversation, readable, push)


def push_messages(kind: str, conversation: str, items: Sequence[MessageItem], push: Push) -> None:
    """As few frames as hold them: one, where nobody writes a novel."""
    cursor = str(clock.milliseconds())
    for some in _fitting([msgspec.to_builtins(show_message(conversation, item)) for item in items]):
        push({"type": kind, "conversation": conversation, "messages": some, "cursor": cursor})


def _fitting(messages: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    frames: list[list[dict[str, Any]]] = []
    left = 0
    for message in messages:
        size = len(wire.encoded(message))
        if size > wire.LARGEST_FRAME - ROOM:  # control characters, each written as six
            message["body"] = None
            size = len(wire.encoded(message))
        if not frames or size > left:
            frames.append([])
            left = wire.LARGEST_FRAME - ROOM
        frames[-1].append(message)
        left -= size
    return frames


def firsts_of(seats: Iterable[SeatItem]) -> dict[str, int]:
    return {seat.user: seat.first for seat in seats}
