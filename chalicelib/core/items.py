"""Items as DynamoDB writes them, and the conditions and updates on them.

Conditions and updates are PynamoDB's expressions, which know the placeholders and the
precedence; items are msgspec structs, read an order of magnitude faster than models
(docs/decisions/0004-pynamodb.md).
"""

import base64
from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path, Value
from pynamodb.expressions.update import Action, SetAction, Update

__all__ = [
    "ABSENT",
    "ALIVE",
    "PRESENT",
    "Item",
    "Path",
    "applied",
    "at_version",
    "changes",
    "decode",
    "encode",
    "expressions",
    "news",
    "next_version",
    "value",
]


class Item(msgspec.Struct, omit_defaults=True, kw_only=True):
    """What lies under a key. `sk` is filled in on reading; it is the key's, not the item's."""

    sk: str = ""


T = TypeVar("T", bound=Item)

ABSENT = Path("pk").does_not_exist()
PRESENT = Path("pk").exists()
ALIVE = Path("deleted").does_not_exist()  # no tombstone


def value(python: Any) -> dict[str, Any]:
    """A Python value as DynamoDB writes it: what PynamoDB's expressions take where no model is."""
    match python:
        case str():
            return {"S": python}
        case bool():
            return {"BOOL": python}
        case int() | float():
            return {"N": repr(python)}
        case None:
            return {"NULL": True}
        case bytes():
            return {"B": python}
        case set() | frozenset():
            return {"SS": sorted(python)}
        case list() | tuple():
            return {"L": [value(one) for one in python]}
        case dict():
            return {"M": {name: value(one) for name, one in python.items()}}
        case msgspec.Struct():
            return value(msgspec.to_builtins(python))
    raise TypeError(type(python).__name__)


def changes(**fields: Any) -> list[Action]:
    """Updates by name: None takes an attribute away, UNSET leaves it."""
    actions: list[Action] = []
    for name, content in fields.items():
        if content is None:
            actions.append(Path([name]).remove())
        elif content is not msgspec.UNSET:
            actions.append(Path([name]).set(value(content)))
    return actions


def applied(actions: Sequence[Action], raw: dict[str, Any]) -> bool:
    """Whether an item looks as if these had been done: whatever they set to a value has that value."""
    set_ = [action.values for action in actions if isinstance(action, SetAction)]
    plain = [(str(path), content.value) for path, content in set_ if isinstance(content, Value)]
    return bool(plain) and all(raw.get(name) == content for name, content in plain)


def at_version(version: int | None) -> Condition:
    """That the item is there, and in this version where one is named. Version 1 is not written down."""
    if version is None:
        return PRESENT
    same: Condition = Path("version") == value(version)
    if version == 1:
        same = same | Path("version").does_not_exist()
    both: Condition = PRESENT & same
    return both


def next_version() -> Action:
    return Path("version").set((Path("version") | value(1)) + value(1))


def news() -> tuple[Action, Action]:
    """What every verb's change of a counted item says: a new version, and no `hush` of the fold's, so the
    stream tells it."""
    return next_version(), Path("hush").remove()


def encode(item: Item) -> dict[str, Any]:
    plain = msgspec.to_builtins(item)
    plain.pop("sk", None)
    return {name: value(one) for name, one in plain.items()}


def decode(raw: dict[str, Any], kind: type[T]) -> T:
    return msgspec.convert({name: _python(typed) for name, typed in raw.items()}, kind)


def _python(typed: dict[str, Any]) -> Any:
    ((tag, content),) = typed.items()
    match tag:
        case "S" | "BOOL" | "SS":
            return content
        case "B":
            return base64.b64decode(content)
        case "N":
            return float(content) if "." in content or "E" in content else int(content)
        case "M":
            return {name: _python(one) for name, one in content.items()}
        case "L":
            return [_python(one) for one in content]
    return None


def expressions(condition: Condition | None, update: Update | None = None) -> dict[str, Any]:
    names: dict[str, str] = {}
    values: dict[str, Any] = {}
    call: dict[str, Any] = {}
    if condition is not None:
        call["ConditionExpression"] = condition.serialize(names, values)
    if update is not None:
        call["UpdateExpression"] = update.serialize(names, values)
    if names:
        call["ExpressionAttributeNames"] = {placeholder: name for name, placeholder in names.items()}
    if values:
        call["ExpressionAttributeValues"] = values
    return call
