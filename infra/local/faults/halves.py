"""Batches of which AWS does the first half and gives the rest back."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from infra.local.faults.asked import Asked

_ENTRY = re.compile(r"PublishBatchRequestEntries\.(?:member|entry)\.(\d+)\.")


class Half(NamedTuple):
    """What is passed on, and how its answer is completed by what was not."""

    asked: Asked
    completed: Callable[[bytes], bytes]


def of(asked: Asked) -> Half | None:
    """None where it is no batch, or one too small to be halved."""
    match asked.operation:
        case "BatchWriteItem":
            return _items(asked, "RequestItems", "UnprocessedItems")
        case "BatchGetItem":
            return _items(asked, "RequestItems", "UnprocessedKeys")
        case "SendMessageBatch":
            return _messages(asked)
        case "PublishBatch":
            return _events(asked)
    return None


def _items(asked: Asked, name: str, given_back: str) -> Half | None:
    told = json.loads(asked.body)
    [(table, wanted)] = told[name].items()
    items = wanted if isinstance(wanted, list) else wanted["Keys"]
    if len(items) < 2:  # noqa: PLR2004
        return None
    middle = len(items) // 2

    def some(part: list[Any]) -> Any:
        return {table: part if isinstance(wanted, list) else wanted | {"Keys": part}}

    def completed(answer: bytes) -> bytes:
        return json.dumps(json.loads(answer) | {given_back: some(items[middle:])}).encode()

    return Half(replace(asked, body=json.dumps(told | {name: some(items[:middle])}).encode()), completed)


def _messages(asked: Asked) -> Half | None:
    told = json.loads(asked.body)
    entries = told["Entries"]
    if len(entries) < 2:  # noqa: PLR2004
        return None
    middle = len(entries) // 2

    def completed(answer: bytes) -> bytes:
        failed = [
            {"Id": one["Id"], "Code": "InternalError", "SenderFault": False} for one in entries[middle:]
        ]
        return json.dumps(json.loads(answer) | {"Failed": failed}).encode()

    return Half(replace(asked, body=json.dumps(told | {"Entries": entries[:middle]}).encode()), completed)


def _events(asked: Asked) -> Half | None:
    form = parse_qsl(asked.body.decode(), keep_blank_values=True)
    places = sorted({int(found[1]) for name, _ in form if (found := _ENTRY.match(name))})
    if len(places) < 2:  # noqa: PLR2004
        return None
    first = set(places[: len(places) // 2])
    kept, ids = [], []
    for name, value in form:
        found = _ENTRY.match(name)
        if not found or int(found[1]) in first:
            kept.append((name, value))
        elif name.endswith(".Id"):
            ids.append(value)

    def completed(answer: bytes) -> bytes:
        failed = "".join(
            f"<member><Id>{id_}</Id><Code>InternalError</Code><SenderFault>false</SenderFault></member>"
            for id_ in ids
        )
        return re.sub(rb"<Failed>.*?</Failed>|<Failed/>", f"<Failed>{failed}</Failed>".encode(), answer)

    return Half(replace(asked, body=urlencode(kept).encode()), completed)
