"""The relay: changes of the table become events on the topic, or in the one queue that reads them.

At least once, in order per partition.
"""

import json
from collections import defaultdict
from typing import Any

from chalicelib.core import bus, calls, events, log, settings
from chalicelib.core.events import AnyEvent
from chalicelib.core.log import logger
from chalicelib.relay.model import meaning, read


def relay(records: list[dict[str, Any]]) -> list[str]:
    """Sends what the records mean. Answers the sequence number to go on from, if not all went out.

    A record that cannot be read never will be: it is parked among the relay's dead letters, so
    that it does not hold up its shard.
    """
    news: list[AnyEvent] = []
    came_from: list[str] = []
    for record in records:
        try:
            found = meaning(read(record))
        except Exception:
            log.fault("record parked", event_id=record.get("eventID"))
            _park(record)
            continue
        news += found
        came_from += [record["dynamodb"]["SequenceNumber"]] * len(found)
    failed = _send(news)
    if failed:
        logger.warning("events not sent", extra={"count": len(failed)})
        return [came_from[min(failed)]]
    return []


def _send(news: list[AnyEvent]) -> list[int]:
    """The places of those that did not go out."""
    places: dict[str | None, list[int]] = defaultdict(list)
    for place, event in enumerate(news):
        places[events.STRAIGHT.get(type(event))].append(place)
    failed: list[int] = []
    for queue, of_queue in places.items():
        some = [news[place] for place in of_queue]
        try:
            bus.send(queue, some) if queue else bus.publish(some)
        except bus.NotSent as partial:
            failed += [of_queue[place] for place in partial.failed]
    return failed


def replay(record: dict[str, Any]) -> None:
    """Publishes a parked record, once its fault is mended; the topic reaches every queue.

    Raises where it still cannot be read.
    """
    bus.publish(meaning(read(record)))


def _park(record: dict[str, Any]) -> None:
    letter = {"QueueUrl": settings.relay_dead_letters(), "MessageBody": json.dumps(record, default=str)}
    calls.call("sqs", "AmazonSQS", "SendMessage", letter)
