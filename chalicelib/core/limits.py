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

# Requests a minute. A quarter of it may come at once.
PER_PERSON = int(os.environ.get("RATE_PERSON", "600"))
PER_TENANT = int(os.environ.get("RATE_TENANT", "60000"))
PER_ADDRESS = int(os.environ.get("RATE_ADDRESS", "120"))
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


def take(who: str, per_minute: int) -> Allowance:
    """One token of a bucket. Raises TooMany with the seconds to wait."""
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
