"""Events out: to the topic for whoever listens, or work straight into one queue.

Each message names its tenant, so that SQS is fair: where one tenant fills a queue, the messages of the
others are handed out first (docs/decisions/0026-scale.md).
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html
"""

from collections.abc import Sequence
from typing import Protocol

import msgspec

from chalicelib.core import aws, calls, events, settings

AT_ONCE = 10  # entries of one SNS or SQS batch call
LARGEST_BATCH = 200_000  # bytes; both allow 256 KB a call


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
    failed: list[int] = []
    for start in range(0, len(batch), AT_ONCE):
        answer = aws.client("sns").publish_batch(
            TopicArn=settings.events_topic(),
            PublishBatchRequestEntries=[
                {
                    "Id": str(start + place),
                    "Message": msgspec.json.encode(event).decode(),
                    "MessageAttributes": {"type": {"DataType": "String", "StringValue": events.name(event)}},
                    "MessageGroupId": event.tenant,
                }
                for place, event in enumerate(batch[start : start + AT_ONCE])
            ],
        )
        failed += [int(entry["Id"]) for entry in answer.get("Failed", ())]
    if failed:
        raise NotSent(failed)


def send(queue: str, work: Sequence[Work], delay: int = 0) -> None:
    """Pieces of work to one queue of ours, handed on after `delay` seconds (900 at most). Raises NotSent."""
    bodies = [msgspec.json.encode(piece).decode() for piece in work]
    failed: list[int] = []
    for batch in _batches(bodies):
        entries = [
            {
                "Id": str(place),
                "MessageBody": bodies[place],
                "DelaySeconds": delay,
                "MessageGroupId": work[place].tenant,
            }
            for place in batch
        ]
        asked = {"QueueUrl": settings.queue_url(queue), "Entries": entries}
        answer = calls.call("sqs", "AmazonSQS", "SendMessageBatch", asked)
        failed += [int(entry["Id"]) for entry in answer.get("Failed", ())]
    if failed:
        raise NotSent(failed)


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
