"""Dead letters: look at them, and send them again. `make letters ARGS="show feed"`, docs/operations.md.

Without --stack it asks the local cloud that runs at --url; with it, the AWS account of your credentials.
Nothing is lost on the way: a letter is sent first and deleted after, so that a break between the two makes
it come twice, which every worker bears.
"""

import argparse
import base64
import collections
import itertools
import json
import os
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from infra import template
from infra.local.resources import STACK

NAMES = ("feed", "deliver", "mail", "posts", "groups", "relay")
LOCAL = "http://127.0.0.1:8000"
HOLD = 120  # seconds a letter is out of others' sight while we look at it or send it
AT_ONCE = 10  # what SQS gives in one call
PATIENCE = 1  # seconds to wait for letters; any at all makes SQS ask all of its machines


class Refused(RuntimeError):
    """What was asked cannot be done; the message is one line for whoever asked."""


@dataclass(frozen=True)
class Cloud:
    resources: dict[str, str]  # logical id -> physical id
    local: bool = False

    def queue(self, logical_id: str) -> str:
        # By its name: the emulator listens on another port after each start.
        name = self.resources[logical_id].rpartition("/")[2]
        url: str = client("sqs").get_queue_url(QueueName=name)["QueueUrl"]
        return url

    def letters(self, name: str) -> str:
        return self.queue(f"{name.capitalize()}DeadLetters")

    def source(self, name: str) -> str:
        return self.queue(f"{name.capitalize()}Queue")


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


def main(arguments: list[str]) -> int:
    asked = _parser().parse_args(arguments)
    try:
        cloud = connect(asked.stack, asked.url)
        if asked.verb == "list":
            return _list(cloud)
        if asked.verb == "show":
            return _show(cloud, asked.queue, asked.limit)
        return _redrive(cloud, asked.queue, asked.id)
    except Refused as refused:
        print(refused, file=sys.stderr)
    except (BotoCoreError, ClientError) as error:
        print(f"AWS answered: {error}", file=sys.stderr)
    return 1


def connect(stack: str | None, url: str) -> Cloud:
    """The resources of a stack on AWS; without a name, of the local cloud at `url`. Raises Refused."""
    if stack is None:
        _enter_local(url)
    name = stack or STACK
    try:
        found = client("cloudformation").describe_stack_resources(StackName=name)["StackResources"]
    except ClientError as error:
        raise Refused(f"no stack called {name}: {error.response['Error']['Message']}") from error
    resources = {part["LogicalResourceId"]: part["PhysicalResourceId"] for part in found}
    return Cloud(resources, local=stack is None)


def client(service: str) -> Any:
    return boto3.client(service)


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
                stayed.append((letter, str(error) or type(error).__name__))
            else:
                client("sqs").delete_message(QueueUrl=url, ReceiptHandle=letter.receipt)
                del held[letter.id]
                went += 1
            if id_ is not None:
                break
    finally:
        _release(url, held)
    return went, stayed


def stream_records(body: str) -> tuple[str | None, list[dict[str, Any]]]:
    """What a letter of the relay stands for: the function that gave up, if Lambda wrote it, and the records.

    The relay parks a record itself. Lambda, when it gives a batch up, writes only where in the stream it
    lies, and the stream forgets after 24 hours.
    https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
    """
    content = json.loads(body)
    if "DDBStreamBatchInfo" not in content:
        return None, [content.get("record", content)]
    function = content["requestContext"]["functionArn"]
    return function, list(_between(content["DDBStreamBatchInfo"]))


def _list(cloud: Cloud) -> int:
    for name, depth in depths(cloud).items():
        print(f"{name:8} {depth:>6}")
    return 0


def _show(cloud: Cloud, name: str, limit: int) -> int:
    letters = peek(cloud.letters(name), limit)
    for letter in letters:
        print(
            f"{letter.id}  {letter.type}  tenant {letter.tenant}  sent {letter.sent:%Y-%m-%d %H:%M:%S}Z"
            f"  received {letter.received} times\n{letter.body}\n"
        )
    print(f"{len(letters)} shown")
    return 0


def _redrive(cloud: Cloud, name: str, id_: str | None) -> int:
    went, stayed = redrive(cloud, name, id_)
    for letter, why in stayed:
        print(f"{letter.id} stays: {why}", file=sys.stderr)
    if id_ is not None and not went and not stayed:
        raise Refused(f"no letter {id_} behind {name}; another look may hold it for {HOLD} s")
    print(f"{went} sent again, {len(stayed)} stay")
    return 1 if stayed else 0


def _send(cloud: Cloud, source: str | None, letter: Letter) -> str:
    """Its id from now on, which it keeps when it comes back."""
    if source is None:
        _replay(cloud, letter)
        return letter.id
    answer = client("sqs").send_message(
        QueueUrl=source, MessageBody=letter.body, MessageAttributes=letter.attributes
    )
    id_: str = answer["MessageId"]
    return id_


def _replay(cloud: Cloud, letter: Letter) -> None:
    """A stream cannot be sent to, so its reader is called: the relay's code, or the function that gave up."""
    function, records = stream_records(letter.body)
    if function is None:
        _tell_settings(cloud)
        from chalicelib.relay import service

        for record in records:
            service.replay(record)
        return
    call = _call_local(cloud, function) if cloud.local else _call_lambda(function)
    for record in records:  # one by one, since a call takes 6 MB
        failures = call({"Records": [record]})["batchItemFailures"]
        if failures:
            raise Refused(f"{function} failed again")


def _call_lambda(function: str) -> Callable[[Any], Any]:
    def call(event: Any) -> Any:
        answer = client("lambda").invoke(FunctionName=function, Payload=json.dumps(event))
        said = json.loads(answer["Payload"].read())
        if "FunctionError" in answer:
            raise Refused(f"{function} failed again: {said.get('errorMessage', said)}")
        return said

    return call


def _call_local(cloud: Cloud, function: str) -> Callable[[Any], Any]:
    """The local cloud has no Lambda that could be called from outside: the function's own code runs here."""
    from infra.local import lambdas

    _tell_settings(cloud)
    known = lambdas.event_driven(lambdas.load_app(), template.sources(), collections.deque())
    return {one.arn: one.invoke for one in known}[function.removesuffix(":$LATEST")]


def _between(batch: dict[str, Any]) -> Iterator[dict[str, Any]]:
    streams = client("dynamodbstreams")
    iterator = streams.get_shard_iterator(
        StreamArn=batch["streamArn"],
        ShardId=batch["shardId"],
        ShardIteratorType="AT_SEQUENCE_NUMBER",
        SequenceNumber=batch["startSequenceNumber"],
    )["ShardIterator"]
    while iterator:
        answer = streams.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            yield _as_event(record, batch["streamArn"])
            if int(record["dynamodb"]["SequenceNumber"]) >= int(batch["endSequenceNumber"]):
                return
        iterator = answer.get("NextShardIterator") if answer["Records"] else None


def _as_event(record: dict[str, Any], stream: str) -> dict[str, Any]:
    """As Lambda hands it over: times in seconds, bytes in base 64."""

    def plain(value: Any) -> Any:
        return value.timestamp() if isinstance(value, datetime) else base64.b64encode(value).decode()

    event: dict[str, Any] = json.loads(json.dumps(record, default=plain))
    return event | {"eventSourceARN": stream}


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


def _tell_settings(cloud: Cloud) -> None:
    """The relay's code reads its settings from the environment, as in Lambda."""
    for name, value in template.environment().items():
        if isinstance(value, dict) and value.get("Ref") in cloud.resources:
            os.environ.setdefault(name, cloud.resources[value["Ref"]])


def _enter_local(url: str) -> None:
    """Take on the environment of the local cloud's functions."""
    try:
        with urllib.request.urlopen(f"{url.rstrip('/')}/_local/aws", timeout=5) as answer:  # noqa: S310
            told = json.load(answer)
    except (OSError, ValueError) as error:
        raise Refused(f"no local cloud at {url} (make run); for AWS name its stack with --stack") from error
    os.environ.update(told["env"])
    os.environ["AWS_ENDPOINT_URL"] = told["endpoint_url"]
    os.environ["AWS_REGION"] = os.environ["AWS_DEFAULT_REGION"] = told["region"]
    # Whoever has AWS credentials keeps them out of this.
    os.environ.update(AWS_ACCESS_KEY_ID="local", AWS_SECRET_ACCESS_KEY="local")  # noqa: S106
    os.environ.pop("AWS_PROFILE", None)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="letters", description="Dead letters: look at them, send them again."
    )
    parser.add_argument("--stack", help="a stack on AWS, such as atrium-prod; else the local cloud is asked")
    parser.add_argument("--url", default=LOCAL, help=f"where the local cloud runs ({LOCAL})")
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("list", help="how many letters lie behind each queue")
    show = verbs.add_parser("show", help="what they say; they stay")
    show.add_argument("queue", choices=NAMES)
    show.add_argument("--limit", type=int, default=20, help="at most so many (20)")
    again = verbs.add_parser("redrive", help="send them again to where they failed")
    again.add_argument("queue", choices=NAMES)
    again.add_argument("--id", help="this one alone")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
