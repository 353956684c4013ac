"""Times: seconds since 1970 in the table, RFC 3339 in UTC outside."""

import time
from datetime import UTC, datetime

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def now() -> int:
    return int(time.time())


def milliseconds() -> int:
    return time.time_ns() // 1_000_000


def rfc3339(seconds: float) -> str:
    text = datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")
