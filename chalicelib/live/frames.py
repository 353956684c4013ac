"""Frames from clients: each is answered by one with its id, but those that say `quiet`, which are answered
only where they are refused. Rooms above hang their handlers here.

A handler takes who asks, their connection and the frame's body, and returns the answer's members. What
it raises as a Problem becomes an error frame; nothing that a frame holds ends the connection.
"""

import time
from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

from chalicelib.core import auth, bodies, keys, limits, log, patience
from chalicelib.core.actor import Actor
from chalicelib.core.errors import BadRequest, Problem, TooLarge, TooMany, Unauthorized, Unavailable
from chalicelib.core.log import logger
from chalicelib.core.schema import Body
from chalicelib.core.table import Table
from chalicelib.live import wire
from chalicelib.live.model import ConnectionItem
from chalicelib.live.wire import LARGEST_FRAME, Frame


class Kind(NamedTuple):
    body: type[Body]
    handle: Callable[[Actor, str, Any], Frame]


class Whose(NamedTuple):
    tenant: str
    user: str
    session: str


MOST_KNOWN = 10_000  # connections; some 3 MB

_kinds: dict[str, Kind] = {}


def on(type_: str, body: type[Body], handle: Callable[[Actor, str, Any], Frame]) -> None:
    """Frames of this type, their members beside `type` and `id` read as `body`, are answered by `handle`."""
    _kinds[type_] = Kind(body, handle)


def answer(connection: str, text: str) -> None:
    frame = reply(connection, text)
    if frame:
        wire.send(connection, frame)


_told: set[str] = set()  # connections that sent too much, and know


def reply(connection: str, text: str) -> Frame | None:
    """What to answer. Whoever sends too much is told so once, and what they go on to send is dropped."""
    id_: str | int | None = None
    too_many = _too_many(connection)
    if too_many:
        if connection in _told:
            return None
        _told.add(connection)
    try:
        frame = _read(text)
        quiet = frame.pop("quiet", False) is True
        id_ = frame.pop("id", None) if isinstance(frame.get("id"), (str, int)) else None
        if too_many:
            raise too_many  # noqa: TRY301
        if len(text.encode()) > LARGEST_FRAME:  # sent in pieces, 128 KB at most come through the gateway
            raise TooLarge(limit=LARGEST_FRAME)  # noqa: TRY301
        answered = _answered(connection, frame) | {"id": id_}
        return None if quiet and answered["type"] != "error" else answered
    except Problem as problem:
        return _error(too_many or problem, id_)
    except Exception as error:
        log.fault("frame failed")
        passing = patience.passes(error)
        return _error(Unavailable() if passing else Problem("It is logged; try again"), id_)


def _too_many(connection: str) -> TooMany | None:
    """Before anything is read, the frame and the table: pings and nonsense cost the sender as well."""
    try:
        limits.take("connection", connection)
    except TooMany as too_many:
        if len(_told) >= MOST_KNOWN:
            _told.clear()
        return too_many
    _told.discard(connection)
    return None


def _read(text: str) -> Frame:
    try:
        return msgspec.json.decode(text, type=Frame)
    except (msgspec.MsgspecError, RecursionError):
        raise BadRequest("A frame is a JSON object") from None


def _answered(connection: str, frame: Frame) -> Frame:
    type_ = frame.pop("type", None)
    if type_ == "ping":
        return {"type": "pong"}
    kind = _kinds.get(type_) if isinstance(type_, str) else None
    if not kind:
        return {"type": "error", "problem": "unknown-type"}
    actor = _actor(connection)
    frame.pop("id", None)
    began = time.perf_counter()
    try:
        return kind.handle(actor, connection, bodies.convert(frame, kind.body))
    finally:
        ms = round((time.perf_counter() - began) * 1000, 1)
        logger.info("frame", extra={"type": type_, "ms": ms})


def _actor(connection: str) -> Actor:
    """Who is at the other end, as the table has them now. Raises Unauthorized, TooMany."""
    actor = auth.present(*_whose(connection))
    log.also(tenant=actor.tenant, actor=actor.user)
    limits.take("tenant", actor.tenant)
    limits.take("person", f"{actor.tenant}#{actor.user}")
    return actor


_known: dict[str, Whose] = {}


def _whose(connection: str) -> Whose:
    """A connection stays with whom it was opened for, so it is read once a process. Raises Unauthorized."""
    if connection not in _known:
        item = Table.platform().find(keys.connection(connection), ConnectionItem)
        if not item:
            raise Unauthorized("This connection has ended")
        if len(_known) >= MOST_KNOWN:
            _known.clear()
        _known[connection] = Whose(item.tenant, item.user, item.session)
    return _known[connection]


def _error(problem: Problem, id_: str | int | None) -> Frame:
    detail = {"detail": problem.detail} if problem.detail else {}
    return {"type": "error", "id": id_, "problem": problem.slug} | detail | problem.members
