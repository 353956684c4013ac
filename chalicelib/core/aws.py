"""The AWS clients of this process, made when first used and shared by its threads.

botocore without boto3: a fifth less CPU at cold start, see docs/decisions/0003-cold-start.md.
"""

import json
import threading
from functools import cache
from typing import Any

import botocore.session
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.httpsession import URLLib3Session

from chalicelib.core import settings

_making = threading.Lock()
_made: dict[str, Any] = {}

# A Lambda has 29 s for a request: five short tries beat one long wait.
_CONFIG = Config(
    connect_timeout=2,
    read_timeout=10,
    max_pool_connections=32,
    parameter_validation=False,  # our own door makes the parameters
    retries={"mode": "standard", "total_max_attempts": 5},
)


@cache
def _session() -> botocore.session.Session:
    return botocore.session.get_session()


def client(service: str) -> Any:
    """The one client of a service; safe to share between threads."""
    if service not in _made:
        with _making:  # making a client is not safe between threads, using it is
            if service not in _made:
                _made[service] = _session().create_client(
                    service, region_name=settings.region(), config=_CONFIG
                )
    return _made[service]


@cache
def _http() -> URLLib3Session:
    return URLLib3Session(max_pool_connections=64, timeout=(2, 5))


def signed(service: str, method: str, url: str, body: bytes, headers: dict[str, str]) -> Any:
    """One signed HTTP call on pooled connections, for services too small or too hot for a client.

    Returns botocore's AWSResponse: status_code, headers, content.
    """
    request = AWSRequest(method=method, url=url, data=body, headers=headers)
    SigV4Auth(_session().get_credentials().get_frozen_credentials(), service, settings.region()).add_auth(
        request
    )
    return _http().send(request.prepare())


@cache
def secret(arn: str) -> dict[str, str]:
    """A JSON secret of Secrets Manager, asked for once a process."""
    answer = signed(
        "secretsmanager",
        "POST",
        settings.endpoint("secretsmanager"),
        json.dumps({"SecretId": arn}).encode(),
        {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "secretsmanager.GetSecretValue"},
    )
    if answer.status_code != 200:  # noqa: PLR2004
        raise RuntimeError(f"Secrets Manager answered {answer.status_code}")
    value: dict[str, str] = json.loads(json.loads(answer.content)["SecretString"])
    return value
