"""After the upload: S3 says that bytes are there. They are looked at; their version is clean, or refused.

The news can come twice, late, and before the version that the bytes are of: then we look again later.
"""

from urllib.parse import unquote_plus

import msgspec

from chalicelib.core import bus, clock
from chalicelib.core.log import logger
from chalicelib.documents import findings, looking, storage
from chalicelib.documents.storage import Place

LONGEST_PAUSE = 900  # seconds: SQS holds nothing back longer
GIVEN_UP_AFTER = 2 * clock.DAY  # an upload is open for one


class Object(msgspec.Struct):
    key: str  # encoded as in a form


class S3(msgspec.Struct):
    object: Object


class Record(msgspec.Struct):
    s3: S3


class Arrival(msgspec.Struct):
    """Bytes to be looked at, under their key in S3. `tries`: how often their version was not there yet."""

    tenant: str
    key: str
    tries: int = 0


class News(msgspec.Struct):
    """All that comes through the queue: what S3 tells, its test of the queue, and an Arrival again.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
    """

    Records: list[Record] = []
    key: str = ""
    tries: int = 0

    @property
    def keys(self) -> list[str]:
        own = [self.key] if self.key else []
        return own + [unquote_plus(record.s3.object.key) for record in self.Records]

    @property
    def tenant(self) -> str:
        """S3 tells of one object at a time."""
        place = storage.place(self.keys[0]) if self.keys else None
        return place.tenant if place else ""


def answer(news: News) -> None:
    for key in news.keys:
        _see(key, news.tries)


def _see(key: str, tries: int) -> None:
    place = storage.place(key)
    if not place:
        logger.error("no document's key", extra={"key": key})
        return
    version = findings.waiting(place)
    if version is None:
        _later(place, tries)
    elif version.state == "checking":
        findings.settle(place, looking.look(place, version))


def _later(place: Place, tries: int) -> None:
    """Its version is not there: it comes any moment, or after a break, or never, if it was given up."""
    pause = min(LONGEST_PAUSE, 2**tries)
    if tries * LONGEST_PAUSE < GIVEN_UP_AFTER and storage.look(place.key):
        bus.send("media", [Arrival(place.tenant, place.key, tries + 1)], delay=pause)
