"""The feed rows of people, counted where they lie: in the emulator's table, beside the API."""

from typing import Any

import botocore.session
from botocore.config import Config

from bench.demo.accounts import Account
from bench.demo.cloud import AT_ONCE, Cloud
from bench.demo.progress import Quiet


def count(cloud: Cloud, accounts: dict[str, Account], owner: Account, progress: Quiet) -> int:
    """How many rows lie in the feeds of these people."""
    tenant = owner.ask("GET", "/v1/me")["tenant"]
    aws = cloud.aws()
    table = aws["env"]["TABLE_NAME"]
    dynamodb = _client(aws)
    progress.begin("Counting feed rows", len(accounts))
    found: list[int] = []

    def look(account: Account) -> None:
        pages = dynamodb.get_paginator("query").paginate(
            TableName=table,
            KeyConditionExpression="pk = :reader AND begins_with(sk, :row)",
            ExpressionAttributeValues={
                ":reader": {"S": f"{tenant}#f#u{account.id}"},
                ":row": {"S": "f#"},
            },
            Select="COUNT",
        )
        found.append(sum(page["Count"] for page in pages))
        progress.done()

    cloud.each(accounts.values(), look)
    return sum(found)


def _client(aws: dict[str, Any]) -> Any:
    return botocore.session.Session().create_client(
        "dynamodb",
        endpoint_url=aws["endpoint_url"],
        region_name=aws["region"],
        aws_access_key_id="test",  # the emulator's only account
        aws_secret_access_key="test",
        config=Config(max_pool_connections=AT_ONCE),
    )
