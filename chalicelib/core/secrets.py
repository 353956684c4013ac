"""JSON secrets of Secrets Manager, asked for once a process."""

from functools import cache

import msgspec

from chalicelib.core import calls


@cache
def secret(arn: str) -> dict[str, str]:
    """Raises Refused, Unavailable."""
    answer = calls.call(
        "secretsmanager", "secretsmanager", "GetSecretValue", {"SecretId": arn}, "application/x-amz-json-1.1"
    )
    return msgspec.json.decode(answer["SecretString"], type=dict[str, str])
