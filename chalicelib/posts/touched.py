"""A post or what stands below it changed: its newest comments are kept, and whoever looks at it is told.

Numbers in a frame are absolute and as of `at`: it may come twice, late or behind a newer one.
"""

from typing import Any

import msgspec

from chalicelib.core import bus, clock, keys
from chalicelib.core.events import PostChanged, PostDeleted, PostTouched
from chalicelib.core.table import Table
from chalicelib.live import watching, wire
from chalicelib.people import service as people
from chalicelib.posts import access, gathering, latest
from chalicelib.posts.model import (
    GONE,
    CommentItem,
    Place,
    PostItem,
    Tally,
)
from chalicelib.posts.show import show_comment, show_latest, show_reactions

SLICE = 1000  # watchers a message: some two seconds of one worker; those beyond are another message
PAUSE = 0.3  # seconds between two parts of a crowd's pushes: 500 a second and worker
SPREAD = 60  # seconds over which many watchers come to read the post again, if they have to
MOST_CHANGED = 30  # comments in a frame; where more changed, reading the post again is cheaper

AnyTouch = PostTouched | PostChanged | PostDeleted


def answer(event: AnyTouch) -> None:
    place = Place(event.post, event.container)
    touched = event if isinstance(event, PostTouched) else _touch(event)
    if touched.comments and not touched.after:
        latest.keep(touched.tenant, place)
    if touched.gathered and not touched.after:
        touched = gathering.taken(touched)
    here, further = watching.watchers(touched.tenant, place.post, touched.after, SLICE)
    if further and not touched.gathered:
        gathering.gather(touched)
        return
    if further:
        bus.send("touched", [msgspec.structs.replace(touched, after=further)])
    users = {watcher.user for watcher in here}
    guests = {watcher.user for watcher in here if watcher.guest}
    readers = access.readers_among(touched.tenant, place.container, users, guests) if users else set()
    to = [watcher for watcher in here if watcher.user in readers]
    frame = _frame(touched, place) if to else None
    if frame and touched.gathered:
        watching.push_in_parts(touched.tenant, place.post, to, frame | {"spread": SPREAD}, PAUSE)
    elif frame:
        watching.push(touched.tenant, place.post, to, frame)


def _touch(event: PostChanged | PostDeleted) -> PostTouched:
    return PostTouched(
        tenant=event.tenant, id=event.id, at=event.at, container=event.container, post=event.post
    )


def _frame(touched: PostTouched, place: Place) -> wire.Frame | None:
    table, now = Table(touched.tenant), clock.milliseconds()
    item = table.get(keys.post(place.container, place.post), PostItem, consistent=True)
    if not item:
        return None
    return _fitting(
        {
            "type": "post.changed",
            "post": place.id,
            "at": now,
            "version": item.version,
            "deleted": bool(item.deleted),
            "comments": item.comments,
            "participants": item.participants,
            "reactions": [] if item.deleted else _counts(item),
            "latest": show_latest(place, item),
        },
        [] if item.deleted else _changed(table, touched, place),
    )


def _counts(item: Tally) -> list[dict[str, Any]]:
    """Without `mine`, which differs from one watcher to the next."""
    return [{"emoji": one.emoji, "count": one.count} for one in show_reactions(item, frozenset())]


def _changed(table: Table, touched: PostTouched, place: Place) -> list[dict[str, Any]] | None:
    """The comments that changed, as they are now; None where there are too many."""
    wanted = [keys.comment(place.post, comment) for comment in {*touched.comments, *touched.reacted}]
    if len(wanted) > MOST_CHANGED:
        return None
    found = table.get_many(wanted, CommentItem, consistent=True)
    cards = people.cards(touched.tenant, {item.by for item in found.values()})
    return [
        msgspec.to_builtins(show_comment(place, item, cards.get(item.by, GONE)))
        | {"reactions": [] if item.deleted else _counts(item)}
        for item in sorted(found.values(), key=lambda item: item.comment)
    ]


def _fitting(frame: wire.Frame, changed: list[dict[str, Any]] | None) -> wire.Frame:
    """With the changed comments whole, or else without their bodies, or else with the word to read again."""
    if changed is not None:
        bare = [{name: one[name] for name in one if name != "body"} for one in changed]
        for kept in (changed, bare):
            whole = frame | {"changed": kept}
            if len(wire.encoded(whole)) <= wire.LARGEST_FRAME:
                return whole
    return frame | {"changed": [], "reload": True}
