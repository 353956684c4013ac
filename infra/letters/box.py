"""What lies behind a queue: counted, looked at, sent again."""

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from infra.letters import stream
from infra.letters.stack import Cloud, client

NAMES = (
    "feed", "deliver", "mail", "posts", "groups", "touched", "chat", "calls", "feedback", "media", "relay",
)  # fmt: skip
HOLD = 120  # seconds a letter is out of others' sight while we look at it or send it
AT_ONCE = 10  # what SQS gives in one call
PATIENCE = 1  # seconds to wait for letters; any at all makes SQS ask all of its machines


@dataclass(frozen=True)
class Letter:
    id: str
    receipt: str
    type: str
    tenant: str
    sent: datetime
    received: int  # how often; each look counts too
    body: str
    attributes: dict[str, Any]


def depths(cloud: Cloud) -> dict[str, int]:
    """How many letters lie behind each queue; SQS says about how many."""
    return {name: _depth(cloud.letters(name)) for name in NAMES}


def peek(url: str, limit: int) -> list[Letter]:
    """Up to `limit` letters, all of which stay."""
    held: dict[str, Letter] = {}
    try:
        return list(itertools.islice(_received(url, held), limit))
    finally:
        _release(url, held)


def redrive(cloud: Cloud, name: str, id_: str | None = None) -> tuple[int, list[tuple[Letter, str]]]:
    """Sends letters again, all or one: how many went, and which did not and why. Those lie where they lay."""
    url = cloud.letters(name)
    source = None if name == "relay" else cloud.source(name)
    went = 0
    sent: set[str] = set()  # what fails again at once is behind the queue again; once round is enough
    stayed: list[tuple[Letter, str]] = []
    held: dict[str, Letter] = {}
    try:
        for letter in _received(url, held):
            if id_ not in (None, letter.id) or letter.id in sent:
                continue
            try:
                sent.add(_send(cloud, source, letter))
            except Exception as error:  # the letter stays, whatever went wrong
                stayed.append((letter, f"{type(error).__name__}: {error}"))
            else:
                client("sqs").delete_message(QueueUrl=url, ReceiptHandle=letter.receipt)
                del held[letter.id]
                went += 1
            if id_ is not None:
                break
    finally:
        _release(url, held)
    return went, stayed


def _send(cloud: Cloud, source: str | None, letter: Letter) -> str:
    """Its id from now on, which it keeps when it comes back."""
    if source is None:
        stream.replay(cloud, letter.body)
        return letter.id
    fair = {"MessageGroupId": letter.tenant} if letter.tenant else {}  # as core/bus.py sends them
    answer = client("sqs").send_message(
        QueueUrl=source, MessageBody=letter.body, MessageAttributes=letter.attributes, **fair
    )
    id_: str = answer["MessageId"]
    return id_


def _received(url: str, held: dict[str, Letter]) -> Iterator[Letter]:
    """Every letter once. They come ten at a time, and all that came are out of sight and in `held`."""
    seen: set[str] = set()
    while True:
        messages = (
            client("sqs")
            .receive_message(
                QueueUrl=url,
                MaxNumberOfMessages=AT_ONCE,
                VisibilityTimeout=HOLD,
                WaitTimeSeconds=PATIENCE,
                MessageSystemAttributeNames=["SentTimestamp", "ApproximateReceiveCount"],
                MessageAttributeNames=["All"],
            )
            .get("Messages", [])
        )
        fresh = [_letter(message) for message in messages if message["MessageId"] not in seen]
        if not fresh:
            return
        seen |= {letter.id for letter in fresh}
        held |= {letter.id: letter for letter in fresh}
        yield from fresh


def _release(url: str, held: dict[str, Letter]) -> None:
    for letter in held.values():
        client("sqs").change_message_visibility(
            QueueUrl=url, ReceiptHandle=letter.receipt, VisibilityTimeout=0
        )


def _letter(message: dict[str, Any]) -> Letter:
    body: str = message["Body"]
    attributes = {
        name: {part: value for part, value in attribute.items() if value and not part.endswith("ListValues")}
        for name, attribute in message.get("MessageAttributes", {}).items()
    }
    type_, tenant = _about(body)
    return Letter(
        id=message["MessageId"],
        receipt=message["ReceiptHandle"],
        type=attributes.get("type", {}).get("StringValue") or type_,
        tenant=tenant,
        sent=datetime.fromtimestamp(int(message["Attributes"]["SentTimestamp"]) / 1000, UTC),
        received=int(message["Attributes"]["ApproximateReceiveCount"]),
        body=body,
        attributes=attributes,
    )


def _about(body: str) -> tuple[str, str]:
    """What kind a letter is of, and whose. It may be anything: that may be why it is here."""
    try:
        content = json.loads(body)
        if "DDBStreamBatchInfo" in content:
            batch = content["DDBStreamBatchInfo"]
            return f"{batch['batchSize']} records given up", "?"
        record = content.get("record", content)
        if "dynamodb" in record:
            keys = record["dynamodb"]["Keys"]
            return f"{record['eventName']} {keys['sk']['S']}", keys["pk"]["S"].partition("#")[0]
        return str(content.get("type", "?")), str(content.get("tenant", "?"))
    except (ValueError, KeyError, TypeError, AttributeError):
        return "?", "?"


def _depth(url: str) -> int:
    counts = client("sqs").get_queue_attributes(
        QueueUrl=url,
        AttributeNames=["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
    )["Attributes"]
    return sum(int(count) for count in counts.values())
