"""Tokens. An access token is a JWT signed with Ed25519 (RFC 7519, RFC 8037), good for ten minutes.

Written on `cryptography` alone: the JOSE libraries import RSA, X.509 and PEM too, 60 ms of
every cold start (docs/decisions/0003-cold-start.md). A test reads our tokens with joserfc.
"""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from chalicelib.core import ids, keys, secrets, settings
from chalicelib.core.actor import Actor, Role
from chalicelib.core.errors import Unauthorized
from chalicelib.core.secrets import HOUR, MINUTE
from chalicelib.core.table import Item, Table

ACCESS_SECONDS = 600
LONGEST_TOKEN = 1024  # ours have some 300 characters; nothing longer is worth a look


class Standing(Item):
    """Of a person's item, what decides whether they may act."""

    role: Role
    name: str
    status: str = "active"
    avatar: str | None = None
    revoked: list[str] = []  # "session@until" of sessions that ended while their access tokens still run


class Claims(msgspec.Struct):
    sub: str
    tid: str
    sid: str
    exp: int
    iat: int


def access_token(tenant: str, user: str, session: str) -> str:
    now = int(time.time())
    claims = Claims(sub=user, tid=tenant, sid=session, iat=now, exp=now + ACCESS_SECONDS)
    kid, key = _signing_key(_secrets(HOUR)[0])
    signed = (
        f"{_b64(_json({'alg': 'EdDSA', 'typ': 'at+jwt', 'kid': kid}))}.{_b64(msgspec.json.encode(claims))}"
    )
    return f"{signed}.{_b64(key.sign(signed.encode()))}"


def actor(authorization: str | None) -> Actor:
    """Who an Authorization header speaks for. Raises Unauthorized."""
    scheme, _, token = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Unauthorized("Send an access token: Authorization: Bearer ...")
    claims = verified(token.strip())
    return present(claims.tid, claims.sub, claims.sid)


def present(tenant: str, user: str, session: str) -> Actor:
    """Who acts in a session. Raises Unauthorized where it has ended.

    Reads the person anew each time (0.5 RRU), so whoever is deactivated is out at once.
    """
    standing = Table(tenant).find(keys.person(user), Standing)
    if not standing or not in_force(session, standing):
        raise Unauthorized("This session has ended")
    return Actor(
        tenant=tenant,
        user=user,
        role=standing.role,
        session=session,
        name=standing.name,
        avatar=standing.avatar,
    )


def absent(tenant: str, user: str) -> Actor | None:
    """Who is not here now, for what works in their name meanwhile. None where they were put out."""
    standing = Table(tenant).get(keys.person(user), Standing, consistent=True)
    if not standing or standing.status != "active":
        return None
    return Actor(tenant=tenant, user=user, role=standing.role, name=standing.name, avatar=standing.avatar)


def in_force(session: str, standing: Standing) -> bool:
    """Whether the person may still act in this session."""
    ended = any(mark.startswith(session) for mark in standing.revoked)
    return standing.status == "active" and not ended


def verified(token: str) -> Claims:
    """The claims of a token of ours that has not expired. Raises Unauthorized."""
    try:
        if len(token) > LONGEST_TOKEN:
            raise ValueError  # noqa: TRY301
        signed, _, signature = token.rpartition(".")
        header, _, payload = signed.partition(".")
        head = json.loads(_unb64(header))
        key = _known(head["kid"])
        if head["alg"] != "EdDSA":
            raise ValueError  # noqa: TRY301
        key.verify(_unb64(signature), signed.encode())
        claims = msgspec.json.decode(_unb64(payload), type=Claims)
    except (ValueError, KeyError, TypeError, RecursionError, InvalidSignature, msgspec.MsgspecError):
        raise Unauthorized("The access token is not valid") from None
    if claims.exp <= time.time() or not ids.is_tenant(claims.tid):
        raise Unauthorized("The access token has expired")
    return claims


def seal(purpose: str, *facts: str) -> str:
    """A short proof that we made these facts, for links and cursors: 128 bits of HMAC-SHA-256."""
    message = "\0".join(facts).encode()
    return _proof(_secrets(HOUR)[0], purpose, message)


def sealed(proof: str, purpose: str, *facts: str) -> bool:
    message = "\0".join(facts).encode()
    return any(
        hmac.compare_digest(_proof(secret, purpose, message).encode(), proof.encode())
        for secret in _accepted()
    )


def _proof(secret: str, purpose: str, message: bytes) -> str:
    return _b64(hmac.digest(_derived(secret, purpose), message, hashlib.sha256)[:16])


def digest(*facts: str) -> str:
    """A hash to keep instead of a secret."""
    return _b64(hashlib.sha256("\0".join(facts).encode()).digest())


def _secrets(at_most: float) -> list[str]:
    """The present one, the next, with which others may sign already, and the one before.

    platform/rotation.py changes them.
    """
    said = secrets.secret(settings.signing_secret(), at_most)
    return [said[name] for name in ("current", "next", "previous") if said.get(name)]


def _accepted() -> Iterator[str]:
    """Those to try, then those of a new look: what we do not know may be newer than what we read.

    There is one look a minute at most, so what strangers make up costs no more.
    """
    yield from _secrets(HOUR)
    yield from _secrets(MINUTE)


@lru_cache(64)
def _derived(secret: str, purpose: str) -> bytes:
    """A key for one purpose (RFC 5869), so that one secret serves all without mixing them."""
    return HKDF(hashes.SHA256(), 32, salt=None, info=f"atrium {purpose}".encode()).derive(secret.encode())


@lru_cache(16)
def _signing_key(secret: str) -> tuple[str, Ed25519PrivateKey]:
    """(its id, the key) of access tokens."""
    key = _derived(secret, "access token")
    return digest(key.hex())[:8], Ed25519PrivateKey.from_private_bytes(key)


def _known(kid: str) -> Ed25519PublicKey:
    """Raises KeyError for a key that is not or no longer ours."""
    for secret in _accepted():
        known, key = _signing_key(secret)
        if known == kid:
            return key.public_key()
    raise KeyError(kid)


def public_jwks() -> dict[str, Any]:
    """The public keys as a JWK set (RFC 7517), for whoever wants to check our tokens."""
    return {
        "keys": [
            {
                "kty": "OKP",
                "crv": "Ed25519",
                "use": "sig",
                "alg": "EdDSA",
                "kid": kid,
                "x": _b64(key.public_key().public_bytes_raw()),
            }
            for kid, key in map(_signing_key, _secrets(HOUR))
        ]
    }


def _json(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def _b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _unb64(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
