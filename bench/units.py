"""Request units by DynamoDB's published rules, from the items themselves.

Sizes    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
Reads and writes
         https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
Indexes  https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html
Transactions
         https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html

Items are as the low-level API has them: {"pk": {"S": "..."}, ...}; sizes are in bytes.
"""

import base64
import math
from decimal import Decimal
from typing import Any

READ, WRITE = 4096, 1024  # bytes a unit
CONTAINER, ELEMENT = 3, 1  # bytes around a list or map, and around each of its elements

Raw = dict[str, Any]


def size(item: Raw | None) -> int:
    """Names and values; what is not there has no size."""
    return sum(len(name.encode()) + _value(typed) for name, typed in (item or {}).items())


def _value(typed: Raw) -> int:
    ((kind, content),) = typed.items()
    match kind:
        case "S":
            return len(content.encode())
        case "N":
            return _number(content)
        case "B":
            return _binary(content)
        case "BOOL" | "NULL":
            return 1
        case "SS":
            return sum(len(one.encode()) for one in content)
        case "NS":
            return sum(_number(one) for one in content)
        case "BS":
            return sum(_binary(one) for one in content)
        case "L":
            return CONTAINER + sum(ELEMENT + _value(one) for one in content)
        case "M":
            return CONTAINER + sum(
                ELEMENT + len(name.encode()) + _value(one) for name, one in content.items()
            )
    raise TypeError(kind)


def _number(text: str) -> int:
    """A byte for two significant digits, one more, and one for a minus."""
    sign, digits, _ = Decimal(text).normalize().as_tuple()
    significant = len(digits) if any(digits) else 0
    return math.ceil(significant / 2) + 1 + sign


def _binary(content: bytes | str) -> int:
    """Its raw length; on the wire it is base64."""
    return len(base64.b64decode(content) if isinstance(content, str) else content)


def read(length: int, *, consistent: bool) -> float:
    """A miss costs as much as the smallest item."""
    blocks = max(1, math.ceil(length / READ))
    return blocks if consistent else blocks / 2


def write(*lengths: int) -> int:
    """The larger of the item before and after."""
    return max(1, math.ceil(max(lengths) / WRITE))


def indexed(before: Raw | None, after: Raw | None, keys: tuple[str, str] = ("gpk", "gsk")) -> int:
    """What a write costs in a sparse index that projects everything."""
    old = before if before and all(key in before for key in keys) else None
    new = after if after and all(key in after for key in keys) else None
    if old == new:
        return 0
    if old and new and all(old[key] == new[key] for key in keys):
        return write(size(old), size(new))
    # A new place in the index is two writes: out of the old one, into the new one.
    return sum(write(size(entry)) for entry in (old, new) if entry)
