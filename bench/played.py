"""Runs as a file in a packaged folder: the app as Lambda calls it, with AWS's answers from a recording.

    played.py start RECORDING          answer one request, as a cold start does
    played.py page RECORDING RESULT    CPU of the app against that of the bare botocore calls it makes

It imports nothing that the app does not, so that a cold start is the app's own.
"""

import itertools
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from botocore.awsrequest import AWSResponse
from botocore.httpsession import URLLib3Session

WARM, BLOCKS, TIMES = 30, 15, 20


def play(answers: list[dict[str, str]]) -> None:
    """From now on what is sent is answered in turn, over and over."""
    turn = itertools.cycle([(one["target"], one["content"].encode()) for one in answers])

    def send(_session: Any, request: Any) -> Any:
        target, content = next(turn)
        asked = request.headers["X-Amz-Target"]
        if target != (asked if isinstance(asked, str) else asked.decode()):
            raise RuntimeError(f"recorded was {target}, not {asked}")
        answer = AWSResponse(request.url, 200, {}, None)
        answer._content = content  # noqa: SLF001
        return answer

    URLLib3Session.send = send


def start(recording: dict[str, Any]) -> None:
    play([recording["secret"], *recording["answers"]])
    from app import app

    answered = app(recording["event"], None)
    if answered["statusCode"] != 200:
        sys.exit(f"answered {answered['statusCode']}: {answered['body']}")


def page(recording: dict[str, Any]) -> dict[str, float]:
    """{"app": seconds, "bare": seconds} of CPU a page: the quickest of the blocks."""
    start(recording)
    play(recording["answers"])
    from app import app
    from chalicelib.core import aws

    client = aws.client("dynamodb")
    calls = [
        (getattr(client, snake(one["target"].rpartition(".")[2])), json.loads(one["body"]))
        for one in recording["answers"]
    ]

    def bare() -> None:
        for call, asked in calls:
            call(**asked)

    def whole() -> None:
        app(recording["event"], None)

    blocks: dict[str, list[float]] = {"bare": [], "app": []}
    for _ in range(WARM):
        bare()
        whole()
    for _ in range(BLOCKS):
        blocks["bare"].append(cpu(bare))
        blocks["app"].append(cpu(whole))
    return {name: min(took) for name, took in blocks.items()}


def cpu(run: Callable[[], None]) -> float:
    before = time.process_time()
    for _ in range(TIMES):
        run()
    return (time.process_time() - before) / TIMES


def snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


if __name__ == "__main__":
    what, file, *result = sys.argv[1:]
    recorded = json.loads(Path(file).read_text("utf-8"))
    if what == "start":
        start(recorded)
    else:
        Path(result[0]).write_text(json.dumps(page(recorded)), "utf-8")
