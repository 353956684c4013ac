"""One call of DynamoDB's low-level API; all of them go through this door.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
"""

from typing import Any

from chalicelib.core import calls
from chalicelib.core.calls import pauses

__all__ = ["call", "pauses"]


def call(operation: str, **parameters: Any) -> dict[str, Any]:
    """What DynamoDB answers; binary values are base64 in it. Raises ClientError."""
    return calls.call("dynamodb", "DynamoDB_20120810", operation, parameters)
