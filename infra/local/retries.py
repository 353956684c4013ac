"""A batch of stream records, delivered until it went through or was given up.

https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
"""

import copy
import json
import logging
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from infra.local.lambdas import Function
from infra.local.pump import Habits, Switch

Record = dict[str, Any]
log = logging.getLogger("atrium.local")


class Retries:
    """`dead_letters`: the queue's URL that is told of what was given up, or nothing."""

    def __init__(
        self, sqs: Any, function: Function, dead_letters: str, switch: Switch, habits: Habits
    ) -> None:
        self._sqs, self._function, self._dead_letters = sqs, function, dead_letters
        self._switch, self._habits = switch, habits
        self._crashed = False
        source = function.source
        self._bisects = bool(source.get("BisectBatchOnFunctionError"))
        self._most = int(source.get("MaximumRetryAttempts", -1))  # -1: until it succeeds, as Lambda's default

    def deliver(
        self, records: list[Record], finish: Callable[[list[Record]], None], attempts: int = 0
    ) -> bool:
        """Deliver in order; `finish` is told of records that need no more. False when stopped before."""
        while records:
            failed = self._failed(records)
            if failed is None:
                finish(records)
                return True
            if failed:
                # What comes before the failed record is through; it begins a new batch, with new attempts.
                finish(records[:failed])
                records, attempts = records[failed:], 0
                continue
            attempts += 1
            if self._crashed and self._bisects and len(records) > 1:
                half = len(records) // 2  # splitting does not count as an attempt
                return self.deliver(records[:half], finish, attempts - 1) and self.deliver(
                    records[half:], finish, attempts - 1
                )
            if 0 <= self._most < attempts:
                self._give_up(records, attempts)
                finish(records)
                return True
            self._switch.sleep(self._habits.retry_after * min(0.05 * 2**attempts, 1.0))
            if not self._switch.breathe():
                return False
        return True

    def _failed(self, records: list[Record]) -> int | None:
        """The place of the first failed record, or None when all went through."""
        self._crashed = False
        try:
            answer = self._function.invoke({"Records": copy.deepcopy(records)})
        except Exception:
            self._crashed = True
            return 0
        if not self._function.reports_failures() or not answer or not answer.get("batchItemFailures"):
            return None
        failed = {item.get("itemIdentifier") for item in answer["batchItemFailures"]}
        places = [i for i, record in enumerate(records) if record["dynamodb"]["SequenceNumber"] in failed]
        return min(places, default=0)

    def _give_up(self, records: list[Record], attempts: int) -> None:
        log.error(
            "%s gave up %d records of the stream after %d attempts",
            self._function.name,
            len(records),
            attempts,
        )
        if not self._dead_letters:
            return
        first, last = records[0], records[-1]
        letter = {
            "requestContext": {
                "requestId": str(uuid.uuid4()),
                "functionArn": f"{self._function.arn}:$LATEST",
                "condition": "RetryAttemptsExhausted",
                "approximateInvokeCount": attempts,
            },
            "responseContext": {
                "statusCode": 200,
                "executedVersion": "$LATEST",
                "functionError": "Unhandled",
            },
            "version": "1.0",
            "timestamp": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "DDBStreamBatchInfo": {
                "shardId": "shardId-00000000000000000000-00000000",
                "startSequenceNumber": first["dynamodb"]["SequenceNumber"],
                "endSequenceNumber": last["dynamodb"]["SequenceNumber"],
                "approximateArrivalOfFirstRecord": _when(first),
                "approximateArrivalOfLastRecord": _when(last),
                "batchSize": len(records),
                "streamArn": first["eventSourceARN"],
            },
        }
        self._sqs.send_message(QueueUrl=self._dead_letters, MessageBody=json.dumps(letter))


def _when(record: Record) -> str:
    return datetime.fromtimestamp(record["dynamodb"]["ApproximateCreationDateTime"], UTC).isoformat()
