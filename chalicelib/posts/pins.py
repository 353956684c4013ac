"""Posts pinned to the top of their wall."""

from chalicelib.core import clock, keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Conflict, NotFound
from chalicelib.core.table import ALIVE, PRESENT, Lost, Table, changes, news
from chalicelib.posts.access import fetch_post, moderate
from chalicelib.posts.model import MOST_PINS, PinItem


def pin(actor: Actor, id_: str) -> None:
    """To the top of its wall. Raises NotFound, Forbidden; Conflict where MOST_PINS are pinned already."""
    place, item, _ = fetch_post(actor, id_)
    moderate(actor, place)
    if item.pinned:
        return
    table = Table(actor.tenant)
    pins = table.query(
        keys.pin(place.container, "").pk, PinItem, prefix="k#", limit=MOST_PINS, consistent=True
    )
    if len(pins) >= MOST_PINS:
        raise Conflict(f"At most {MOST_PINS} posts are pinned to a wall", limit=MOST_PINS)
    now = clock.now()
    try:
        table.transact(
            table.updating(
                keys.post(place.container, place.post),
                *changes(pinned=now),
                *news(),
                condition=PRESENT & ALIVE,
            ),
            table.putting(keys.pin(place.container, place.post), PinItem(at=now, by=actor.user)),
        )
    except Lost:
        raise NotFound from None


def unpin(actor: Actor, id_: str) -> None:
    place, item, _ = fetch_post(actor, id_)
    moderate(actor, place)
    if not item.pinned:
        return
    table = Table(actor.tenant)
    table.transact(
        table.updating(
            keys.post(place.container, place.post),
            *changes(pinned=None),
            *news(),
        ),
        table.deleting(keys.pin(place.container, place.post)),
    )
