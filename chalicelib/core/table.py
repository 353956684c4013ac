"""The only door to DynamoDB. It puts the tenant in front of every partition key.

Items are msgspec structs; conditions and updates are PynamoDB's expressions
(docs/decisions/0004-pynamodb.md).
"""

from collections.abc import Iterable
from typing import Any, TypeVar

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action, Update

from chalicelib.core import dynamodb, ids, patience, settings
from chalicelib.core.calls import Refused
from chalicelib.core.dynamodb import Lost, write
from chalicelib.core.errors import Unavailable
from chalicelib.core.items import (
    ABSENT,
    ALIVE,
    PRESENT,
    Item,
    Path,
    applied,
    at_version,
    changes,
    decode,
    encode,
    expressions,
    news,
    next_version,
    value,
)
from chalicelib.core.keys import Key, Listed

__all__ = [
    "ABSENT",
    "ALIVE",
    "PRESENT",
    "Condition",
    "Item",
    "Lost",
    "Path",
    "Table",
    "at_version",
    "changes",
    "news",
    "next_version",
    "value",
]

PLATFORM = "~"  # no tenant's id: theirs are eight characters of base 32
BATCH_GET = 100  # DynamoDB's limits per call
BATCH_WRITE = 25
PASSING = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"}  # of a transaction


T = TypeVar("T", bound=Item)


class Table:
    def __init__(self, tenant: str) -> None:
        self.tenant = tenant
        self._prefix = f"{tenant}#"

    @classmethod
    def platform(cls) -> "Table":
        """The few facts that belong to no tenant: slugs and connections."""
        return cls(PLATFORM)

    # Reading

    def get(self, key: Key, kind: type[T], *, consistent: bool = False) -> T | None:
        answer = dynamodb.call(
            "GetItem", TableName=settings.table_name(), Key=self._key(key), ConsistentRead=consistent
        )
        return decode(answer["Item"], kind) if "Item" in answer else None

    def find(self, key: Key, kind: type[T]) -> T | None:
        """As get, but sure of a miss: what was written a moment ago is found."""
        return self.get(key, kind) or self.get(key, kind, consistent=True)

    def get_many(self, keys: Iterable[Key], kind: type[T], *, consistent: bool = False) -> dict[Key, T]:
        """Those of the keys that are there, in calls of a hundred."""
        wanted = list(dict.fromkeys(keys))
        found: dict[Key, T] = {}
        for start in range(0, len(wanted), BATCH_GET):
            pending: dict[str, Any] = {
                "Keys": [self._key(key) for key in wanted[start : start + BATCH_GET]],
                "ConsistentRead": consistent,
            }
            for pause in patience.pauses():
                answer = dynamodb.call("BatchGetItem", RequestItems={settings.table_name(): pending})
                for raw in answer["Responses"].get(settings.table_name(), ()):
                    found[self._tenantless(raw)] = decode(raw, kind)
                pending = answer.get("UnprocessedKeys", {}).get(settings.table_name())
                if not pending:
                    break
                patience.sleep(pause)
            if pending:
                raise Unavailable
        return found

    def find_many(self, keys: Iterable[Key], kind: type[T]) -> dict[Key, T]:
        """As get_many, but sure of what is missing."""
        wanted = list(keys)
        found = self.get_many(wanted, kind)
        return found | self.get_many([key for key in wanted if key not in found], kind, consistent=True)

    def query(
        self,
        pk: str,
        kind: type[T],
        *,
        prefix: str = "",
        after: str | None = None,
        before: str | None = None,
        limit: int = 1000,
        newest_first: bool = False,
        consistent: bool = False,
        listed: bool = False,
    ) -> list[T]:
        """Up to `limit` items of a partition whose sk begins with `prefix`, in order of sk.

        `after` and `before` are exclusive. With `listed`, pk and sk are the index's.
        """
        part, sort = ("gpk", "gsk") if listed else ("pk", "sk")
        low = f"{after}\0" if after is not None else prefix or "\0"
        high = _just_below(before) if before is not None else f"{prefix}\U0010ffff"
        if low > high:
            return []
        call: dict[str, Any] = {
            "TableName": settings.table_name(),
            "KeyConditionExpression": "#p = :p AND #s BETWEEN :a AND :b",
            "ExpressionAttributeNames": {"#p": part, "#s": sort},
            "ExpressionAttributeValues": {
                ":p": {"S": self._prefix + pk},
                ":a": {"S": low},
                ":b": {"S": high},
            },
            "ScanIndexForward": not newest_first,
        }
        if listed:
            call["IndexName"] = "listed"
        elif consistent:
            call["ConsistentRead"] = True
        items: list[T] = []
        while len(items) < limit:
            answer = dynamodb.call("Query", **call, Limit=limit - len(items))
            items += [decode(raw, kind) for raw in answer["Items"]]
            if "LastEvaluatedKey" not in answer:
                break
            call["ExclusiveStartKey"] = answer["LastEvaluatedKey"]
        return items

    # Writing

    def put(
        self, key: Key, item: Item, *, listed: Listed | None = None, condition: Condition | None = None
    ) -> None:
        """Raises Lost where the condition does not hold."""
        put = self.putting(key, item, listed=listed, condition=condition)["Put"]
        try:
            write("PutItem", put)
        except Lost as lost:
            if not (lost.unsure and lost.item == put["Item"]):
                raise

    def claim(self, key: Key, item: Item, kind: type[T]) -> T | None:
        """Puts the item where nothing lies; else answers what lies there, for no unit more."""
        try:
            self.put(key, item, condition=ABSENT)
        except Lost as lost:
            return decode(lost.item or {}, kind)
        return None

    def update(self, key: Key, *actions: Action, kind: type[T], condition: Condition | None = None) -> T:
        """Returns the item as it is afterwards. Raises Lost where the condition does not hold.

        Where the answer of an earlier try was lost, and what this wants to leave is there, it was done:
        RFC 9110, 13.1.1, of If-Match.
        """
        update = self.updating(key, *actions, condition=condition)["Update"]
        try:
            answer = write("UpdateItem", update, ReturnValues="ALL_NEW")
        except Lost as lost:
            if not (lost.unsure and lost.item and applied(actions, lost.item)):
                raise
            return decode(lost.item, kind)
        return decode(answer["Attributes"], kind)

    def delete(self, key: Key, kind: type[T], *, condition: Condition | None = None) -> T | None:
        """What was there; nothing, where an answer was lost. Raises Lost where the condition fails."""
        try:
            answer = write(
                "DeleteItem", self.deleting(key, condition=condition)["Delete"], ReturnValues="ALL_OLD"
            )
        except Lost as lost:
            if not lost.unsure or lost.item:
                raise
            return None
        return decode(answer["Attributes"], kind) if answer.get("Attributes") else None

    def transact(self, *writes: dict[str, Any]) -> None:
        """All of the writes or none. Raises Lost, with a reason per write, and Unavailable."""
        # With its token a try that was heard, but whose answer was lost, is not done again. One that was
        # refused for sure is another's next time.
        token, unsure = ids.ulid(), False
        for pause in patience.pauses():
            try:
                dynamodb.call("TransactWriteItems", TransactItems=list(writes), ClientRequestToken=token)
            except Refused as refused:
                reasons = [r.get("Code", "None") for r in refused.response["CancellationReasons"]]
                if "ConditionalCheckFailed" in reasons:
                    raise Lost(reasons) from None
                if not PASSING & set(reasons):
                    raise
                unsure = unsure or refused.unsure
                token = token if unsure else ids.ulid()
                patience.sleep(pause)
            else:
                return
        raise Unavailable

    def write_many(self, puts: Iterable[tuple[Key, Item]] = (), deletes: Iterable[Key] = ()) -> None:
        """Unconditional writes in calls of 25; what DynamoDB leaves over is sent again with backoff."""
        requests: list[dict[str, Any]] = [
            {"PutRequest": {"Item": self._key(key) | encode(item)}} for key, item in puts
        ]
        requests += [{"DeleteRequest": {"Key": self._key(key)}} for key in deletes]
        for start in range(0, len(requests), BATCH_WRITE):
            pending = requests[start : start + BATCH_WRITE]
            for pause in patience.pauses():
                answer = dynamodb.call("BatchWriteItem", RequestItems={settings.table_name(): pending})
                pending = answer.get("UnprocessedItems", {}).get(settings.table_name(), [])
                if not pending:
                    break
                patience.sleep(pause)
            if pending:
                raise Unavailable

    # One write of a transaction

    def putting(
        self, key: Key, item: Item, *, listed: Listed | None = None, condition: Condition | None = None
    ) -> dict[str, Any]:
        raw = self._key(key) | encode(item)
        if listed:
            raw |= {"gpk": {"S": self._prefix + listed.gpk}, "gsk": {"S": listed.gsk}}
        return {"Put": {"TableName": settings.table_name(), "Item": raw} | expressions(condition)}

    def updating(self, key: Key, *actions: Action, condition: Condition | None = None) -> dict[str, Any]:
        call = {"TableName": settings.table_name(), "Key": self._key(key)}
        return {"Update": call | expressions(condition, Update(*actions))}

    def deleting(self, key: Key, *, condition: Condition | None = None) -> dict[str, Any]:
        call = {"TableName": settings.table_name(), "Key": self._key(key)}
        return {"Delete": call | expressions(condition)}

    def checking(self, key: Key, condition: Condition) -> dict[str, Any]:
        call = {"TableName": settings.table_name(), "Key": self._key(key)}
        return {"ConditionCheck": call | expressions(condition)}

    def listing(self, listed: Listed) -> tuple[Action, Action]:
        """The actions that give an item its place in the index."""
        return (
            Path("gpk").set(value(self._prefix + listed.gpk)),
            Path("gsk").set(value(listed.gsk)),
        )

    def _key(self, key: Key) -> dict[str, Any]:
        return {"pk": {"S": self._prefix + key.pk}, "sk": {"S": key.sk}}

    def _tenantless(self, raw: dict[str, Any]) -> Key:
        return Key(raw["pk"]["S"].removeprefix(self._prefix), raw["sk"]["S"])


def _just_below(sk: str) -> str:
    """The greatest string below `sk` among those that the table holds."""
    return f"{sk[:-1]}{chr(ord(sk[-1]) - 1)}\U0010ffff"
