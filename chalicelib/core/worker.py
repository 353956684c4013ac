"""Queue in: each message by itself, and only the failed ones come again.

powertools' batch does the same for 50 ms more of every cold start, most of it for parts that
we do not use (docs/decisions/0003-cold-start.md).
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import msgspec

from chalicelib.core import patience
from chalicelib.core.log import logger

Failures = dict[str, list[dict[str, str]]]


def each_message(event: Any, handle: Callable[[str], None]) -> Failures:
    """Hands every SQS message's body to `handle`; those that raise are delivered again, the others not."""
    failures = []
    with patience.within(event.context):
        for record in event.to_dict()["Records"]:
            try:
                handle(record["body"])
            except Exception:
                logger.exception("message failed", extra={"message_id": record["messageId"]})
                failures.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failures}


def each_piece(event: Any, kind: Any, handle: Callable[[Any], None]) -> Failures:
    """As each_message, with the body read as JSON of a kind."""
    return each_message(event, lambda body: handle(msgspec.json.decode(body, type=kind)))


def each_group(
    event: Any, kind: Any, of: Callable[[Any], Any], handle: Callable[[Any, list[Any]], None]
) -> Failures:
    """As each_piece; those that are of the same are handed over at once, and come again together."""
    groups: dict[Any, tuple[list[Any], list[str]]] = defaultdict(lambda: ([], []))
    bodies = {record["messageId"]: record["body"] for record in event.to_dict()["Records"]}
    failed: list[str] = []
    for id_, body in bodies.items():
        try:
            piece = msgspec.json.decode(body, type=kind)
        except msgspec.MsgspecError:
            logger.exception("message failed", extra={"message_id": id_})
            failed.append(id_)
        else:
            pieces, ids = groups[of(piece)]
            pieces.append(piece)
            ids.append(id_)
    with patience.within(event.context):
        for group, (pieces, ids) in groups.items():
            try:
                handle(group, pieces)
            except Exception:
                logger.exception("messages failed", extra={"message_id": ids[0]})
                failed += ids
    return {"batchItemFailures": [{"itemIdentifier": id_} for id_ in failed]}
