"""After the upload: S3 says that bytes are there. They are looked at; their version is clean, or refused.

The news can come twice, late, and before the version that the bytes are of: then we look again later.
"""

from urllib.parse import unquote_plus

import msgspec

from chalicelib.core import bus, clock, settings
from chalicelib.documents import bin as bins
from chalicelib.documents import copying, findings, kinds, looking, malware, storage, telling, uploads
from chalicelib.documents.findings import Found
from chalicelib.documents.model import VersionItem

LONGEST_PAUSE = 900  # seconds: SQS holds nothing back longer
GIVEN_UP_AFTER = 2 * clock.DAY  # an upload is open for one


class Object(msgspec.Struct):
    key: str  # encoded as in a form


class S3(msgspec.Struct):
    object: Object


class Record(msgspec.Struct):
    s3: S3


class Scanned(msgspec.Struct):
    objectKey: str  # noqa: N815  GuardDuty's names


class Verdict(msgspec.Struct):
    scanResultStatus: str  # noqa: N815


class Arrival(msgspec.Struct):
    """Bytes to be looked at, under their key in S3. `verdict`: GuardDuty's, where it scans; `tries`: how
    often their version was not there yet."""

    tenant: str
    key: str
    verdict: str = ""
    tries: int = 0


class News(msgspec.Struct):
    """All that comes through the queue: what S3 tells, its test, GuardDuty's verdicts, an Arrival again, and
    the table's (DocumentPurged, FolderCopyBegun, UploadExpired, GroupDeleted), and word of our own: for
    the next step, and that a folder changed.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
    https://docs.aws.amazon.com/guardduty/latest/ug/monitor-with-eventbridge-s3-malware-protection.html
    """

    Records: list[Record] = []
    s3ObjectDetails: Scanned | None = None  # noqa: N815
    scanResultDetails: Verdict | None = None  # noqa: N815
    tenant: str = ""
    key: str = ""
    verdict: str = ""
    tries: int = 0
    type: str = ""
    document: str = ""
    binned: int = 0
    user: str = ""
    upload: str = ""
    size: int = 0
    multipart: str = ""
    copy: copying.Step | None = None
    changed: telling.Changed | None = None
    emptying: bins.Emptying | None = None
    closing: bins.Closing | None = None
    group: str = ""

    def __post_init__(self) -> None:
        """S3 tells of one object at a time, and of no tenant."""
        self.tenant = self.tenant or next((one.tenant for one in self.arrivals), "")

    @property
    def arrivals(self) -> list[Arrival]:
        if self.s3ObjectDetails and self.scanResultDetails:
            found = [(self.s3ObjectDetails.objectKey, self.scanResultDetails.scanResultStatus)]
        elif self.key:
            found = [(self.key, self.verdict)]
        else:
            found = [(unquote_plus(record.s3.object.key), "") for record in self.Records]
        places = [(storage.place(key), verdict) for key, verdict in found]
        return [Arrival(place.tenant, place.key, verdict, self.tries) for place, verdict in places if place]


def answer(news: News) -> None:
    match news.type:
        case "DocumentPurged":
            bins.go_on(news.tenant, news.document, news.binned)
        case "FolderCopyBegun":
            copying.begin(news.tenant, news.document)
        case "UploadExpired":
            place = storage.Place(news.tenant, news.document, news.upload)
            uploads.give_back(place, news.user, news.size, news.multipart)
        case "GroupDeleted":
            bins.close(news.tenant, bins.Closing(f"g{news.group}"))
    if news.emptying:
        bins.go_on_emptying(news.tenant, news.emptying)
    if news.closing:
        bins.close(news.tenant, news.closing)
    if news.copy:
        copying.go_on(news.tenant, news.copy)
    if news.changed:
        telling.tell(news.tenant, news.changed)
    for arrival in news.arrivals:
        # Where GuardDuty scans, its verdict comes after S3's news, and is waited for.
        if arrival.verdict or settings.scanner() != malware.GUARDDUTY:
            _see(arrival)


def _see(arrival: Arrival) -> None:
    """Raises NotScanned."""
    place = storage.place(arrival.key)
    version = findings.waiting(place) if place else None
    if not place or version is None:
        _later(arrival)
    elif version.state == "clean" and arrival.verdict == malware.THREATS:  # it is known by now
        findings.settle(place, Found("refused", version.content_type, str(malware.harmful())), of="clean")
    elif version.state == "checking":
        if arrival.verdict not in malware.VERDICTS:
            raise malware.NotScanned(arrival.verdict)
        findings.settle(place, looking.look(place, version, is_harmful=arrival.verdict == malware.THREATS))
    else:
        _once_more(place, version)


def _once_more(place: storage.Place, version: VersionItem) -> None:
    """Whoever has the form can send it again for an hour; or it is we who wrote, or it was told twice."""
    stored = storage.look(place.key)
    if not stored or stored.is_ours:
        return
    if version.state == "clean" and kinds.reader(version.content_type) in kinds.SAYING_WHERE:
        looking.look(place, version)  # what was taken out of it is there again
    storage.forget_earlier(place.key)  # each counts for nobody


def _later(arrival: Arrival) -> None:
    """Its version is not there: it comes any moment, or after a break, or never, if it was given up.

    Then it goes, for it counts for nobody: a form that was filled in after all, or whose file is gone.
    """
    if not storage.look(arrival.key):
        return
    if arrival.tries * LONGEST_PAUSE >= GIVEN_UP_AFTER:
        storage.remove(arrival.key)
        return
    pause = min(LONGEST_PAUSE, 2**arrival.tries)
    again = msgspec.structs.replace(arrival, tries=arrival.tries + 1)
    bus.send("media", [again], delay=pause)
