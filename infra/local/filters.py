"""Lambda's event filters: which records of a stream wake a function.

https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
"""

import operator
from collections.abc import Callable
from typing import Any

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
_MISSING = object()


def passes(patterns: list[dict[str, Any]], event: dict[str, Any]) -> bool:
    """Whether any of the patterns holds for the event; without patterns everything passes."""
    return not patterns or any(_holds(pattern, event) for pattern in patterns)


def _holds(pattern: dict[str, Any], event: Any) -> bool:
    for name, wanted in pattern.items():
        if name == "$or":
            held = any(_holds(one, event) for one in wanted)
        else:
            # A branch that is not there still goes on: `exists: false` holds below it.
            found = event.get(name, _MISSING) if isinstance(event, dict) else _MISSING
            held = _holds(wanted, found) if isinstance(wanted, dict) else _any(wanted, found)
        if not held:
            return False
    return True


def _any(rules: list[Any], found: Any) -> bool:
    values = found if isinstance(found, list) else [found]
    return any(_fits(rule, value) for rule in rules for value in values)


def _fits(rule: Any, value: Any) -> bool:
    if not isinstance(rule, dict):
        return bool(rule == value)
    ((kind, wanted),) = rule.items()
    if kind == "exists":
        return (value is not _MISSING and not isinstance(value, dict)) is wanted
    if value is _MISSING:
        return False
    match kind:
        case "prefix":
            return isinstance(value, str) and value.startswith(wanted)
        case "suffix":
            return isinstance(value, str) and value.endswith(wanted)
        case "equals-ignore-case":
            return isinstance(value, str) and value.lower() == wanted.lower()
        case "anything-but":
            return not _any(wanted if isinstance(wanted, list) else [wanted], value)
        case "numeric":
            pairs = zip(wanted[::2], wanted[1::2], strict=True)
            return isinstance(value, int | float) and all(
                _COMPARE[sign](value, limit) for sign, limit in pairs
            )
    raise ValueError(f"the event filter {kind!r} is not known to the local cloud")
