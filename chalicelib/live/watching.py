"""Who looks at what now: rooms above let connections watch a topic, and push a frame to its watchers.

A topic is a room's own short text: a post's id, or "<room>/..." of another room. Rows go when the
connection closes, when a push finds it gone, or at the latest by their time to live.
"""

import time
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from chalicelib.core import auth, keys
from chalicelib.core.table import PRESENT, Lost, Table, changes
from chalicelib.live import wire
from chalicelib.live.model import ConnectionItem, WatcherItem


class Watcher(NamedTuple):
    connection: str
    user: str
    guest: bool


class Watchers(NamedTuple):
    here: list[Watcher]
    further: str  # `after` for the next ones; empty where these are the last


def replace(tenant: str, connection: str, topics: Sequence[str], room: str = "") -> None:
    """From now on the connection watches these and no others of the room. 1 WRU a topic that comes or goes.

    Whoever may see the topics is the caller's to know. Of two frames at once either may win, so a client
    waits for one answer before it asks again.
    """
    item = Table.platform().get(keys.connection(connection), ConnectionItem, consistent=True)
    if not item:
        return
    others = [topic for topic in item.watched if _room_of(topic) != room]
    before = [topic for topic in item.watched if _room_of(topic) == room]
    if before == list(topics):
        return
    row = WatcherItem(user=item.user, session=item.session, expires=item.expires)
    new = [keys.watcher(topic, connection) for topic in topics if topic not in before]
    old = [keys.watcher(topic, connection) for topic in before if topic not in topics]
    table = Table(tenant)
    # Rows first: a connection without its note would leave rows that nobody takes away.
    table.write_many((key, row) for key in new)
    try:
        Table.platform().update(
            keys.connection(connection),
            *changes(watched=[*others, *topics] or None),
            kind=ConnectionItem,
            condition=PRESENT,
        )
    except Lost:  # closed meanwhile
        old += new
    table.write_many(deletes=old)


def _room_of(topic: str) -> str:
    return topic.partition("/")[0] if "/" in topic else ""


def forget(item: ConnectionItem, connection: str) -> None:
    """The connection has closed."""
    Table(item.tenant).write_many(deletes=[keys.watcher(topic, connection) for topic in item.watched])


def watchers(tenant: str, topic: str, after: str, limit: int) -> Watchers:
    """Who watches and may still act: 1 RRU for some fifty rows, and 0.5 a person."""
    table, key = Table(tenant), keys.watcher(topic, after)
    start = key.sk if after else None
    rows = table.query(key.pk, WatcherItem, prefix="l#", after=start, limit=limit)
    people = table.get_many([keys.person(row.user) for row in rows], auth.Standing)
    here = [
        Watcher(row.connection, row.user, person.role == "guest")
        for row in rows
        if (person := people.get(keys.person(row.user))) and auth.in_force(row.session, person)
    ]
    return Watchers(here, rows[-1].connection if len(rows) == limit else "")


def users(tenant: str, topic: str, limit: int) -> list[str]:
    """Of the first so many connections, whoever's they are: whether anybody looks at all. 0.5 RRU."""
    key = keys.watcher(topic, "")
    return [row.user for row in Table(tenant).query(key.pk, WatcherItem, prefix="l#", limit=limit)]


PART = 200  # pushes at once to many watchers


def push_in_parts(tenant: str, topic: str, to: Sequence[Watcher], frame: wire.Frame, pause: float) -> None:
    """As push, with a pause after each part: a crowd's pushes leave the account's requests to others."""
    for start in range(0, len(to), PART):
        if start:
            time.sleep(pause)
        push(tenant, topic, to[start : start + PART], frame)


def push(tenant: str, topic: str, to: Iterable[Watcher], frame: wire.Frame) -> None:
    """A frame to these watchers. Rows of connections that are gone go too."""
    lost = wire.send_all([watcher.connection for watcher in to], frame)
    rows = [keys.watcher(topic, connection) for connection in lost.gone | lost.ended]
    Table(tenant).write_many(deletes=rows)
