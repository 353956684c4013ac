"""Letters of the stream's readers. A stream cannot be sent to, so the reader itself is called again."""

import base64
import collections
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from infra import template
from infra.letters.stack import Cloud, Refused, client, tell_settings

EMPTY_PAGES = 10  # a stream may answer with nothing before it answers with something


def replay(cloud: Cloud, body: str) -> None:
    """What the relay parked goes to its own code, what Lambda gave up to the function that failed.

    Raises what they raise, and Refused where the records are no more.
    """
    function, records = records_of(body)
    if function is None:
        tell_settings(cloud)
        from chalicelib.relay import service

        for record in records:
            service.replay(record)
        return
    call = _call_local(cloud, function) if cloud.local else _call_lambda(function)
    for record in records:  # one by one, since a call takes 6 MB
        failures = call({"Records": [record]})["batchItemFailures"]
        if failures:
            raise Refused(f"{function} failed again")


def records_of(body: str) -> tuple[str | None, list[dict[str, Any]]]:
    """What a letter of the relay stands for: the function that gave up, if Lambda wrote it, and the records.

    The relay parks a record itself. Lambda, when it gives a batch up, writes only where in the stream it
    lies, and the stream forgets after 24 hours.
    https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
    """
    content = json.loads(body)
    if "DDBStreamBatchInfo" not in content:
        return None, [content.get("record", content)]
    function = content["requestContext"]["functionArn"]
    return function, _between(content["DDBStreamBatchInfo"])


def _between(batch: dict[str, Any]) -> list[dict[str, Any]]:
    """All records of the batch, those filtered out among them: their readers leave such alone."""
    found: list[dict[str, Any]] = []
    for record in _read(batch):
        found.append(_as_event(record, batch["streamArn"]))
        if _number(record) >= int(batch["endSequenceNumber"]):
            break
    whole = found and _number(found[0]) == int(batch["startSequenceNumber"])
    if not whole or _number(found[-1]) < int(batch["endSequenceNumber"]):
        raise Refused("the stream has forgotten these records: read the letter, and mend the table by hand")
    return found


def _read(batch: dict[str, Any]) -> Iterator[dict[str, Any]]:
    streams = client("dynamodbstreams")
    iterator = streams.get_shard_iterator(
        StreamArn=batch["streamArn"],
        ShardId=batch["shardId"],
        ShardIteratorType="AT_SEQUENCE_NUMBER",
        SequenceNumber=batch["startSequenceNumber"],
    )["ShardIterator"]
    empty = 0
    while iterator and empty < EMPTY_PAGES:
        answer = streams.get_records(ShardIterator=iterator)
        yield from answer["Records"]
        empty = 0 if answer["Records"] else empty + 1
        iterator = answer.get("NextShardIterator")


def _number(record: dict[str, Any]) -> int:
    return int(record["dynamodb"]["SequenceNumber"])


def _as_event(record: dict[str, Any], stream: str) -> dict[str, Any]:
    """As Lambda hands it over: times in seconds, bytes in base 64."""

    def plain(value: Any) -> Any:
        return value.timestamp() if isinstance(value, datetime) else base64.b64encode(value).decode()

    event: dict[str, Any] = json.loads(json.dumps(record, default=plain))
    return event | {"eventSourceARN": stream}


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

    tell_settings(cloud)
    known = lambdas.event_driven(lambdas.load_app(), template.sources(), collections.deque())
    return {one.arn: one.invoke for one in known}[function.removesuffix(":$LATEST")]
