"""Idempotency-Key: the same key and body answer the same response for 24 hours.

The claim is one conditional write, the answer another. The answer, its cookies too, is kept
encrypted under the key and the body that asked for it, because it may hold tokens.
"""

import hashlib
import os
import time
from collections.abc import Callable
from typing import NamedTuple

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from chalicelib.core import auth, ids, keys
from chalicelib.core.errors import Conflict, Invalid, Problem, Unavailable
from chalicelib.core.keys import Key
from chalicelib.core.log import logger
from chalicelib.core.table import ABSENT, Item, Lost, Path, Table, changes, value

KEPT_SECONDS = 24 * 3600
LEASE_SECONDS = 30  # longer than a request may take, which is 29
LONGEST_KEY = 255


class Kept(NamedTuple):
    status: int
    body: bytes
    headers: dict[str, str]


class Claim(Item):
    body: str
    mint: str
    lease: int
    expires: int
    answer: bytes = b""


def once(table: Table, owner: str, route: str, key: str, body: bytes, run: Callable[[str], Kept]) -> Kept:
    """`run(mint)` once for a key: its answer, now or from before.

    `owner` is who may see the answer again. Raises Conflict where the key came with another
    body or its request is still at work, Invalid where the key is too long.
    """
    if not 1 <= len(key) <= LONGEST_KEY:
        raise Invalid("Idempotency-Key", f"At most {LONGEST_KEY} characters", limit=LONGEST_KEY)
    place = keys.idempotency(auth.digest(owner, route, key))
    secret = hashlib.sha256(b"\0".join([owner.encode(), key.encode(), body])).digest()
    now = int(time.time())
    claim = Claim(
        body=auth.digest(route, body.hex()),
        mint=ids.ulid(),
        lease=now + LEASE_SECONDS,
        expires=now + KEPT_SECONDS,
    )
    free = ABSENT | (Path("expires") < value(now))
    try:
        table.put(place, claim, condition=free)
    except Lost:
        before = table.get(place, Claim, consistent=True)
        if before and before.body != claim.body:
            raise Conflict("This Idempotency-Key came with another body") from None
        if before and before.answer:
            return _opened(before, secret)
        claim = _taken_over(table, place, before, now)
    try:
        kept = run(claim.mint)
    except Unavailable:
        _let_go(table, place)
        raise
    except Problem:
        table.delete(place, Claim)
        raise
    except Exception:
        _let_go(table, place)
        raise
    nonce = os.urandom(12)
    sealed = nonce + AESGCM(secret).encrypt(nonce, msgspec.msgpack.encode(kept), None)
    try:
        table.update(place, *changes(answer=sealed), kind=Claim)
    except Unavailable:  # it is done all the same; whoever asks again has it made anew under the same id
        logger.warning("answer not kept")
    return kept


def _taken_over(table: Table, place: Key, before: Claim | None, now: int) -> Claim:
    """Its process died or gave up: go on under the same id, for it may have written. Raises Conflict."""
    at_work = Conflict("The first request with this Idempotency-Key is still at work")
    at_work.headers["Retry-After"] = "1"
    if not before or before.lease > now:
        raise at_work
    mine = changes(lease=now + LEASE_SECONDS)
    try:
        return table.update(place, *mine, kind=Claim, condition=Path("lease") == value(before.lease))
    except Lost:
        raise at_work from None


def _let_go(table: Table, place: Key) -> None:
    """What it was about may be written or not, so the claim stays, with its id, for whoever asks again."""
    try:
        table.update(place, *changes(lease=0), kind=Claim)
    except Unavailable:
        logger.warning("claim not let go")  # it lapses by itself


def _opened(claim: Claim, secret: bytes) -> Kept:
    nonce, sealed = claim.answer[:12], claim.answer[12:]
    return msgspec.msgpack.decode(AESGCM(secret).decrypt(nonce, sealed, None), type=Kept)
