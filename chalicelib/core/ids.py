"""Ids: ULIDs, so that they sort by time. https://github.com/ulid/spec"""

import hashlib
import os
import re
import time

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32
LENGTH = 26
ULID = re.compile(rf"[0-7][{ALPHABET}]{{25}}")
TENANT = re.compile(rf"[{ALPHABET}]{{8}}")


def ulid(milliseconds: int | None = None) -> str:
    """A new id: 48 bits of time in milliseconds, 80 bits of chance."""
    now = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    return _encode((now << 80) | int.from_bytes(os.urandom(10)), LENGTH)


def derived(base: str, name: str) -> str:
    """An id that is the same whenever it is made of the same; as old as `base`, an id."""
    chance = hashlib.sha256(f"{base} {name}".encode()).digest()[:10]
    return _encode((milliseconds(base) << 80) | int.from_bytes(chance), LENGTH)


def tenant() -> str:
    """A tenant's id stands in front of every key, so it is short: 40 bits of chance.

    Whoever makes one writes it on the condition that nobody has it yet.
    """
    return _encode(int.from_bytes(os.urandom(5)), 8)


def is_ulid(text: str) -> bool:
    return ULID.fullmatch(text) is not None


def is_tenant(text: str) -> bool:
    return TENANT.fullmatch(text) is not None


def milliseconds(id_: str) -> int:
    """When a ULID was made, in milliseconds since 1970."""
    value = 0
    for character in id_[:10]:
        value = value * 32 + ALPHABET.index(character)
    return value


def _encode(value: int, length: int) -> str:
    characters = []
    for _ in range(length):
        value, digit = divmod(value, 32)
        characters.append(ALPHABET[digit])
    return "".join(reversed(characters))
