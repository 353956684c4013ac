"""One call of DynamoDB's low-level API, or one write by it; all of them go through this door.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
"""

from collections.abc import Sequence
from typing import Any

from chalicelib.core import calls, patience
from chalicelib.core.calls import Refused
from chalicelib.core.errors import Unavailable


def call(operation: str, **parameters: Any) -> dict[str, Any]:
    """What DynamoDB answers; binary values are base64 in it. Raises Refused, Unavailable."""
    return calls.call("dynamodb", "DynamoDB_20120810", operation, parameters)


class Lost(Exception):
    """A condition did not hold: somebody was first. `reasons` has a code per write, `item` what is there.

    `unsure`: it may have been we ourselves, by a try whose answer was lost.
    """

    def __init__(
        self, reasons: Sequence[str] = (), item: dict[str, Any] | None = None, *, unsure: bool = False
    ) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons
        self.item = item
        self.unsure = unsure


def write(operation: str, given: dict[str, Any], **more: Any) -> Any:
    """One write. A transaction under way on the same item is waited for.

    Raises Lost, with what is there, and Unavailable.
    """
    unsure = False
    if "ConditionExpression" in given:
        more["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD"
    for pause in patience.pauses():
        try:
            return call(operation, **given, **more)
        except Refused as refused:
            if refused.code == "ConditionalCheckFailedException":
                item = refused.response["Item"]
                raise Lost(["ConditionalCheckFailed"], item, unsure=unsure or refused.unsure) from None
            if refused.code != "TransactionConflictException":
                raise
            unsure = unsure or refused.unsure
        patience.sleep(pause)
    raise Unavailable
