"""Calls to AWS: signed by hand for the hot path, by clients for what is called rarely.

botocore without boto3, and without clients where a request waits: docs/decisions/0003-cold-start.md.
"""

import os
import socket
import threading
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from botocore.awsrequest import AWSPreparedRequest
from botocore.httpsession import URLLib3Session

from chalicelib.core import patience, settings, signing
from chalicelib.core.signing import Credentials, Target

_making = threading.Lock()
_made: dict[str, Any] = {}


@cache
def _session() -> Any:
    import botocore.session

    return botocore.session.get_session()


@cache
def _config(service: str) -> Any:
    from botocore.config import Config

    # Otherwise botocore signs forms of S3 for the address of all regions, which pages may not connect to,
    # and in us-east-1 as before 2014.
    s3 = {"us_east_1_regional_endpoint": "regional", "addressing_style": "virtual"}
    own = {"signature_version": "s3v4", "s3": s3} if service == "s3" else {}
    return Config(
        **own,
        connect_timeout=patience.CONNECT,
        read_timeout=patience.ANSWER,
        max_pool_connections=32,
        parameter_validation=False,  # our own door makes the parameters
        retries={"mode": "standard", "total_max_attempts": patience.CLIENT_TRIES},
    )


def client(service: str, region: str = "") -> Any:
    """The one client of a service, in our own region or another; safe to share between threads.

    Raises Unavailable where one of its calls might outlast the invocation.
    """
    patience.afford(patience.CLIENT_CALL)
    wanted = f"{service} {region}".strip()
    if wanted not in _made:
        with _making:  # making a client is not safe between threads, using it is
            if wanted not in _made:
                _made[wanted] = _session().create_client(
                    service, region_name=region or settings.region(), config=_config(service)
                )
    return _made[wanted]


@cache
def _http() -> URLLib3Session:
    # Head and body are sent apart; with Nagle's algorithm the body waits 40 ms for the ACK of the head.
    at_once = [(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)]
    return URLLib3Session(
        max_pool_connections=64, timeout=(patience.CONNECT, patience.ANSWER), socket_options=at_once
    )


def signed(service: str, method: str, url: str, body: bytes, headers: dict[str, str]) -> Any:
    """One signed HTTP call on pooled connections, for services too small or too hot for a client.

    Returns botocore's AWSResponse: status_code, headers, content.
    """
    parts = urlsplit(url)
    told = signature(service, method, parts.netloc, parts.path, body, headers)
    return _http().send(AWSPreparedRequest(method, url, told, body, stream_output=False))


def signature(
    service: str, method: str, host: str, path: str, body: bytes, headers: dict[str, str] | None = None
) -> dict[str, str]:
    """The headers that sign a request, beside those given, for who sends it by themselves."""
    target = Target(service, settings.region(), host, path)
    return signing.signed(_credentials(), method, target, body, headers or {})


def link(bucket: str, key: str, since: int, seconds: int) -> str:
    """Where an object can be fetched, for so many seconds from `since`, signed without a client.

    `key` is of characters that a path may hold as they are.
    """
    endpoint = urlsplit(settings.endpoint("s3"))
    is_aws = endpoint.netloc.endswith(".amazonaws.com")
    host, path = (
        (f"{bucket}.{endpoint.netloc}", f"/{key}") if is_aws else (endpoint.netloc, f"/{bucket}/{key}")
    )
    query = signing.link(_credentials(), Target("s3", settings.region(), host, path), since, seconds)
    return f"{endpoint.scheme}://{host}{path}?{query}"


def _credentials() -> Credentials:
    """Lambda gives a function's credentials in its environment; a person's tools may have a profile."""
    if "AWS_ACCESS_KEY_ID" not in os.environ:
        found = _session().get_credentials().get_frozen_credentials()
        return Credentials(found.access_key, found.secret_key, found.token)
    return Credentials(
        os.environ["AWS_ACCESS_KEY_ID"],
        os.environ["AWS_SECRET_ACCESS_KEY"],
        os.environ.get("AWS_SESSION_TOKEN"),
    )
