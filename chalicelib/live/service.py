"""Live connections: opened by a single-use ticket, known per person, pushed to, closed."""

import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable

from chalicelib.core import auth, clock, ids, keys, log, settings
from chalicelib.core.actor import Actor
from chalicelib.core.table import Lost, Path, Table, changes, value
from chalicelib.live import watching, wire
from chalicelib.live.model import (
    CONNECTION_SECONDS,
    TICKET_SECONDS,
    ConnectionItem,
    OnlineItem,
    Ticket,
    TicketItem,
)

YOUNG_SECONDS = 5  # in which a handshake is over
BEING_MADE = (0.02, 0.1, 0.5)  # seconds until a push to a young connection is tried again

# Coming and going

_left: list[Callable[[str, str], None]] = []


def on_left(tell: Callable[[str, str], None]) -> None:
    """Told (tenant, user) when the last connection of a person has closed. Rooms above hang theirs here."""
    _left.append(tell)


def ticket(actor: Actor) -> Ticket:
    """Good once, for 30 s."""
    secret = os.urandom(16).hex()
    item = TicketItem(user=actor.user, session=actor.session, expires=clock.now() + TICKET_SECONDS)
    Table(actor.tenant).put(keys.ticket(secret), item)
    return Ticket(ticket=f"{actor.tenant}.{secret}", url=settings.websocket_url(), expires_in=TICKET_SECONDS)


def connect(connection: str, given: str) -> bool:
    """Whether the ticket lets this connection in."""
    tenant, _, secret = given.partition(".")
    if not ids.is_tenant(tenant) or len(secret) != 32:  # noqa: PLR2004
        return False
    redeemed = Table(tenant).delete(keys.ticket(secret), TicketItem)
    if not redeemed or redeemed.expires < clock.now():
        return False
    log.also(tenant=tenant, actor=redeemed.user)
    expires = clock.now() + CONNECTION_SECONDS
    item = ConnectionItem(tenant=tenant, user=redeemed.user, session=redeemed.session, expires=expires)
    Table.platform().put(keys.connection(connection), item)
    Table(tenant).update(
        keys.online(redeemed.user),
        Path("connections").add(value({connection})),
        *changes(user=redeemed.user, expires=expires),
        kind=OnlineItem,
    )
    # Only now: whoever was put out since the ticket was given is found here, or this connection there.
    person = Table(tenant).get(keys.person(redeemed.user), auth.Standing, consistent=True)
    if not person or not auth.in_force(redeemed.session, person):
        disconnect(connection)
        return False
    return True


def disconnect(connection: str) -> None:
    item = Table.platform().delete(keys.connection(connection), ConnectionItem)
    if not item:
        return
    log.also(tenant=item.tenant, actor=item.user)
    others = _forget(item.tenant, item.user, [connection])
    watching.forget(item, connection)
    if not others:
        for tell in _left:
            tell(item.tenant, item.user)


# Pushing


def push(tenant: str, users: Iterable[str], frame: wire.Frame) -> None:
    """A frame to every open connection of these people (0.5 RRU each). What is gone is forgotten."""
    online = Table(tenant).get_many([keys.online(user) for user in users], OnlineItem)
    owners = {connection: item.user for item in online.values() for connection in item.connections}
    if not owners:
        return
    gone: dict[str, list[str]] = defaultdict(list)
    for connection in _pushed(owners, frame):
        gone[owners[connection]].append(connection)
    for user, connections in gone.items():
        _forget(tenant, user, connections)


def _pushed(connections: Iterable[str], frame: wire.Frame) -> set[str]:
    """Those that are to be forgotten.

    A connection is known from its $connect on, and until its handshake is over API Gateway calls it gone:
    a young one is asked again, or its client would be deaf for as long as it stays.
    """
    gone, ended = wire.send_all(connections, frame)
    for pause in BEING_MADE:
        young = _young(gone) if gone else set()
        if not young:
            break
        time.sleep(pause)
        again = wire.send_all(young, frame)
        gone, ended = (gone - young) | again.gone, ended | again.ended
    else:
        gone -= young
    return gone | ended


def _young(connections: Iterable[str]) -> set[str]:
    since = clock.now() + CONNECTION_SECONDS - YOUNG_SECONDS
    asked = [keys.connection(connection) for connection in connections]
    found = Table.platform().get_many(asked, ConnectionItem, consistent=True)
    return {key.pk.removeprefix("conn#") for key, item in found.items() if item.expires >= since}


def close(tenant: str, user: str, sessions: set[str] | None = None) -> None:
    """Ends the connections of a person, or those of some sessions."""
    item = Table(tenant).get(keys.online(user), OnlineItem, consistent=True)
    if not item:
        return
    # Surely: one that was opened a moment ago would stay.
    places = [keys.connection(c) for c in item.connections]
    found = Table.platform().get_many(places, ConnectionItem, consistent=True)
    ended = [
        key.pk.removeprefix("conn#")
        for key, connection in found.items()
        if sessions is None or connection.session in sessions
    ]
    wire.end(ended)
    for id_ in ended:
        disconnect(id_)


def _forget(tenant: str, user: str, connections: list[str]) -> list[str]:
    """Those that the person still has."""
    try:
        item = Table(tenant).update(
            keys.online(user),
            Path("connections").delete(value(set(connections))),
            kind=OnlineItem,
            condition=Path("pk").exists(),
        )
    except Lost:
        return []
    return item.connections
