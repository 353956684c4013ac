"""Who looks at a folder is told that it changed: a frame without content, so that each reads what they may.

A connection says which folder it shows (`browse`). Whoever changes something asks whether anybody looks, and
if so leaves word for `media`; of many changes within a moment one is told, and clients read once it is over.
"""

from typing import Any

import msgspec

from chalicelib.core import bus, clock, keys, log
from chalicelib.core.actor import Actor
from chalicelib.core.schema import Body, Id
from chalicelib.core.table import ABSENT, Item, Lost, Path, Table, value
from chalicelib.documents import access
from chalicelib.documents.model import NodeItem
from chalicelib.documents.shapes import Space
from chalicelib.live import frames, watching

ROOM = "files"  # of the topics that a connection watches, ours
SLICE = 1000  # connections a message
MOMENT = 2  # seconds within which the first change alone is told; clients wait for one more
PAUSE = 0.7  # seconds between two parts of a crowd's pushes: 250 a second and worker
SPREAD = 30  # seconds over which a crowd comes to read
FEW = 5


class Browse(Body):
    """Without a space: none any more."""

    space: Space | None = None
    folder: Id | None = None


class ToldItem(Item, kw_only=True):
    """When those who look at a folder were told of a change last."""

    at: int
    expires: int


class Changed(msgspec.Struct):
    """Word that a folder is another now. `folder` is empty at the top of the space."""

    space: str
    folder: str
    after: str = ""  # how far the work is


class Word(msgspec.Struct):
    tenant: str
    changed: Changed


def browse(actor: Actor, connection: str, asked: Browse) -> dict[str, Any]:
    """From now on this folder, and no other. Raises NotFound, Invalid."""
    topics = []
    if asked.space:
        there = access.place(actor, asked.space, asked.folder)
        topics = [_topic(there.space, there.folder)]
    watching.replace(actor.tenant, connection, topics, ROOM)
    return {"type": "browsing", "space": asked.space, "folder": asked.folder}


def changed(tenant: str, *nodes: NodeItem, by: str = "") -> None:
    """Where these nodes lie, or lay, and in those that are folders. Who did it alone is not told of it: they
    know.

    0.5 RRU a folder, and 1 WRU where somebody looks. What fails here undoes nothing.
    """
    inside = {(node.space, node.id) for node in nodes if node.type == "folder"}
    try:
        for space, folder in {(node.space, node.folder) for node in nodes} | inside:
            if _is_looked_at(tenant, space, folder, by) and _is_first(tenant, space, folder):
                bus.send("media", [Word(tenant, Changed(space, folder))])
    except Exception:
        log.fault("nobody was told of a change")


def tell(tenant: str, news: Changed) -> None:
    """Those who look at it and still may."""
    topic = _topic(news.space, news.folder)
    here, further = watching.watchers(tenant, topic, news.after, SLICE)
    if further:
        rest = msgspec.structs.replace(news, after=further)
        bus.send("media", [Word(tenant, rest)])
    users = {watcher.user for watcher in here}
    guests = {watcher.user for watcher in here if watcher.guest}
    readers = access.readers_among(tenant, news.space, users, guests) if users else set()
    to = [watcher for watcher in here if watcher.user in readers]
    frame = {"type": "files.changed", "space": news.space, "folder": news.folder or None}
    if further or news.after:
        watching.push_in_parts(tenant, topic, to, frame | {"spread": SPREAD}, PAUSE)
    elif to:
        watching.push(tenant, topic, to, frame)


def hang() -> None:
    frames.on("browse", Browse, browse)


def _is_looked_at(tenant: str, space: str, folder: str, by: str) -> bool:
    users = watching.users(tenant, _topic(space, folder), FEW)
    return len(users) == FEW or any(user != by for user in users)


def _is_first(tenant: str, space: str, folder: str) -> bool:
    """Within a moment."""
    now = clock.milliseconds()
    told = ToldItem(at=now, expires=now // 1000 + clock.DAY)
    long_ago = ABSENT | (Path("at") < value(now - MOMENT * 1000))
    try:
        Table(tenant).put(keys.folder_told(space, folder), told, condition=long_ago)
    except Lost:
        return False
    return True


def _topic(space: str, folder: str) -> str:
    return f"{ROOM}/{space}/{folder}"
