"""What a month costs: bills of single actions (bench/measured.json), how often people do them (people.yaml),
and what AWS asks (prices.yaml). Everything is told per 1,000 monthly active people of a tenant.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

SIZES = (100, 5_000, 50_000)
EACH = 1000  # people that figures are told for
WORKING_DAYS = 21
TRACED_SHARE = 0.05  # of what goes beyond one a second
COPIES = 13  # of the table in the vault at once: one a week, kept for 90 days (infra/template/backups.yaml)
BURST = 3  # messages in measured.json's "three messages read"
LOOK, OPENED = "look at a conversation", "a conversation opened"  # the action, and what the client sends
PASSED_ON = ("wru", "rru")
Bill = dict[str, Any]
Amounts = defaultdict[str, float]


@dataclass(frozen=True)
class Facts:
    measured: dict[str, Any]
    people: dict[str, Any]
    prices: dict[str, Any]

    def value(self, name: str) -> float:
        return float(self.people[name]["value"])

    def sent(self, when: str, kind: str) -> float:
        """Frames of a kind that the web client sends then."""
        return float(self.measured["client"][when].get(kind, 0))


def act(facts: Facts, name: str, times: float) -> float:
    """Dollars of one action, done so often on an active day."""
    found: Amounts = defaultdict(float)
    _add(found, facts, facts.measured["actions"][name], times * EACH * facts.value("active_days"))
    prices = facts.prices["prices"]
    return float(
        sum(amount * prices[what]["dollars"] / prices[what]["per"] for what, amount in found.items())
    )


def month(facts: Facts, people: int) -> dict[str, float]:
    """Dollars by line, for 1,000 active people of a tenant of so many."""
    billed = amounts(facts, people)
    found: dict[str, float] = {}
    for name, price in facts.prices["prices"].items():
        found[price["line"]] = found.get(price["line"], 0) + billed[name] * price["dollars"] / price["per"]
    return found


def idle(facts: Facts) -> dict[str, float]:
    """Of 1,000 people whom nobody sees: what they keep."""
    prices = facts.prices["prices"]
    return {"Storage": sum(gb * prices[name]["dollars"] for name, gb in _kept(facts).items())}


def standing(facts: Facts) -> float:
    """Dollars of a stack that nobody uses."""
    prices = facts.prices["prices"]
    return float(
        sum(
            one["number"] * one["each"]
            if "each" in one
            else one["count"] * prices[one["price"]]["dollars"] / prices[one["price"]]["per"]
            for one in facts.prices["standing"]
        )
    )


def alone(facts: Facts, people: int) -> float:
    """Dollars of a stack with one tenant of so many, all of whom are active."""
    own = replace(facts, people=facts.people | {"stack_people": {"value": people}})
    return sum(month(own, people).values()) * people / EACH + standing(facts)


def _kept(facts: Facts) -> dict[str, float]:
    """GB of 1,000 people after a year."""
    rows, files = (facts.value(name) * EACH / 1000 for name in ("kept_megabytes", "files_megabytes"))
    return {"table_gb": rows, "backup_gb": rows, "copy_gb": rows * COPIES, "file_gb": files}


def amounts(facts: Facts, people: int) -> Amounts:
    """What is billed for in a month, by the names of prices.yaml."""
    found: Amounts = defaultdict(float)
    invoked: Amounts = defaultdict(float)
    scale = EACH * facts.value("active_days")
    for name, times in acts(facts, people):
        bill = facts.measured["actions"][name]
        _add(found, facts, bill, times * scale)
        for function, told in bill["functions"].items():
            invoked[function] += told["invocations"] * times * scale
    found["trace"] = sum(_traced(facts, count) for count in invoked.values())
    connected = facts.value("hours_looked_at") + facts.value("hours_hidden")
    found["connection_minute"] = connected * 60 * facts.value("connections") * scale
    found["front_byte"] += facts.value("client_loads") * EACH * _client(facts)
    found.update(_kept(facts))
    return found


def _add(found: Amounts, facts: Facts, bill: Bill, times: float) -> None:
    for name in PASSED_ON:
        found[name] += bill[name] * times
    found["rest_request"] += bill["requests"] * times
    found["front_request"] += bill["requests"] * times
    found["guarded_request"] += bill["requests"] * times
    found["message"] += (bill["frames"] + bill["pushes"]) * times
    out = "front_byte" if bill["requests"] else "push_byte"
    found[out] += bill["bytes_out"] * times
    found["sqs_request"] += bill["sqs"] * times
    found["sns_request"] += bill["sns"] * times
    found["file_write"] += bill["s3_writes"] * times
    found["file_read"] += bill["s3_reads"] * times
    found["file_byte"] += bill["files_out"] * times
    found["log_byte"] += bill["log_bytes"] * times
    for function, told in bill["functions"].items():
        count = told["invocations"] * times
        found["invocation"] += count
        found["log_byte"] += count * facts.value("platform_log_bytes")
        found["gb_second"] += _gb_seconds(facts, function, told, times)


def _gb_seconds(facts: Facts, function: str, told: dict[str, float], times: float) -> float:
    [start] = [one for one in facts.measured["starts"] if one["function"] == function]
    cold = told["invocations"] * facts.value("cold") * start["cpu"]
    slower = max(1.0, facts.value("vcpu_megabytes") / start["memory"])
    seconds = ((told["cpu_ms"] + cold) * slower + told["calls"] * facts.value("call_milliseconds")) / 1000
    return float(seconds * start["memory"] / 1024 * times)


def _traced(facts: Facts, invocations: float) -> float:
    """X-Ray's share of a function's invocations, as they are in the whole stack."""
    busy = WORKING_DAYS * facts.value("working_hours") * 3600
    stack = facts.value("stack_people") / EACH
    rate = invocations * stack / busy
    return busy * (min(rate, 1) + TRACED_SHARE * max(0.0, rate - 1)) / stack


def _client(facts: Facts) -> float:
    """Bytes of the web client."""
    told = {line["name"]: line["value"] for line in facts.measured["figures"]}
    return float(told.get("web client: all that is loaded, fonts and styles too", 0)) * 1000


# What a person does on an active day


def acts(facts: Facts, people: int) -> Iterator[tuple[str, float]]:
    """(action of measured.json, how often)."""
    for name, told in facts.people["day"].items():
        yield name, told["value"] * (_asked_of(facts) if name == LOOK else 1)
    yield "presence", facts.people["day"][LOOK]["value"] * facts.sent(OPENED, "presence")
    for name in ("comment", "react"):
        yield f"{name}, a watcher", facts.people["day"][name]["value"] * facts.value("watchers")
    yield from _heartbeats(facts)
    yield from _posts(facts, people)
    yield from _messages(facts)


def _asked_of(facts: Facts) -> float:
    """How much of the requests that a conversation needs the client makes: it has some of it."""
    return facts.sent(OPENED, "request") / float(facts.measured["actions"][LOOK]["requests"])


def online(facts: Facts) -> float:
    """Connections of somebody, on average over a working hour."""
    hours = facts.value("hours_looked_at") + facts.value("hours_hidden")
    there = facts.value("active_days") / WORKING_DAYS * hours / facts.value("working_hours")
    return there * facts.value("connections")


def _heartbeats(facts: Facts) -> Iterator[tuple[str, float]]:
    """Who does not look asks for nobody's presence."""
    connections = facts.value("connections")
    for kind in ("presence", "ping"):
        looked = facts.sent("an hour, looked at", kind) * facts.value("hours_looked_at")
        away = facts.sent("a look away", kind) * facts.value("looks_away")
        hidden = facts.sent("an hour, hidden", kind) * facts.value("hours_hidden")
        yield kind, (looked + away) * connections
        yield f"{kind}, hidden" if kind == "presence" else kind, hidden * connections


def _posts(facts: Facts, people: int) -> Iterator[tuple[str, float]]:
    posts = [(one["posts"], min(one["members"], people)) for one in facts.people["posts"]]
    to_all = facts.value("posts_to_all") / (people * facts.value("active_days") / WORKING_DAYS)
    for count, members in [*posts, (to_all, people)]:
        yield "publish a post", count
        if members <= facts.value("push_limit"):
            yield "publish a post, a member", count * members
            yield "publish a post, a connection", count * members * online(facts)


def _messages(facts: Facts) -> Iterator[tuple[str, float]]:
    """Sent, typed before, and read by the others."""
    typed = facts.sent("a message written", "typing")
    once, asked = (facts.sent("three messages read", kind) / BURST for kind in ("read", "unread"))
    looks = facts.people["day"][LOOK]["value"]
    for one in facts.people["conversations"]:
        sent, others = facts.value("messages") * one["share"], one["people"] - 1
        received = sent * others * facts.value("read_at_once")  # as many as are sent are received, in the end
        read = received * once + looks * one["share"]
        yield "unread", received * asked
        for name, count in (("send a message", sent), ("type", sent * typed), ("read up to here", read)):
            yield name, count
            yield f"{name}, a person", count * one["people"]
            # The writer's, or the reader's, own line is in the bill of the action.
            yield f"{name}, a connection", count * others * online(facts)
