"""Argon2id (RFC 9106) with OWASP's least parameters: 19 MiB, two passes, one lane."""

from functools import cache
from typing import Any

from chalicelib.core import auth

PASSES, MEMORY_KIB = 2, 19_456


@cache
def _hasher() -> Any:
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=1)


def hashed(password: str) -> str:
    return str(_hasher().hash(password))


def matches(password: str, kept: str | None) -> bool:
    """Takes as long without a kept hash as with one, so time does not tell whether there is an account."""
    from argon2.exceptions import VerificationError

    try:
        return bool(_hasher().verify(kept or _nobodys(), password)) and kept is not None
    except VerificationError:
        return False


@cache
def _nobodys() -> str:
    return hashed(auth.digest("nobody has this password"))
