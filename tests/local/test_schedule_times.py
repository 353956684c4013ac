from datetime import UTC, datetime

import pytest

from infra.local.schedules import due


def minute(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) // 60


@pytest.mark.parametrize(
    ("expression", "moment", "expected"),
    [
        ("cron(0 8 ? * MON-FRI *)", "2026-06-01T08:00", True),  # a Monday
        ("cron(0 8 ? * MON-FRI *)", "2026-05-31T08:00", False),  # a Sunday
        ("cron(0 8 ? * MON-FRI *)", "2026-06-01T08:01", False),
        ("cron(0/15 * * * ? *)", "2026-06-01T08:45", True),
        ("cron(0/15 * * * ? *)", "2026-06-01T08:46", False),
        ("cron(0 0 1 JAN,JUL ? *)", "2026-07-01T00:00", True),
        ("cron(0 0 1 JAN,JUL ? *)", "2026-06-01T00:00", False),
        ("cron(30 6 * * ? 2027)", "2026-06-01T06:30", False),
    ],
)
def test_a_cron_schedule_fires_in_its_minutes(expression: str, moment: str, expected: bool) -> None:
    assert due(expression, minute(moment)) is expected


def test_a_rate_fires_every_so_often_after_the_start() -> None:
    assert [m for m in range(100, 116) if due("rate(5 minutes)", m, first=100)] == [105, 110, 115]


def test_what_cron_cannot_say_is_an_error() -> None:
    with pytest.raises(ValueError, match="L"):
        due("cron(0 0 L * ? *)", minute("2026-06-01T00:00"))
