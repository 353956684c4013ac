"""The web client into its bucket."""

from typing import Any

from infra.deploy.account import Account
from infra.deploy.artefacts import Build, Shelf

UNCHANGING = "immutable"


def publish(account: Account, shelf: Shelf, build: Build, bucket: str) -> tuple[int, int]:
    """Puts each file with its headers, in the build's order: how many were put, and how many lay there.

    Names of assets carry a hash, so what has the name is the same; what lies there from before stays for
    those who have an older page open.
    """
    s3 = account.client("s3")
    there = _keys(s3, bucket)
    put = 0
    with shelf.web(build) as archive:
        for file in build.files:
            if UNCHANGING in file["Cache-Control"] and file["path"] in there:
                continue
            s3.put_object(
                Bucket=bucket,
                Key=file["path"],
                Body=archive.read(file["path"]),
                ContentType=file["Content-Type"],
                CacheControl=file["Cache-Control"],
            )
            put += 1
    return put, len(build.files) - put


def _keys(s3: Any, bucket: str) -> set[str]:
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    return {one["Key"] for page in pages for one in page.get("Contents", [])}
