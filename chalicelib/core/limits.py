"""Rate limits: token buckets in this process.

They keep one client from taking a Lambda for itself, and answer with the wait. Across
processes API Gateway's throttle and the WAF bound the sum; what must be exact (failed
sign-ins) is counted in the table. docs/decisions/0006-rate-limits.md
"""

import math
import os
import threading
import time
from typing import NamedTuple

from chalicelib.core.errors import TooMany

# Requests a minute, unless the stage says otherwise. A quarter of it may come at once.
# A whole office signs in from one address. A connection's are its frames, whatever is in them.
# Each call that a person begins rings up to fifty people, each reaction in a chat is told to as many and kept
# for those who are away; one question for what was missed may read fifty conversations. A new conversation
# lies in fifty lists, and so does a new name or one more person; fifty may be brought in at once. Fifty are
# told who types, and who comes into a call or is muted in it. Who opens one connection too many has each of
# the others asked after. Of six in a call each sends each some twenty signals.
PER_MINUTE = {
    "person": 1200,
    "tenant": 60_000,
    "address": 1200,
    "connection": 1200,
    "calls": 30,
    "reactions": 120,
    "resumes": 60,
    "conversations": 60,
    "changes": 200,
    "typing": 60,
    "tickets": 120,
    "places": 120,
    "signals": 600,
}
MOST_BUCKETS = 20_000  # about 2 MB


class Allowance(NamedTuple):
    limit: int
    remaining: int
    reset: int

    def headers(self) -> dict[str, str]:
        """draft-ietf-httpapi-ratelimit-headers."""
        return {
            "RateLimit-Policy": f'"default";q={self.limit};w=60',
            "RateLimit": f'"default";r={self.remaining};t={self.reset}',
        }


_buckets: dict[str, tuple[float, float]] = {}
_lock = threading.Lock()


def take(kind: str, who: str) -> Allowance:
    """One token of the bucket of a person, tenant, address, connection or caller. Raises TooMany."""
    per_minute = int(os.environ.get(f"RATE_{kind.upper()}", PER_MINUTE[kind]))
    who = f"{kind} {who}"
    burst = max(1, per_minute / 4)
    rate = per_minute / 60
    now = time.monotonic()
    with _lock:
        if len(_buckets) > MOST_BUCKETS:
            _buckets.clear()  # forgetting is kinder than growing
        tokens, then = _buckets.get(who, (burst, now))
        tokens = min(burst, tokens + (now - then) * rate)
        if tokens < 1:
            _buckets[who] = (tokens, now)
            raise TooMany(math.ceil((1 - tokens) / rate), limit=per_minute)
        _buckets[who] = (tokens - 1, now)
    return Allowance(per_minute, int(tokens - 1), math.ceil((burst - tokens + 1) / rate))
