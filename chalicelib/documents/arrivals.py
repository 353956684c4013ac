"""After the upload: S3 says that bytes are there. They are looked at; their version is clean, or refused.

The news can come twice, late, and before the version that the bytes are of: then we look again later.
"""

from urllib.parse import unquote_plus

import msgspec

from chalicelib.core import bus, clock
from chalicelib.core.log import logger
from chalicelib.documents import findings, looking, storage

LONGEST_PAUSE = 900  # seconds: SQS holds nothing back longer
GIVEN_UP_AFTER = 2 * clock.DAY  # an upload is open for one


class Arrival(msgspec.Struct):
    """Bytes to be looked at, under their key in S3. `tries`: how often their version was not there yet."""

    key: str
    tries: int = 0


class _Object(msgspec.Struct):
    key: str


class _S3(msgspec.Struct):
    object: _Object


class _Record(msgspec.Struct):
    s3: _S3


class _News(msgspec.Struct):
    """All that comes through the queue: S3's records, its test, and our own Arrival.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
    """

    Records: list[_Record] = []
    key: str = ""
    tries: int = 0


def answer(body: str) -> None:
    news = msgspec.json.decode(body, type=_News)
    found = [Arrival(unquote_plus(record.s3.object.key)) for record in news.Records]
    if news.key:
        found.append(Arrival(news.key, news.tries))
    for arrival in found:
        _see(arrival)


def _see(arrival: Arrival) -> None:
    place = storage.place(arrival.key)
    if not place:
        logger.error("no document's key", extra={"key": arrival.key})
        return
    version = findings.waiting(place)
    if version is None:
        _later(arrival)
    elif version.state == "checking":
        findings.settle(place, looking.look(place, version))


def _later(arrival: Arrival) -> None:
    """Its version is not there: it comes any moment, or after a break, or never, if it was given up."""
    pause = min(LONGEST_PAUSE, 2**arrival.tries)
    if arrival.tries * LONGEST_PAUSE < GIVEN_UP_AFTER and storage.look(arrival.key):
        bus.send("media", [Arrival(arrival.key, arrival.tries + 1)], delay=pause)
