"""One question that waits for news, instead of a look at the stream and each queue after whatever is done."""

import threading
from urllib.parse import urlsplit

import urllib3

from infra.local.aws import Aws
from infra.local.pump import Switch
from infra.local.queues import QueuePump

REST = 0.002  # seconds between two questions: a busy cloud has news a thousand times a second
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
        seen = -1
        while True:
            paused = self._switch.paused
            if not self._switch.enter():
                return
            self._switch.leave()  # a pause does not wait for the answer
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
            self._switch.sleep(REST)
