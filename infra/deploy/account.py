"""Where a stage lies: an account and a region, reached with the caller's own credentials."""

import contextlib
import os
from dataclasses import dataclass, field
from typing import Any

import boto3
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    EndpointConnectionError,
    NoCredentialsError,
    ProfileNotFound,
)

from infra.deploy.errors import Refused
from infra.deploy.stages import Stage


@dataclass(frozen=True)
class Account:
    id: str
    region: str
    session: Any
    _made: dict[str, Any] = field(default_factory=dict)

    def client(self, service: str) -> Any:
        if service not in self._made:
            self._made[service] = self.session.client(service)
        return self._made[service]


def enter(stage: Stage) -> Account:
    """Asks AWS who we are. Raises Refused, and says what to set."""
    try:
        session = boto3.Session(region_name=stage.region or os.environ.get("AWS_REGION") or None)
    except ProfileNotFound as error:
        raise Refused(f"{error}: AWS_PROFILE names it") from error
    if not session.region_name:
        raise Refused(f"no region: set AWS_REGION, or region in infra/stages/{stage.name}.yaml")
    id_ = _who(session)
    if stage.account not in ("", id_):
        raise Refused(f"these credentials are of account {id_}, and {stage.name} lies in {stage.account}")
    return Account(id_, session.region_name, session)


def _who(session: Any) -> str:
    try:
        with contextlib.closing(session.client("sts")) as sts:
            id_: str = sts.get_caller_identity()["Account"]
    except NoCredentialsError as error:
        raise Refused(
            "no AWS credentials: `aws configure sso`, or set AWS_PROFILE or AWS_ACCESS_KEY_ID"
        ) from error
    except ClientError as error:
        raise Refused(f"AWS does not take these credentials: {error.response['Error']['Message']}") from error
    except EndpointConnectionError as error:
        raise Refused(f"{error} Is {session.region_name} a region, and is there a network?") from error
    except BotoCoreError as error:  # an expired SSO session, half a key
        raise Refused(f"these AWS credentials cannot be used: {error}") from error
    return id_
