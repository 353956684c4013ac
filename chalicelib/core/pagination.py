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

# A list that is chosen from is read so far for one page, and no further: the page is then short.
MOST_ROUNDS = 6
ROUND = 200

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
    kept, items = _fitted(rows[: paging.limit], show)
    more = len(rows) > len(kept)
    return Page(items=items, next=write(actor, scope, place(kept[-1])) if more else None)


def sifted(
    actor: Actor,
    scope: str,
    paging: Paging,
    fetch: Callable[[str | None, int], Sequence[R]],
    place: Callable[[R], str],
    keep: Callable[[R], bool],
    show: Callable[[Sequence[R]], list[T]],
) -> Page[T]:
    """As `page`, of the rows that are kept. After MOST_ROUNDS it ends, full or not, and `next` goes on."""
    at = read(actor, scope, paging.cursor)
    found: list[R] = []
    size = paging.limit + 1
    for _ in range(MOST_ROUNDS):
        rows = fetch(at, size)
        found += [row for row in rows if keep(row)]
        at = place(rows[-1]) if len(rows) == size else None
        if at is None or len(found) > paging.limit:
            break
        size = ROUND
    kept, items = _fitted(found[: paging.limit], show)
    if len(found) > len(kept):
        at = place(kept[-1])
    return Page(items=items, next=write(actor, scope, at) if at is not None else None)


def _fitted(rows: Sequence[R], show: Callable[[Sequence[R]], list[T]]) -> tuple[Sequence[R], list[T]]:
    """The rows of one page, and what they show."""
    items = show(rows)
    room = fitting(items)
    return (rows, items) if room == len(items) else (rows[:room], show(rows[:room]))


def fitting(items: Sequence[Any]) -> int:
    """How many of these go into one page: a hundred long texts would be more than can be answered."""
    size = 0
    for count, item in enumerate(items):
        size += len(msgspec.json.encode(item))
        if size > LARGEST_PAGE and count:
            return count
    return len(items)
