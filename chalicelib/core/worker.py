"""Queue in: each message by itself, and only the failed ones come again.

powertools' batch does the same for 50 ms more of every cold start, most of it for parts that
we do not use (docs/decisions/0003-cold-start.md).
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import msgspec

from chalicelib.core import events, log, patience
from chalicelib.core.log import logger

Failures = dict[str, list[dict[str, str]]]
Messages = dict[str, Any]  # by id


def each_piece(event: Any, kind: Any, handle: Callable[[Any], None]) -> Failures:
    """Hands every SQS message's body to `handle`, read as JSON of a kind.

    Those that raise are delivered again, the others not.
    """
    failed: list[str] = []
    with patience.within(event.context):
        for id_, piece in _pieces(event, kind, failed):
            failed += _handled(event, {id_: piece}, lambda pieces: handle(pieces[0]))
    return _failures(failed)


def each_group(
    event: Any, kind: Any, of: Callable[[Any], Any], handle: Callable[[Any, list[Any]], None]
) -> Failures:
    """As each_piece; those that are of the same are handed over at once, and come again together."""
    groups: dict[Any, Messages] = defaultdict(dict)
    failed: list[str] = []
    for id_, piece in _pieces(event, kind, failed):
        groups[of(piece)][id_] = piece
    with patience.within(event.context):
        for group, messages in groups.items():
            failed += _handled(event, messages, partial(handle, group))
    return _failures(failed)


def _pieces(event: Any, kind: Any, failed: list[str]) -> Iterator[tuple[str, Any]]:
    """Each message's id and what it holds; those that cannot be read are added to `failed`."""
    for record in event.to_dict()["Records"]:
        id_ = record["messageId"]
        try:
            piece = msgspec.json.decode(record["body"], type=kind)
        except msgspec.MsgspecError:
            log.about(_request(event), message_id=id_)
            log.fault("message failed")
            failed.append(id_)
        else:
            yield id_, piece


def _handled(event: Any, messages: Messages, handle: Callable[[list[Any]], None]) -> list[str]:
    """The ids of those that failed: none of them or all. All are of one tenant, if of any."""
    first, piece = next(iter(messages.items()))
    log.about(
        _request(event), message_id=first, tenant=getattr(piece, "tenant", None), actor=events.actor(piece)
    )
    told = {"event": type(piece).__name__, "messages": len(messages)}
    began = time.perf_counter()
    try:
        handle([*messages.values()])
    except Exception:
        log.fault("message failed", **told)
        return [*messages]
    logger.info("message", extra={**told, "ms": round((time.perf_counter() - began) * 1000, 1)})
    return []


def _request(event: Any) -> str | None:
    return getattr(event.context, "aws_request_id", None)


def _failures(ids: list[str]) -> Failures:
    return {"batchItemFailures": [{"itemIdentifier": id_} for id_ in ids]}
