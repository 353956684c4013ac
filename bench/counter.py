"""Counts what the product's calls of DynamoDB cost, at the door they all go through.

The local engine's own numbers are not used: units come from the items sent and answered. What an item
was before a write, and is after an update, is read beside the count.
"""

import contextlib
import threading
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from botocore.exceptions import ClientError

from bench import units
from bench.units import Raw
from chalicelib.core import dynamodb
from infra.local import permissions

Call = Callable[..., dict[str, Any]]
KEY = ("pk", "sk")
FAILED_CONDITIONS = {"ConditionalCheckFailedException", "TransactionCanceledException"}


class Charge(NamedTuple):
    function: str  # the Lambda function that called
    operation: str
    read: float
    write: float
    items: int  # read or written


class Sum(NamedTuple):
    calls: int
    read: float
    write: float
    items: int


class Counter:
    def __init__(self, call: Call) -> None:
        self._call = call
        self._adding = threading.Lock()
        self.charges: list[Charge] = []

    def call(self, operation: str, **asked: Any) -> dict[str, Any]:
        """In the place of dynamodb.call."""
        writes = _writes(operation, asked)
        before = self._peek(writes)
        try:
            answer = self._call(operation, **asked)
        except ClientError as error:
            if error.response["Error"]["Code"] in FAILED_CONDITIONS:
                self._charge(operation, 0, _failed(operation, writes, before), len(writes))
            raise
        if writes:
            after = self._peek(writes) if any(kind == "Update" for kind, _, _, _ in writes) else []
            done = [
                after[n] if kind == "Update" else before[n] if kind == "ConditionCheck" else item
                for n, (kind, _, _, item) in enumerate(writes)
            ]
            self._charge(operation, 0, _written(operation, before, done), len(writes))
        else:
            self._charge(operation, *_reads(operation, asked, answer))
        return answer

    def sum(self, *functions: str, operation: str | None = None) -> Sum:
        """Of some functions, or of all."""
        chosen = [
            charge
            for charge in self.charges
            if (not functions or charge.function in functions) and operation in (None, charge.operation)
        ]
        return Sum(
            len(chosen),
            sum(charge.read for charge in chosen),
            sum(charge.write for charge in chosen),
            sum(charge.items for charge in chosen),
        )

    def _charge(self, operation: str, read: float, write: float, items: int) -> None:
        with self._adding:
            self.charges.append(Charge(function(), operation, read, write, items))

    def _peek(self, writes: "list[Write]") -> list[Raw | None]:
        """The items at these places as they are now."""
        found: dict[str, Raw] = {}
        for table in {table for _, table, _, _ in writes}:
            wanted = [key for _, at, key, _ in writes if at == table]
            asked = {table: {"Keys": wanted, "ConsistentRead": True}}
            with permissions.acting(""):  # we look, not the function
                answer = self._call("BatchGetItem", RequestItems=asked)["Responses"].get(table, [])
            found |= {_id(table, item): item for item in answer}
        return [found.get(_id(table, key)) for _, table, key, _ in writes]


@contextlib.contextmanager
def counting() -> Iterator[Counter]:
    """All calls of this process, whichever thread makes them."""
    counter = Counter(dynamodb.call)
    before, dynamodb.call = dynamodb.call, counter.call
    try:
        yield counter
    finally:
        dynamodb.call = before


def function() -> str:
    """The local cloud names the threads of a function by it: api_3, feed_deliver_0, fold."""
    name, _, number = threading.current_thread().name.rpartition("_")
    return name if number.isdigit() else threading.current_thread().name


# What is read


def _reads(operation: str, asked: Raw, answer: Raw) -> tuple[float, float, int]:
    match operation:
        case "GetItem":
            consistent = asked.get("ConsistentRead", False)
            return units.read(units.size(answer.get("Item")), consistent=consistent), 0, 1
        case "Query":
            if {"FilterExpression", "ProjectionExpression", "Select"} & asked.keys():
                raise NotImplementedError("what was read is more than what was answered")
            length = sum(units.size(item) for item in answer["Items"])
            consistent = asked.get("ConsistentRead", False)
            return units.read(length, consistent=consistent), 0, len(answer["Items"])
        case "BatchGetItem":
            return _batch_read(asked, answer)
    raise NotImplementedError(operation)


def _batch_read(asked: Raw, answer: Raw) -> tuple[float, float, int]:
    """Each item by itself, those too that are not there; what is left over comes with another call."""
    total, count = 0.0, 0
    for table, wanted in asked["RequestItems"].items():
        found = {_id(table, item): units.size(item) for item in answer["Responses"].get(table, ())}
        left = {_id(table, key) for key in answer.get("UnprocessedKeys", {}).get(table, {}).get("Keys", ())}
        read = [_id(table, key) for key in wanted["Keys"] if _id(table, key) not in left]
        consistent = wanted.get("ConsistentRead", False)
        total += sum(units.read(found.get(id_, 0), consistent=consistent) for id_ in read)
        count += len(read)
    return total, 0, count


# What is written

Write = tuple[str, str, Raw, Raw | None]  # Put, Update, Delete or ConditionCheck; table, key, item put


def _writes(operation: str, asked: Raw) -> list[Write]:
    """The writes in a call, in its order."""
    match operation:
        case "PutItem" | "UpdateItem" | "DeleteItem":
            return [_write(operation.removesuffix("Item"), asked)]
        case "TransactWriteItems":
            return [_write(kind, one) for item in asked["TransactItems"] for kind, one in item.items()]
        case "BatchWriteItem":
            return [
                _write(kind.removesuffix("Request"), {"TableName": table, **one})
                for table, requests in asked["RequestItems"].items()
                for request in requests
                for kind, one in request.items()
            ]
    return []


def _write(kind: str, one: Raw) -> Write:
    item = one.get("Item")
    return kind, one["TableName"], one.get("Key") or {name: one["Item"][name] for name in KEY}, item


def _id(table: str, item: Raw) -> str:
    return "\0".join((table, *(item[name]["S"] for name in KEY)))


def _written(operation: str, before: list[Raw | None], after: list[Raw | None]) -> float:
    once = sum(
        units.write(units.size(old), units.size(new)) + units.indexed(old, new)
        for old, new in zip(before, after, strict=True)
    )
    # A transaction prepares and commits each item; a check of a condition is taken for a write.
    return once * (2 if operation == "TransactWriteItems" else 1)


def _failed(operation: str, writes: list[Write], before: list[Raw | None]) -> float:
    """A condition that fails costs the write of the larger item; the index hears nothing of it."""
    once = sum(
        units.write(units.size(old), units.size(item))
        for old, (_, _, _, item) in zip(before, writes, strict=True)
    )
    return once * (2 if operation == "TransactWriteItems" else 1)
