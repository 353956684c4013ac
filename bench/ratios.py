"""The cold start and the feed page, against botocore and boto3 without us."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import canned, costs
from bench.costs import Desk
from bench.line import Line
from infra.local.cloud import Cloud

RUNS = 9
BOTO3 = 'import boto3; boto3.client("dynamodb")'


def measure(cloud: Cloud, desk: Desk) -> list[Line]:
    reader = costs.a_reader(desk)
    with tempfile.TemporaryDirectory(prefix="atrium-bench-") as made:
        folder = Path(made)
        canned.package(folder)
        canned.record(reader, "/v1/me", folder / "me.json")
        canned.record(reader, "/v1/feed", folder / "feed.json")
        environment = canned.environment(cloud)
        return [*cold_start(folder, environment), *feed_page(folder, environment)]


def cold_start(folder: Path, environment: dict[str, str]) -> list[Line]:
    """CPU of fresh processes, in turns; the least of each is what the others did not disturb."""
    ours, theirs = ["played.py", "start", "me.json"], ["-c", BOTO3]
    for first in (ours, theirs):  # once unmeasured: what is read from the disk is read
        _cpu(first, folder, environment)
    pairs = [(_cpu(ours, folder, environment), _cpu(theirs, folder, environment)) for _ in range(RUNS)]
    app, boto3 = (min(one) * 1000 for one in zip(*pairs, strict=True))
    told = f"least of {RUNS}; medians' ratio {_medians(pairs):.2f}"
    return [
        Line("cold start / boto3's DynamoDB client", app / boto3, "x", 1.0, told),
        Line("cold start: import the API, answer GET /v1/me", app, "ms CPU"),
        Line('cold start: import boto3; boto3.client("dynamodb")', boto3, "ms CPU"),
    ]


def _cpu(arguments: list[str], folder: Path, environment: dict[str, str]) -> float:
    """User and system seconds of a process from its start to its end."""
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=folder, env=environment, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if status:
        raise RuntimeError(f"{arguments} ended with {process.returncode}")
    return float(used.ru_utime + used.ru_stime)


def _medians(pairs: list[tuple[float, float]]) -> float:
    ours, theirs = zip(*pairs, strict=True)
    return float(statistics.median(ours) / statistics.median(theirs))


def feed_page(folder: Path, environment: dict[str, str]) -> list[Line]:
    result = folder / "page.json"
    arguments = [sys.executable, "played.py", "page", "feed.json", str(result)]
    subprocess.run(arguments, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=True)
    took = json.loads(result.read_text("utf-8"))
    app, bare = took["app"] * 1000, took["bare"] * 1000
    return [
        Line("feed page through the app / its botocore calls", app / bare, "x", 1.5),
        Line("feed page through the app", app, "ms CPU"),
        Line("feed page, its bare botocore calls", bare, "ms CPU"),
    ]
