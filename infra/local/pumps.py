"""All pumps of a cloud: made from the functions' sources, and asked together whether all is done."""

import threading
import time
from typing import Any

from infra.local.aws import Aws
from infra.local.lambdas import Function
from infra.local.pump import Habits, Switch
from infra.local.queues import QueuePump
from infra.local.retries import Retries
from infra.local.schedules import SchedulePump
from infra.local.streams import Consumer, Reader
from infra.local.watch import Watch

LOOK = 0.01  # seconds between two looks whether all is done
COUNTS = (
    "ApproximateNumberOfMessages",
    "ApproximateNumberOfMessagesNotVisible",
    "ApproximateNumberOfMessagesDelayed",
)


class Pumps:
    def __init__(
        self,
        aws: Aws,
        functions: list[Function],
        resources: dict[str, str],
        *,
        checkpoints: dict[str, str],
        switch: Switch,
        habits: Habits,
    ) -> None:
        self._aws, self._sqs = aws, aws.client("sqs")
        self._switch, self._resources = switch, resources
        self._queues: list[QueuePump] = []
        self._fed: list[str] = []  # the queues that a function reads
        self.schedules: dict[str, SchedulePump] = {}
        consumers: dict[str, list[Consumer]] = {}
        for function in functions:
            source = function.source
            if "queue" in source:
                url = resources[source["queue"]]
                self._queues.append(
                    QueuePump(aws, function, url, self._arn(url), switch=switch, habits=habits)
                )
                self._fed.append(source["queue"])
            elif "stream" in source:
                retries = Retries(self._sqs, function, self._dead_letters(source), switch, habits)
                consumer = Consumer(function, retries, switch, habits, checkpoints.get(function.name, ""))
                consumers.setdefault(source["stream"], []).append(consumer)
            else:
                self.schedules[function.name] = SchedulePump(function, switch)
        by_url = {resources[name]: pump for name, pump in zip(self._fed, self._queues, strict=True)}
        self._watch = Watch(aws, by_url, switch)
        self._readers = [
            Reader(aws, self._stream_of(table), here, switch) for table, here in consumers.items()
        ]

    def start(self) -> None:
        for pump in self._all():
            pump.start()

    def stop(self) -> None:
        """After the switch was stopped: wait for what is under way."""
        for pump in self._all():
            pump.stop()

    def _all(self) -> list[Reader | QueuePump | SchedulePump | Watch]:
        return [*self._readers, *self._queues, *self.schedules.values(), self._watch]

    def checkpoints(self) -> dict[str, str]:
        return {
            consumer.function.name: consumer.done for reader in self._readers for consumer in reader.consumers
        }

    def depths(self) -> dict[str, Any]:
        """What waits, per queue (by logical id) and per function on a stream."""
        return {
            "queues": {name: self._depth(name) for name in sorted(self._resources) if self._is_queue(name)},
            "stream": {
                consumer.function.name: {
                    "behind": consumer.behind(),
                    "seconds": round(consumer.age(), 1),
                }
                for reader in self._readers
                for consumer in reader.consumers
            },
        }

    def wait_idle(self, seconds: float, ended: threading.Event | None = None) -> bool:
        """Wait until the stream is read to its end and no queue holds anything; whether that came in time.

        With `ended`, give up as soon as that is set.
        """
        until = time.monotonic() + seconds
        while True:
            if self._idle():
                return True
            if time.monotonic() >= until or (ended and ended.is_set()):
                return False
            time.sleep(LOOK)

    def _idle(self) -> bool:
        """Several looks that only together prove it: nothing was taken between the first and the last."""
        taken = self._switch.taken
        if self._switch.working or self._switch.paused:
            return False
        if self._behind():
            return False
        if any(pump.owes() for pump in self._queues):
            return False
        if not all(reader.looks_empty() for reader in self._readers):
            return False
        if any(self._waits(name) for name in self._fed):
            return False
        if self._behind():  # again: a look found something, and its reader has not begun yet
            return False
        time.sleep(0.01)  # what a worker has just sent may not yet be where the looks above look
        return not (self._switch.working or self._behind()) and taken == self._switch.taken

    def _behind(self) -> bool:
        return any(consumer.behind() for reader in self._readers for consumer in reader.consumers)

    def _depth(self, logical: str) -> dict[str, int]:
        answer = self._aws.queue(
            "GetQueueAttributes", QueueUrl=self._resources[logical], AttributeNames=list(COUNTS)
        )
        found = [int(answer["Attributes"][name]) for name in COUNTS]
        return dict(zip(("visible", "in_flight", "delayed"), found, strict=True))

    def _waits(self, logical: str) -> int:
        """What is to come later by its sender's wish does not wait."""
        depth = self._depth(logical)
        return depth["visible"] + depth["in_flight"]

    def _is_queue(self, name: str) -> bool:
        return self._resources[name].startswith("http") and name.endswith(("Queue", "DeadLetters"))

    def _arn(self, url: str) -> str:
        answer = self._sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
        return str(answer["Attributes"]["QueueArn"])

    def _stream_of(self, table: str) -> str:
        return str(
            self._aws.stream("ListStreams", TableName=self._resources[table])["Streams"][0]["StreamArn"]
        )

    def _dead_letters(self, source: dict[str, Any]) -> str:
        target = source.get("DestinationConfig", {}).get("OnFailure", {}).get("Destination", {})
        return self._resources[target["Fn::GetAtt"][0]] if target else ""
