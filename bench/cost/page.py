"""docs/cost.md."""

from collections.abc import Iterable
from typing import Any

from bench.cost import model
from bench.cost.model import SIZES, Facts

HEAD = """# What Atrium costs to run

Computed by `make cost` from what was measured (`bench/measured.json`, {at}), what people are assumed to do
(`bench/cost/people.yaml`) and AWS's prices (`bench/cost/prices.yaml`, {region}, written down on {date}).
A test fails while this page is not what they say. Dollars a month, without free tiers, discounts and tax.
The prices could not be fetched from where this is built: look them up again on the pages that are named
below. Nothing was deployed: durations are CPU as measured here, and a fixed time for each call of AWS.
"""


def render(facts: Facts) -> str:
    parts = [HEAD.format(at=facts.measured["at"][:10], **facts.prices)]
    parts += _dollars(facts)
    parts += _lines(facts)
    parts += _acts(facts)
    parts += _assumed(facts)
    return "\n".join(parts)


def _dollars(facts: Facts) -> Iterable[str]:
    months = {size: model.month(facts, size) for size in SIZES}
    idle = model.idle(facts)
    yield "## 1,000 monthly active people\n"
    yield _row("line", *(f"tenant of {size:,}" for size in SIZES), "idle tenant")
    yield _row(*["---"] * (len(SIZES) + 2))
    largest = months[SIZES[-1]]
    for line in sorted(largest, key=lambda one: -largest[one]):
        yield _row(line, *(_money(months[size][line]) for size in SIZES), _money(idle.get(line, 0)))
    yield _row(
        "**all**",
        *(f"**{_money(sum(months[size].values()))}**" for size in SIZES),
        _money(sum(idle.values())),
    )
    whole = sum(largest.values())
    first = sorted(largest, key=lambda one: -largest[one])[:3]
    told = ", ".join(f"{line} {largest[line] / whole:.0%}" for line in first)
    yield f"\nWhat dominates: {told}."
    standing = model.standing(facts)
    yield (
        f"\nA stack that nobody uses costs {_money(standing)} beside what is kept, whatever its tenants: "
        + "; ".join(map(_standing, facts.prices["standing"]))
        + "."
    )
    alone = ", ".join(f"{_money(model.alone(facts, size))} for {size:,} people" for size in SIZES)
    yield f"\nA tenant in a month, alone in its stack and all of them active: {alone}.\n"


def _standing(one: dict[str, Any]) -> str:
    why = f"{one['number']} at {_money(one['each'])}" if "each" in one else one["why"]
    return f"{one['what']} ({why})"


def _lines(facts: Facts) -> Iterable[str]:
    yield "## What is billed for, by 1,000 people of a tenant of 50,000\n"
    yield _row("what", "a month", "price", "page")
    yield _row("---", "---", "---", "---")
    billed = model.amounts(facts, SIZES[-1])
    for name, price in facts.prices["prices"].items():
        yield _row(
            name.replace("_", " "),
            f"{billed[name]:,.0f}",
            f"{price['dollars']} for {price['per']:,}",
            price["page"],
        )
    yield ""


def _acts(facts: Facts) -> Iterable[str]:
    """Which of the things that people do cost most."""
    yield "## What people do, and what it costs\n"
    yield "On an active day, of a tenant of 50,000; dollars a month for 1,000 people."
    yield "Minutes, traces and storage are not in it.\n"
    yield _row("action", "a day", "dollars", "requests", "WebSocket messages", "WRU", "RRU")
    yield _row(*["---"] * 7)
    rows = []
    times: dict[str, float] = {}
    for name, count in model.acts(facts, SIZES[-1]):
        times[name] = times.get(name, 0) + count
    for name, count in times.items():
        bill = facts.measured["actions"][name]
        messages = bill["frames"] + bill["pushes"]
        told = (bill["requests"], messages, bill["wru"], bill["rru"])
        rows.append((model.act(facts, name, count), name, count, told))
    for dollars, name, count, told in sorted(rows, reverse=True):
        yield _row(name, _number(count), _money(dollars), *(_number(one * count) for one in told))
    yield ""


def _assumed(facts: Facts) -> Iterable[str]:
    yield "## What is assumed\n"
    yield _row("what", "value", "why")
    yield _row("---", "---", "---")
    for name, told in facts.people.items():
        if name == "day":
            for action, one in told.items():
                yield _row(f"{action}, a day", one["value"], one["why"])
        elif isinstance(told, list):
            for one in told:
                yield _row(
                    name, ", ".join(f"{key} {one[key]}" for key in one if key != "why"), one.get("why", "")
                )
        else:
            yield _row(name.replace("_", " "), told["value"], told["why"])
    yield ""


def _row(*cells: Any) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def _money(dollars: float) -> str:
    return f"{dollars:,.2f}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.2f}".rstrip("0").rstrip(".")
