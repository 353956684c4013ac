"""The signing secret's rotation, in the four steps by which Secrets Manager asks for it.

A new key is published as `next` one rotation before anything is signed with it, so whoever meets it knows it.
The one before stays accepted for a rotation more. docs/decisions/0023-the-clouds-resources.md
https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
"""

import json
import secrets
from typing import Any

from chalicelib.core import aws


class Unfit(RuntimeError):
    """What would be the secret does not follow the present one."""


def step(event: dict[str, str]) -> None:
    """Each may come again. Raises Unfit; then the present secret stays."""
    arn, token = event["SecretId"], event["ClientRequestToken"]
    match event["Step"]:
        case "createSecret":
            _create(arn, token)
        case "testSecret":
            _test(arn, token)
        case "finishSecret":
            _finish(arn, token)
        # setSecret is for secrets that somebody else has to learn too.


def successor(present: dict[str, str]) -> dict[str, str]:
    """The first time only the next key is published: nobody could know it otherwise."""
    fresh = secrets.token_urlsafe(48)
    if not present.get("next"):
        return present | {"next": fresh}
    return {"next": fresh, "current": present["next"], "previous": present["current"]}


def _create(arn: str, token: str) -> None:
    if _value(arn, VersionId=token):
        return  # it was asked for before
    _client().put_secret_value(
        SecretId=arn,
        ClientRequestToken=token,
        SecretString=json.dumps(successor(_present(arn))),
        VersionStages=["AWSPENDING"],
    )


def _test(arn: str, token: str) -> None:
    wanted, present = _value(arn, VersionId=token), _present(arn)
    if wanted == present:
        return  # it is the present one already
    follows = wanted.get("current") in (present.get("next"), present["current"])
    if not follows or len({*wanted.values()}) != len(wanted) or not wanted.get("next"):
        raise Unfit("the secret was changed meanwhile, or by hand: rotate again")


def _finish(arn: str, token: str) -> None:
    stages = _client().describe_secret(SecretId=arn)["VersionIdsToStages"]
    [present] = [version for version, labels in stages.items() if "AWSCURRENT" in labels]
    if present != token:
        _client().update_secret_version_stage(
            SecretId=arn, VersionStage="AWSCURRENT", MoveToVersionId=token, RemoveFromVersionId=present
        )


def _present(arn: str) -> dict[str, str]:
    return _value(arn, VersionStage="AWSCURRENT")


def _value(arn: str, **which: str) -> dict[str, str]:
    """Empty where there is no such version, or one without a value yet."""
    try:
        text = _client().get_secret_value(SecretId=arn, **which)["SecretString"]
    except _client().exceptions.ResourceNotFoundException:
        return {}
    value: dict[str, str] = json.loads(text)
    return value


def _client() -> Any:
    return aws.client("secretsmanager")
