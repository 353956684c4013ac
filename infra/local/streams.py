"""The table's stream -> functions, as Lambda's event source mappings do it.

One reader asks the emulator; each function has its own place, its own filter and its own batches, in order.
"""

import json
import logging
import threading
import time
from collections import deque
from typing import Any

from infra.local import filters
from infra.local.aws import Aws, Refused
from infra.local.lambdas import Function
from infra.local.pump import Habits, Switch
from infra.local.retries import Retries

SHORTEST, LONGEST = 0.02, 0.5  # seconds between looks at a stream without news; a nudge comes before
AHEAD = 5000  # records waiting for a slow function, until the reader waits for it
log = logging.getLogger("atrium.local")
Record = dict[str, Any]


def number(record: Record) -> str:
    """Its sequence number; all have the same length, so that text compares as they do."""
    found: str = record["dynamodb"]["SequenceNumber"]
    return found


class Consumer:
    """One function on the stream."""

    def __init__(
        self, function: Function, retries: Retries, switch: Switch, habits: Habits, done: str
    ) -> None:
        self.function, self._retries, self._switch, self._habits = function, retries, switch, habits
        self.done = done  # everything up to this sequence number needs no second look
        self._through = done
        self._pending: deque[Record] = deque()
        self._taken = 0
        self._news = threading.Condition()
        criteria = function.source.get("FilterCriteria", {}).get("Filters", ())
        self._patterns = [json.loads(one["Pattern"]) for one in criteria]
        self._thread = threading.Thread(target=self._run, name=function.name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        with self._news:
            self._news.notify_all()
        self._thread.join(10)

    def behind(self) -> int:
        return len(self._pending) + self._taken

    def age(self) -> float:
        """Seconds since the oldest waiting record was written."""
        with self._news:
            waiting = self._pending[0] if self._pending else None
        made = waiting["dynamodb"]["ApproximateCreationDateTime"] if waiting else time.time()
        return max(0.0, time.time() - float(made))

    def offer(self, records: list[Record]) -> None:
        with self._news:
            for record in records:
                if number(record) > self._through:
                    self._through = number(record)
                    if filters.passes(self._patterns, record):
                        self._pending.append(record)
            self._moved()
            self._news.notify_all()

    def _moved(self) -> None:
        if not self._pending and not self._taken:
            self.done = self._through

    def _run(self) -> None:
        while batch := self._take():
            self._switch.took()
            try:
                if self._retries.deliver(batch, self._finish) and self._habits.deliver_twice:
                    self._retries.deliver(batch, lambda _: None)
            finally:
                self._switch.finished()
                self._switch.leave()

    def _take(self) -> list[Record]:
        """The next batch; waits for it and for its batching window. Empty when stopped."""
        size = int(self.function.source.get("BatchSize", 100))
        window = float(self.function.source.get("MaximumBatchingWindowInSeconds", 0)) * self._habits.windows
        while True:
            with self._news:
                self._news.wait_for(lambda: self._pending or self._switch.stopped)
                self._news.wait_for(lambda: len(self._pending) >= size or self._switch.stopped, window)
            if not self._switch.enter():
                return []
            with self._news:
                self._taken = min(size, len(self._pending))
                return [self._pending.popleft() for _ in range(self._taken)]

    def _finish(self, records: list[Record]) -> None:
        with self._news:
            self._taken -= len(records)
            self.done = number(records[-1])
            self._moved()


class Reader:
    """Reads the stream once for all its consumers."""

    def __init__(self, aws: Aws, arn: str, consumers: list[Consumer], switch: Switch) -> None:
        self._aws, self._arn, self.consumers, self._switch = aws, arn, consumers, switch
        self._through = min(consumer.done for consumer in consumers)
        self._empty_since = 0.0  # when the last look began that found nothing
        self._looked = threading.Condition()
        self._iterator: str | None = None
        self._thread = threading.Thread(target=self._run, name="stream-reader", daemon=True)

    def start(self) -> None:
        for consumer in self.consumers:
            consumer.start()
        self._thread.start()

    def stop(self) -> None:
        self._thread.join(10)
        for consumer in self.consumers:
            consumer.stop()

    def looks_empty(self) -> bool:
        """Look once more, from now on: whether nothing was there."""
        asked = time.monotonic()
        self._switch.nudge()
        with self._looked:
            return self._looked.wait_for(lambda: self._empty_since >= asked, LONGEST)

    def _run(self) -> None:
        wait = SHORTEST
        while True:
            seen = self._switch.nudges
            began = time.monotonic()
            if not self._switch.enter():
                return
            try:
                records = self._read()
                for consumer in self.consumers:
                    consumer.offer(records)
                if records:
                    self._through = number(records[-1])
                    self._switch.nudge()
                else:
                    with self._looked:
                        self._empty_since = began
                        self._looked.notify_all()
            except Exception:
                self._iterator = None  # it may have expired
                records = []
                self._switch.sleep(LONGEST)  # if the emulator is gone we are stopped meanwhile
                if not self._switch.stopped:
                    log.exception("The reader of the stream stumbled")
            finally:
                self._switch.leave()
            wait = SHORTEST if records else min(wait * 2, LONGEST)
            if not records:
                self._switch.wait(wait, seen)
            while max(consumer.behind() for consumer in self.consumers) > AHEAD and not self._switch.stopped:
                self._switch.wait(SHORTEST, self._switch.nudges)

    def _read(self) -> list[Record]:
        if self._iterator is None:
            self._iterator = self._place()
        answer = self._aws.stream("GetRecords", ShardIterator=self._iterator, Limit=1000)
        self._iterator = answer.get("NextShardIterator")
        return [{**record, "eventSourceARN": self._arn} for record in answer["Records"]]

    def _place(self) -> str:
        shards = self._aws.stream("DescribeStream", StreamArn=self._arn)["StreamDescription"]["Shards"]
        asked = {"StreamArn": self._arn, "ShardId": shards[0]["ShardId"]}
        if self._through:
            after = {"ShardIteratorType": "AFTER_SEQUENCE_NUMBER", "SequenceNumber": self._through}
            try:
                return str(self._aws.stream("GetShardIterator", **asked, **after)["ShardIterator"])
            except Refused as refused:
                if str(refused) != "TrimmedDataAccessException":
                    raise
        # Where we were is no longer there, or we are new: everything that is left.
        oldest = self._aws.stream("GetShardIterator", **asked, ShardIteratorType="TRIM_HORIZON")
        return str(oldest["ShardIterator"])
