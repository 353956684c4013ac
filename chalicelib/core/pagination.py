"""Cursors: the place after the last item, sealed to tenant, person and list.

A place is a sort key, so a page goes on exactly where the one before ended, whatever was
written or deleted in between.
"""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import msgspec

from chalicelib.core import auth
from chalicelib.core.actor import Actor
from chalicelib.core.errors import BadCursor
from chalicelib.core.schema import Page, Paging

# Bytes. A Lambda answers 6 MB at most, and its answer is JSON in JSON: what is escaped doubles.
LARGEST_PAGE = 2_800_000

R = TypeVar("R")
T = TypeVar("T")


def write(actor: Actor, scope: str, place: str) -> str:
    proof = auth.seal("cursor", actor.tenant, actor.user, scope, place)
    return base64.urlsafe_b64encode(f"{proof}{place}".encode()).decode().rstrip("=")


def read(actor: Actor, scope: str, cursor: str | None) -> str | None:
    """The place a cursor stands for, None at the beginning. Raises BadCursor."""
    if cursor is None:
        return None
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except (ValueError, binascii.Error):
        raise BadCursor from None
    proof, place = text[:22], text[22:]
    if not auth.sealed(proof, "cursor", actor.tenant, actor.user, scope, place):
        raise BadCursor
    return place


def page(
    actor: Actor,
    scope: str,
    paging: Paging,
    fetch: Callable[[str | None, int], Sequence[R]],
    place: Callable[[R], str],
    show: Callable[[Sequence[R]], list[T]],
) -> Page[T]:
    """One page: `fetch(place, limit)` reads rows, `show` turns them into answers, one for one."""
    rows = fetch(read(actor, scope, paging.cursor), paging.limit + 1)
    kept = rows[: paging.limit]
    items = show(kept)
    room = fitting(items)
    if room < len(items):
        kept = kept[:room]
        items = show(kept)
    more = len(rows) > len(kept)
    return Page(items=items, next=write(actor, scope, place(kept[-1])) if more else None)


def fitting(items: Sequence[Any]) -> int:
    """How many of these go into one page: a hundred long texts would be more than can be answered."""
    size = 0
    for count, item in enumerate(items):
        size += len(msgspec.json.encode(item))
        if size > LARGEST_PAGE and count:
            return count
    return len(items)
