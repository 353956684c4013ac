"""Live connections: opened by a single-use ticket, known per person, pushed to, closed."""

import os
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import msgspec

from chalicelib.core import auth, aws, clock, ids, keys, settings
from chalicelib.core.actor import Actor
from chalicelib.core.log import logger
from chalicelib.core.table import Lost, Path, Table, changes, value
from chalicelib.live.model import (
    CONNECTION_SECONDS,
    LARGEST_FRAME,
    TICKET_SECONDS,
    ConnectionItem,
    OnlineItem,
    Ticket,
    TicketItem,
)

GONE = 410
AT_ONCE = 16  # pushes under way from one worker: one slow client delays no other

# Coming and going


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
    if item:
        _forget(item.tenant, item.user, [connection])


def answer(connection: str, text: str) -> None:
    """A frame from a client is answered by one with the same id."""
    send(connection, _reply(text))


def _reply(text: str) -> dict[str, Any]:
    try:
        frame = msgspec.json.decode(text, type=dict[str, Any])
    except (msgspec.MsgspecError, RecursionError):
        return {"type": "error", "id": None, "problem": "bad-request", "detail": "A frame is a JSON object"}
    id_ = frame.get("id") if isinstance(frame.get("id"), (str, int)) else None
    if len(text.encode()) > LARGEST_FRAME:  # sent in pieces, 128 KB at most come through the gateway
        return {"type": "error", "id": id_, "problem": "too-large", "limit": LARGEST_FRAME}
    if frame.get("type") == "ping":
        return {"type": "pong", "id": id_}
    return {"type": "error", "id": id_, "problem": "unknown-type"}


# Pushing


def push(tenant: str, users: Iterable[str], frame: dict[str, Any]) -> None:
    """A frame to every open connection of these people (0.5 RRU each). What is gone is forgotten."""
    online = Table(tenant).get_many([keys.online(user) for user in users], OnlineItem)
    open_ = [(item.user, connection) for item in online.values() for connection in item.connections]
    if not open_:
        return
    gone: dict[str, list[str]] = {}
    keeping = threading.Lock()

    def one(target: tuple[str, str]) -> None:
        user, connection = target
        if not send(connection, frame):
            with keeping:
                gone.setdefault(user, []).append(connection)

    list(_pool().map(one, open_))
    for user, connections in gone.items():
        _forget(tenant, user, connections)


def send(connection: str, frame: dict[str, Any]) -> bool:
    """False where the connection is gone. A push that fails otherwise is dropped: clients ask over REST."""
    url = f"{settings.websocket_management_url()}/@connections/{connection}"
    try:
        answered = aws.signed("execute-api", "POST", url, msgspec.json.encode(frame), {})
    except Exception:
        logger.warning("push failed", exc_info=True)
        return True
    return bool(answered.status_code != GONE)


def close(tenant: str, user: str, sessions: set[str] | None = None) -> None:
    """Ends the connections of a person, or those of some sessions."""
    item = Table(tenant).get(keys.online(user), OnlineItem, consistent=True)
    if not item:
        return
    found = Table.platform().get_many([keys.connection(c) for c in item.connections], ConnectionItem)
    for key, connection in found.items():
        if sessions is None or connection.session in sessions:
            id_ = key.pk.removeprefix("conn#")
            aws.signed(
                "execute-api", "DELETE", f"{settings.websocket_management_url()}/@connections/{id_}", b"", {}
            )
            disconnect(id_)


def _forget(tenant: str, user: str, connections: list[str]) -> None:
    try:
        Table(tenant).update(
            keys.online(user),
            Path("connections").delete(value(set(connections))),
            kind=OnlineItem,
            condition=Path("pk").exists(),
        )
    except Lost:
        return


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, "push")
