"""Events out: to the topic for whoever listens, or work straight into one queue.

Each message names its tenant, so that SQS is fair: where one tenant fills a queue, the messages of the
others are handed out first (docs/decisions/0026-scale.md).
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html
"""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import msgspec

from chalicelib.core import aws, calls, events, patience, settings
from chalicelib.core.log import logger

AT_ONCE = 10  # entries of one SNS or SQS batch call
LARGEST_BATCH = 200_000  # bytes; both allow 256 KB a call
Entry = dict[str, Any]


class Work(Protocol):
    """A msgspec.Struct of a tenant."""

    tenant: str


class NotSent(RuntimeError):
    """Some of a batch did not go out; `failed` are their places."""

    def __init__(self, failed: list[int]) -> None:
        super().__init__(f"{len(failed)} of a batch were not sent")
        self.failed = failed


def publish(batch: Sequence[events.Event]) -> None:
    """Events to the topic, with their name as the attribute that subscriptions filter by. Raises NotSent."""
    bodies = [msgspec.json.encode(event).decode() for event in batch]

    def entry(place: int) -> Entry:
        kind = {"DataType": "String", "StringValue": events.name(batch[place])}
        return {
            "Message": bodies[place],
            "MessageAttributes": {"type": kind},
            "MessageGroupId": batch[place].tenant,
        }

    def send_some(entries: list[Entry]) -> Any:
        topic = settings.events_topic()
        return aws.client("sns").publish_batch(TopicArn=topic, PublishBatchRequestEntries=entries)

    _send_all(bodies, entry, send_some)


def send(queue: str, work: Sequence[Work], delay: int = 0) -> None:
    """Pieces of work to one queue of ours, handed on after `delay` seconds (900 at most). Raises NotSent."""
    bodies = [msgspec.json.encode(piece).decode() for piece in work]

    def entry(place: int) -> Entry:
        return {
            "MessageBody": bodies[place],
            "DelaySeconds": delay,
            "MessageGroupId": work[place].tenant,
        }

    def send_some(entries: list[Entry]) -> Any:
        asked = {"QueueUrl": settings.queue_url(queue), "Entries": entries}
        return calls.call("sqs", "AmazonSQS", "SendMessageBatch", asked)

    _send_all(bodies, entry, send_some)


def _send_all(
    bodies: list[str], entry: Callable[[int], Entry], send_some: Callable[[list[Entry]], Any]
) -> None:
    """In batches. One that does not go out is the last that is tried: those behind it would wait as long."""
    batches = _batches(bodies)
    for number, batch in enumerate(batches):
        failed = _send_batch({place: {"Id": str(place)} | entry(place) for place in batch}, send_some)
        if failed:
            raise NotSent(failed + [place for later in batches[number + 1 :] for place in later])


def _send_batch(entries: dict[int, Entry], send_some: Callable[[list[Entry]], Any]) -> list[int]:
    """The places of those that did not go out, however often they were sent."""
    for pause in patience.pauses():
        try:
            answer = send_some(list(entries.values()))
            entries = {int(one["Id"]): entries[int(one["Id"])] for one in answer.get("Failed", ())}
            if not entries:
                break
            patience.sleep(pause)
        except Exception as error:
            if not patience.passes(error):
                raise
            logger.warning("not sent", extra={"entries": len(entries), "fault": type(error).__name__})
            break
    return list(entries)


def _batches(bodies: list[str]) -> list[list[int]]:
    batches: list[list[int]] = [[]]
    size = 0
    for place, body in enumerate(bodies):
        if len(batches[-1]) == AT_ONCE or (batches[-1] and size + len(body.encode()) > LARGEST_BATCH):
            batches.append([])
            size = 0
        batches[-1].append(place)
        size += len(body.encode())
    return [batch for batch in batches if batch]
