"""What does not add up in a network's files: their rows, their bytes, and what is counted of them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import structs

from bench.faults.books import Books
from chalicelib.core import keys
from chalicelib.core.items import decode
from chalicelib.core.keys import Key
from chalicelib.documents import storage
from chalicelib.documents.model import NodeItem, RowItem, UsageItem, VersionItem, rows_of
from infra.local.cloud import Cloud


def faults(books: Books, cloud: Cloud, tenant: str) -> Iterator[str]:
    rows: dict[tuple[str, str], NodeItem] = {}
    sizes: dict[str, int] = {}  # of what lies in S3, by key
    used: Counter[str] = Counter()
    for id_, node in books.kinds("D#", "D", NodeItem):
        rows |= {_place(key): structs.replace(row.node, sk="") for key, row in rows_of(node).items()}
        versions = {int(n): decode(raw, VersionItem) for n, raw in books.under(f"D#{id_}", "v#").items()}
        if sorted(versions) != [*range(1, node.highest + 1)]:
            yield f"file {id_}: versions {sorted(versions)} of {node.highest}"
        for number, version in versions.items():
            sizes[storage.key(tenant, id_, version.object)] = version.size
            used[node.by.id] += version.size
            if version.state == "checking":
                yield f"file {id_}: version {number} was never looked at"
    listed = {
        place: structs.replace(decode(raw, RowItem).node, sk="")
        for place, raw in books.items.items()
        if place[0].startswith("E#") and place[1].startswith("E")
    }
    counted = {user: _counted(books, user) for user in ("", *used)}
    yield from _differ("row of a folder", listed, rows)
    yield from _differ("file in S3", _stored(cloud, tenant), sizes)
    yield from _differ("quota", counted, {**used, "": used.total()})


def _place(key: Key) -> tuple[str, str]:
    return key.pk, key.sk


def _counted(books: Books, user: str) -> int:
    raw = books.items.get(_place(keys.usage(user)))
    return decode(raw, UsageItem).bytes if raw else 0


def _stored(cloud: Cloud, tenant: str) -> dict[str, int]:
    pages = (
        cloud.aws.client("s3")
        .get_paginator("list_objects_v2")
        .paginate(Bucket=cloud.settings["DOCUMENTS_BUCKET"], Prefix=f"documents/{tenant}/")
    )
    return {one["Key"]: one["Size"] for page in pages for one in page.get("Contents", ())}


def _differ(what: str, there: Mapping[Any, Any], expected: Mapping[Any, Any]) -> Iterator[str]:
    for place in there.keys() | expected.keys():
        if there.get(place) != expected.get(place):
            yield f"{what} {place}: is {there.get(place)}, should be {expected.get(place)}"
