"""SQS -> functions, as Lambda's pollers do it: batches, partial failures, redelivery.

What fails too often SQS itself moves to the dead letters.
"""

import contextlib
import logging
import random
import threading
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from infra.local.aws import Aws
from infra.local.emulator import REGION
from infra.local.lambdas import Function
from infra.local.pump import Habits, Switch

LONGEST = 1.0  # seconds between looks at an empty queue; what wakes the pump comes before
RECEIVE = 10  # SQS gives no more at once
log = logging.getLogger("atrium.local")
Message = dict[str, Any]


class QueuePump:
    def __init__(
        self, aws: Aws, function: Function, url: str, arn: str, *, switch: Switch, habits: Habits
    ) -> None:
        self._aws, self._function, self._url, self._arn = aws, function, url, arn
        self._switch, self._habits = switch, habits
        most = function.source.get("ScalingConfig", {}).get("MaximumConcurrency", habits.workers)
        self._workers = min(most, habits.workers)
        self._free = threading.Semaphore(self._workers)
        self._pool = ThreadPoolExecutor(self._workers, thread_name_prefix=function.name)
        self._again: deque[Message] = deque()  # for habits.deliver_twice
        self._retry_at = float("inf")
        self._woken = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"{function.name}-poller", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self.wake()
        self._thread.join(10)
        self._pool.shutdown()

    def wake(self) -> None:
        """There is something in the queue."""
        self._woken.set()

    def owes(self) -> int:
        """Messages that are still to come a second time."""
        return len(self._again)

    def _run(self) -> None:
        while True:
            self._free.acquire()
            self._woken.clear()
            if not self._switch.enter():
                return
            batch = self._take()
            if batch:
                self._switch.took()
                self._pool.submit(self._work, batch)  # leaves, and gives back its place
                continue
            self._free.release()
            self._switch.leave()
            due = max(0.0, self._retry_at - time.monotonic())
            if due == 0:
                self._retry_at = float("inf")
            self._woken.wait(min(LONGEST, due or LONGEST))

    def _take(self) -> list[Message]:
        size = int(self._function.source.get("BatchSize", RECEIVE))
        batch: list[Message] = []
        with _patience(self._function.name, self._switch):
            while len(batch) < size:
                most = min(RECEIVE, size - len(batch))
                answer = self._aws.queue(
                    "ReceiveMessage",
                    QueueUrl=self._url,
                    MaxNumberOfMessages=most,
                    MessageSystemAttributeNames=["All"],
                    MessageAttributeNames=["All"],
                )
                found = answer.get("Messages", [])
                batch += found
                if len(found) < most:
                    break
        if not batch and self._again:
            if self._habits.shuffle:
                self._again.rotate(random.randrange(len(self._again)))  # noqa: S311  # nosec B311
            seconds = [self._again.popleft() for _ in range(min(size, len(self._again)))]
            batch = [{**message, "ReceiptHandle": ""} for message in seconds]
        if self._habits.shuffle:
            random.shuffle(batch)  # nosec B311
        return batch

    def _work(self, batch: list[Message]) -> None:
        try:
            failed = self._failed(batch)
            if not batch[0]["ReceiptHandle"]:
                return  # a second time; the queue itself is through with these
            done = [message for message in batch if message["MessageId"] not in failed]
            if self._habits.deliver_twice:
                self._again.extend(done)
                self.wake()
            with _patience(self._function.name, self._switch):
                self._give_back([message for message in batch if message["MessageId"] in failed])
                self._delete(done)
        finally:
            self._switch.finished()
            self._switch.leave()
            self._free.release()

    def _failed(self, batch: list[Message]) -> set[str]:
        everything = {message["MessageId"] for message in batch}
        try:
            answer = self._function.invoke({"Records": [self._record(message) for message in batch]})
        except Exception:
            return everything
        if not self._function.reports_failures() or not answer:
            return set()
        failed = {item.get("itemIdentifier") for item in answer.get("batchItemFailures") or ()}
        # Lambda takes an identifier that it does not know for a failure of the whole batch.
        return min(failed, everything)

    def _record(self, message: Message) -> dict[str, Any]:
        """https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html"""
        return {
            "messageId": message["MessageId"],
            "receiptHandle": message["ReceiptHandle"],
            "body": message["Body"],
            "attributes": message.get("Attributes", {}),
            "messageAttributes": {
                name: {
                    "dataType": value["DataType"],
                    "stringValue": value.get("StringValue"),
                    "stringListValues": [],
                    "binaryListValues": [],
                }
                for name, value in message.get("MessageAttributes", {}).items()
            },
            "md5OfBody": message["MD5OfBody"],
            "eventSource": "aws:sqs",
            "eventSourceARN": self._arn,
            "awsRegion": REGION,
        }

    def _delete(self, messages: list[Message]) -> None:
        for ten in _tens(messages):
            entries = [{"Id": str(i), "ReceiptHandle": m["ReceiptHandle"]} for i, m in enumerate(ten)]
            self._aws.queue("DeleteMessageBatch", QueueUrl=self._url, Entries=entries)

    def _give_back(self, messages: list[Message]) -> None:
        if not messages:
            return
        seconds = int(self._habits.retry_after)
        for ten in _tens(messages):
            entries = [
                {"Id": str(i), "ReceiptHandle": m["ReceiptHandle"], "VisibilityTimeout": seconds}
                for i, m in enumerate(ten)
            ]
            self._aws.queue("ChangeMessageVisibilityBatch", QueueUrl=self._url, Entries=entries)
        self._retry_at = time.monotonic() + seconds
        self.wake()  # to wait until then


def _tens(messages: list[Message]) -> list[list[Message]]:
    return [messages[i : i + RECEIVE] for i in range(0, len(messages), RECEIVE)]


@contextlib.contextmanager
def _patience(name: str, switch: Switch) -> Any:
    """An error is told, and the next round tries again; without the emulator we are stopped meanwhile."""
    try:
        yield
    except Exception:
        switch.sleep(LONGEST)
        if not switch.stopped:
            log.exception("The pump of %s stumbled", name)
