"""Headers that are more than a word: cookies, whose request it is, both halves of a conditional request."""

import hashlib
import hmac
import ipaddress
from typing import Any

from chalicelib.core import settings

LONGEST_ADDRESS = 45  # IPv6 with IPv4 within


def viewer(sent: Any, peer: str) -> str:
    """The address of who asks.

    Behind CloudFront the peer is a machine of CloudFront's, which says whose request it passes on. The API
    has an address of its own too, so that is believed only of who knows the secret of the two (guard.yaml).
    """
    secret, shown = settings.origin_secret(), str(sent.get("x-origin-secret", ""))
    is_known = bool(secret) and hmac.compare_digest(shown.encode("utf-8", "replace"), secret.encode())
    told = str(sent.get("x-viewer-address", ""))[:LONGEST_ADDRESS]
    return _household(told if is_known and told else peer)


def _household(address: str) -> str:
    """Of IPv6 the network, whose 2^64 addresses are one customer's (RFC 6177)."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else address  # noqa: PLR2004


def cookies(sent: str | None) -> dict[str, str]:
    """By name. Of two the first, whose path is the longer one (RFC 6265, 5.4)."""
    pairs = [part.strip().partition("=") for part in (sent or "").split(";")]
    return {name: value for name, _, value in reversed(pairs) if name}


def etag(answer: Any, body: bytes) -> dict[str, str]:
    return {"ETag": f'"{getattr(answer, "version", 0)}.{hashlib.sha256(body).hexdigest()[:12]}"'}


def expected_version(if_match: str | None) -> int | None:
    """The version that If-Match names. An ETag is "<version>.<digest of the body>"."""
    if if_match is None or if_match.strip() == "*":
        return None
    version = if_match.strip().removeprefix("W/").strip('"').partition(".")[0]
    return int(version) if version.isascii() and version.isdigit() and len(version) < 16 else -1  # noqa: PLR2004


def matches(if_none_match: str | None, etag: str | None) -> bool:
    if not if_none_match or not etag:
        return False
    return any(tag.strip().removeprefix("W/") in (etag, "*") for tag in if_none_match.split(","))
