"""AWS Signature Version 4 for what we send ourselves; the key that signs is derived once a day.

botocore's signer derives it for each request and makes objects for each step: 0.1 ms of CPU where this
takes a tenth, and a message to a hundred people is a hundred requests. A test compares the two.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
"""

import hmac
import time
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import quote, urlencode


class Credentials(NamedTuple):
    access_key: str
    secret_key: str
    token: str | None


class Target(NamedTuple):
    """Where a request goes; `path` as it stands in the request line, without a query."""

    service: str
    region: str
    host: str
    path: str


def signed(
    credentials: Credentials, method: str, target: Target, body: bytes, headers: dict[str, str]
) -> dict[str, str]:
    """The headers given and those that sign them. `Host` is signed too, and sent by who sends."""
    moment = _moment(int(time.time()))
    sent = headers | {"X-Amz-Date": moment}
    if credentials.token:
        sent["X-Amz-Security-Token"] = credentials.token
    named = sorted((name.lower(), value) for name, value in {**sent, "host": target.host}.items())
    names = ";".join(name for name, _ in named)
    lines = "".join(f"{name}:{value}\n" for name, value in named)
    canonical = f"{method}\n{_twice(target.path)}\n\n{lines}\n{names}\n{sha256(body).hexdigest()}"  # no query
    scope = f"{moment[:8]}/{target.region}/{target.service}/aws4_request"
    text = f"AWS4-HMAC-SHA256\n{moment}\n{scope}\n{sha256(canonical.encode()).hexdigest()}"
    key = _key(credentials.secret_key, moment[:8], target.region, target.service)
    signature = hmac.digest(key, text.encode(), sha256).hex()
    sent["Authorization"] = (
        f"AWS4-HMAC-SHA256 Credential={credentials.access_key}/{scope}, "
        f"SignedHeaders={names}, Signature={signature}"
    )
    return sent


def link(credentials: Credentials, target: Target, since: int, seconds: int) -> str:
    """The query of a URL that lets whoever has it GET the target, for so many seconds from `since` (seconds).

    Of the same moment it is the same text, so caches know it again.
    https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
    """
    moment = _moment(since)
    scope = f"{moment[:8]}/{target.region}/{target.service}/aws4_request"
    told = {
        "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
        "X-Amz-Credential": f"{credentials.access_key}/{scope}",
        "X-Amz-Date": moment,
        "X-Amz-Expires": str(seconds),
    }
    if credentials.token:
        told["X-Amz-Security-Token"] = credentials.token
    told["X-Amz-SignedHeaders"] = "host"
    query = urlencode(told, quote_via=quote, safe="~")
    canonical = f"GET\n{target.path}\n{query}\nhost:{target.host}\n\nhost\nUNSIGNED-PAYLOAD"
    text = f"AWS4-HMAC-SHA256\n{moment}\n{scope}\n{sha256(canonical.encode()).hexdigest()}"
    key = _key(credentials.secret_key, moment[:8], target.region, target.service)
    return f"{query}&X-Amz-Signature={hmac.digest(key, text.encode(), sha256).hex()}"


def _twice(path: str) -> str:
    """As all services but S3 want it: what is encoded in the request line is encoded once more."""
    return quote(path or "/", safe="/~")


@lru_cache(2)
def _moment(second: int) -> str:
    return time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(second))


@lru_cache(16)
def _key(secret: str, day: str, region: str, service: str) -> bytes:
    key = f"AWS4{secret}".encode()
    for part in (day, region, service, "aws4_request"):
        key = hmac.digest(key, part.encode(), sha256)
    return key
