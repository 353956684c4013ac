"""Looks at the bytes of a version: what they are, and whether they do harm."""

from chalicelib.documents import kinds, malware, storage
from chalicelib.documents.findings import Found
from chalicelib.documents.model import VersionItem
from chalicelib.documents.storage import Place


def look(place: Place, version: VersionItem) -> Found:
    head = storage.head(place.key, kinds.HEAD)
    if malware.is_test(head):
        return Found("refused", kinds.UNKNOWN, malware.REASON)
    return Found("clean", kinds.of(head, version.content_type))
