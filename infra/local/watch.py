"""One question that waits for news, instead of a look at the stream and each queue after whatever is done."""

import threading
import time
from urllib.parse import urlsplit

import urllib3

from infra.local.aws import Aws
from infra.local.pump import Switch
from infra.local.queues import QueuePump

# Seconds between two questions: a busy cloud has news a thousand times a second, and does more at once.
SHORTEST, LONGEST = 0.002, 0.01
AGAIN = 0.5  # seconds after a question that was not answered


class Watch:
    def __init__(self, aws: Aws, pumps: dict[str, QueuePump], switch: Switch) -> None:
        """`pumps` by their queue's URL."""
        self._aws, self._switch = aws, switch
        self._pumps = {urlsplit(url).path: pump for url, pump in pumps.items()}
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._thread.join(10)

    def _run(self) -> None:
        seen, rest = -1, SHORTEST
        while True:
            paused = self._switch.paused
            if not self._switch.enter():
                return
            self._switch.leave()  # a pause does not wait for the answer
            asked = time.monotonic()
            try:
                found = self._aws.news(-1 if paused else seen)
            except (urllib3.exceptions.HTTPError, ValueError):
                self._switch.sleep(AGAIN)  # without the emulator we are stopped meanwhile
                continue
            if found["changes"] != seen:
                seen = found["changes"]
                self._switch.nudge()
            for queue in found["queues"]:
                if queue in self._pumps:
                    self._pumps[queue].wake()
            quiet = time.monotonic() - asked > LONGEST
            rest = SHORTEST if quiet else min(rest * 1.5, LONGEST)
            self._switch.sleep(rest)
