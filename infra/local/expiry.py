"""Plays DynamoDB's time to live: rows whose time is over are taken away, and the stream tells of it.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html
"""

import contextlib
import time
from typing import Any

NAMES = {"#expires": "expires"}


def sweep(dynamodb: Any, table: str, beginning: str = "", now: float | None = None) -> int:
    """How many went; of those alone whose partition key begins so."""
    condition = "#expires <= :now" + (" AND begins_with(pk, :beginning)" if beginning else "")
    values = {":now": {"N": str(int(time.time() if now is None else now))}}
    if beginning:
        values[":beginning"] = {"S": beginning}
    gone = 0
    pages = dynamodb.get_paginator("scan").paginate(
        TableName=table,
        FilterExpression=condition,
        ExpressionAttributeValues=values,
        ExpressionAttributeNames=NAMES,
        ProjectionExpression="pk, sk",
        ConsistentRead=True,
    )
    for page in pages:
        for row in page["Items"]:
            with contextlib.suppress(dynamodb.exceptions.ConditionalCheckFailedException):  # it lives on
                dynamodb.delete_item(
                    TableName=table,
                    Key={"pk": row["pk"], "sk": row["sk"]},
                    ConditionExpression="#expires <= :now",
                    ExpressionAttributeNames=NAMES,
                    ExpressionAttributeValues={":now": values[":now"]},
                )
                gone += 1
    return gone
