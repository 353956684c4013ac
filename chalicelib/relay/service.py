"""The relay: changes of the table become events on the topic. At least once, in order per partition."""

import json
from typing import Any

from chalicelib.core import aws, bus, settings
from chalicelib.core.events import AnyEvent
from chalicelib.core.log import logger
from chalicelib.relay.model import meaning, read


def relay(records: list[dict[str, Any]]) -> list[str]:
    """Publishes what the records mean. Answers the sequence number to go on from, if not all went out.

    A record that cannot be read never will be: it is parked among the relay's dead letters, so
    that it does not hold up its shard.
    """
    news: list[AnyEvent] = []
    came_from: list[str] = []
    for record in records:
        try:
            found = meaning(read(record))
        except Exception:
            logger.exception("record parked", extra={"event_id": record.get("eventID")})
            _park(record)
            continue
        news += found
        came_from += [record["dynamodb"]["SequenceNumber"]] * len(found)
    try:
        bus.publish(news)
    except bus.NotSent as partial:
        logger.warning("events not sent", extra={"count": len(partial.failed)})
        return [came_from[min(partial.failed)]]
    return []


def replay(record: dict[str, Any]) -> None:
    """Publishes a parked record, once its fault is mended. Raises where it still cannot be read."""
    bus.publish(meaning(read(record)))


def _park(record: dict[str, Any]) -> None:
    aws.client("sqs").send_message(
        QueueUrl=settings.relay_dead_letters(), MessageBody=json.dumps(record, default=str)
    )
