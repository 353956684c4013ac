"""What a month costs: a small case worked out by hand, and the page that is computed."""

from collections.abc import Iterator
from typing import Any

import pytest

from bench.cost import model, page
from bench.cost.__main__ import PAGE, facts
from bench.cost.model import EACH, Facts

ALL = {"requests": 0, "frames": 0, "pushes": 0, "bytes_out": 0, "wru": 0, "rru": 0, "sqs": 0, "sns": 0,
       "s3_writes": 0, "s3_reads": 0, "files_out": 0}  # fmt: skip
IDLE = {**ALL, "log_bytes": 0, "functions": {}}


@pytest.fixture
def office() -> Facts:
    """Somebody who opens the app twice on each of ten days, and else only is there, for an hour looked at."""
    real = facts()
    opened = {
        **IDLE, "requests": 4, "rru": 20, "log_bytes": 1000, "bytes_out": 50_000,
        "functions": {"api_handler": {"invocations": 4, "cpu_ms": 20, "calls": 10}},
    }  # fmt: skip
    beat = {**IDLE, "frames": 1, "pushes": 1, "wru": 1, "bytes_out": 100}
    known = real.measured["actions"]
    measured: dict[str, Any] = {
        "actions": dict.fromkeys(known, IDLE)
        | {"open the app": opened, "presence": beat, model.LOOK: {**IDLE, "requests": 3}},
        "client": {key: {} for key in real.measured["client"]} | {"an hour, looked at": {"presence": 15}},
        "starts": [{"function": "api_handler", "memory": 1024, "cpu": 200}],
        "figures": [],
    }
    said: dict[str, Any] = {
        "active_days": 10, "working_hours": 9, "hours_looked_at": 1, "hours_hidden": 0, "looks_away": 0,
        "connections": 1, "watchers": 0, "messages": 0, "read_at_once": 0, "posts_to_all": 0,
        "push_limit": 5000, "client_loads": 0, "kept_megabytes": 3, "files_megabytes": 100,
        "call_milliseconds": 5,
        "vcpu_megabytes": 2048, "cold": 0.1, "platform_log_bytes": 250, "stack_people": 1000,
    }  # fmt: skip
    people = {name: {"value": value} for name, value in said.items()}
    none = {key: {"value": 0} for key in ("comment", "react", "look at a conversation")}
    lists: dict[str, Any] = {"posts": [], "conversations": []}
    return Facts(measured, people | lists | {"day": {"open the app": {"value": 2}, **none}}, real.prices)


def test_a_small_office_costs_what_one_reckons_by_hand(office: Facts) -> None:
    openings = EACH * 10 * 2
    beats = EACH * 10 * 15
    # CPU at half a vCPU takes twice as long: (20 + a tenth of 4 x 200) x 2; and ten calls of 5 ms.
    seconds = (100 * 2 + 50) / 1000
    expected = {
        "API Gateway requests": openings * 4 * 3.50e-6,
        "WebSocket messages": beats * 2 * 1e-6 + beats * 100 * 0.09e-9,
        "WebSocket minutes": EACH * 10 * 60 * 0.25e-6,
        "Lambda requests": openings * 4 * 0.20e-6,
        "Lambda time": openings * seconds * 13.3334e-6,  # of one GB
        "DynamoDB writes": beats * 0.625e-6,
        "DynamoDB reads": openings * 20 * 0.125e-6,
        "SQS and SNS": 0,
        "Logs": openings * (1000 + 4 * 250) * 0.50e-9,
        "Traces": openings * 4 * 5e-6,  # 80,000 in 680,400 seconds: each of them
        "WAF": openings * 4 * 0.60e-6,
        "CloudFront": openings * (4 * 1e-6 + 50_000 * 0.085e-9),
        "Files": 0,
        "Storage": 3 * (0.45 + 13 * 0.10) + 100 * 0.023,
    }
    assert model.month(office, 100) == pytest.approx(expected)


def test_of_a_busy_function_one_call_a_second_is_traced_and_a_twentieth_of_the_others(office: Facts) -> None:
    office.people["day"]["open the app"]["value"] = 40  # 1,600,000 invocations in 680,400 seconds
    busy = 21 * 9 * 3600
    assert model.amounts(office, 100)["trace"] == pytest.approx(busy + (1_600_000 - busy) / 20)


def test_an_idle_tenant_pays_for_what_is_kept_and_nothing_else(office: Facts) -> None:
    assert model.idle(office) == {"Storage": pytest.approx(1.35 + 3.90 + 2.30)}


@pytest.fixture
def posting(office: Facts) -> Iterator[Facts]:
    office.people["posts_to_all"] = {"value": 1}
    office.measured["actions"]["publish a post, a member"] = {**IDLE, "wru": 1}
    return office


def test_above_the_push_limit_a_post_to_all_costs_nothing_for_a_member(posting: Facts) -> None:
    times = {size: dict(model.acts(posting, size)) for size in (5000, 5001)}
    assert times[5000]["publish a post, a member"] == pytest.approx(
        21 / 10
    )  # all of them, shared by those active
    assert "publish a post, a member" not in times[5001]


def test_the_page_is_what_script_and_data_say() -> None:
    assert PAGE.read_text("utf-8") == page.render(facts()), "make cost"


def test_every_assumption_has_its_reason_and_every_price_its_page() -> None:
    real = facts()
    day = real.people["day"].values()
    plain = [told for name, told in real.people.items() if isinstance(told, dict) and name != "day"]
    assert [told for told in (*day, *plain) if not told.get("why")] == []
    assert [name for name, price in real.prices["prices"].items() if not price["page"]] == []
