"""S3, as documents use it. No byte of a document passes through here: clients send and fetch them."""

import base64
import contextlib
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from botocore.exceptions import ClientError

from chalicelib.core import aws, clock, settings
from chalicelib.documents.shapes import Form, PartAsked, PartDone, PartThere, PartUrl

WHOLE = 32 * 1024**2  # bytes up to which a file is sent in one piece
PART = 16 * 1024**2
SENT_WITHIN = clock.HOUR
FETCHED_WITHIN = 5 * clock.MINUTE
SHOWN_WITHIN = 20 * clock.MINUTE  # pictures in lists: the same address for the first half of it
KEPT = "private, max-age=31536000, immutable"  # by whoever got them: each version has its own keys

# What browsers show without running anything in it; everything else is to be saved.
_HARMLESS = frozenset(
    {"application/pdf", "image/avif", "image/gif", "image/jpeg", "image/png", "image/webp", "text/plain"}
)
_OURS = {"written": "here"}  # no form takes that


class Stored(NamedTuple):
    size: int
    sha256: str  # hexadecimal; empty of what came in parts
    is_ours: bool  # put here, not sent by a client


class Place(NamedTuple):
    """Where the bytes of a version lie."""

    tenant: str
    document: str
    upload: str

    @property
    def key(self) -> str:
        return key(*self)

    def variant(self, size: int) -> str:
        """The key of its picture, so many pixels wide or high."""
        return f"variants/{self.tenant}/{self.document}/{self.upload}/{size}.webp"

    @property
    def text(self) -> str:
        """The key of its text, for the search."""
        return f"text/{self.tenant}/{self.document}/{self.upload}.txt"


def key(tenant: str, document: str, upload: str) -> str:
    return f"documents/{tenant}/{document}/{upload}"


def place(key: str) -> Place | None:
    """Which bytes lie under a key; None of what is no document's."""
    kind, *parts = key.split("/")
    return Place(*parts) if kind == "documents" and len(parts) == 3 and all(parts) else None  # noqa: PLR2004


def form(key: str, size: int, content_type: str, sha256: str) -> Form:
    """That takes exactly these bytes: S3 computes the checksum and refuses others."""
    fields = {
        "Content-Type": content_type,
        "x-amz-checksum-algorithm": "SHA256",
        "x-amz-checksum-sha256": _base64(sha256),
    }
    conditions: list[Any] = [{name: text} for name, text in fields.items()]
    given = aws.client("s3").generate_presigned_post(
        settings.documents_bucket(),
        key,
        Fields=fields,
        Conditions=[*conditions, ["content-length-range", size, size]],
        ExpiresIn=SENT_WITHIN,
    )
    return Form(given["url"], given["fields"])


def begin_parts(key: str, content_type: str) -> str:
    answer = aws.client("s3").create_multipart_upload(
        Bucket=settings.documents_bucket(), Key=key, ContentType=content_type, ChecksumAlgorithm="SHA256"
    )
    return str(answer["UploadId"])


def parts_of(size: int) -> int:
    return math.ceil(size / PART)


def part_size(size: int, number: int) -> int:
    return min(PART, size - (number - 1) * PART)


def part_urls(key: str, multipart: str, size: int, asked: Sequence[PartAsked]) -> list[PartUrl]:
    """Each good for exactly its bytes."""
    found = []
    for part in asked:
        proof = _base64(part.sha256)
        url = aws.client("s3").generate_presigned_url(
            "upload_part",
            Params={
                "Bucket": settings.documents_bucket(),
                "Key": key,
                "UploadId": multipart,
                "PartNumber": part.number,
                "ContentLength": part_size(size, part.number),
                "ChecksumSHA256": proof,
            },
            ExpiresIn=SENT_WITHIN,
        )
        found.append(PartUrl(part.number, url, {"x-amz-checksum-sha256": proof}))
    return found


def parts_there(key: str, multipart: str) -> list[PartThere]:
    found: list[PartThere] = []
    after: dict[str, Any] = {}
    while True:
        answer = aws.client("s3").list_parts(
            Bucket=settings.documents_bucket(), Key=key, UploadId=multipart, **after
        )
        found += [PartThere(one["PartNumber"], one["ETag"], one["Size"]) for one in answer.get("Parts", ())]
        if not answer.get("IsTruncated"):
            return found
        after = {"PartNumberMarker": answer["NextPartNumberMarker"]}


def complete_parts(key: str, multipart: str, parts: Sequence[PartDone]) -> bool:
    """False where S3 finds a part missing or other than it is said to be."""
    listed = [
        {"PartNumber": one.number, "ETag": one.etag, "ChecksumSHA256": _base64(one.sha256)}
        for one in sorted(parts, key=lambda one: one.number)
    ]
    try:
        aws.client("s3").complete_multipart_upload(
            Bucket=settings.documents_bucket(),
            Key=key,
            UploadId=multipart,
            MultipartUpload={"Parts": listed},
        )
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code == "NoSuchUpload":
            return True  # an earlier try was heard; what lies there is looked at next
        if code in ("InvalidPart", "InvalidPartOrder", "EntityTooSmall", "BadDigest", "InvalidRequest"):
            return False
        raise
    return True


def look(key: str) -> Stored | None:
    """What lies there; None where nothing does."""
    try:
        answer = aws.client("s3").head_object(
            Bucket=settings.documents_bucket(), Key=key, ChecksumMode="ENABLED"
        )
    except ClientError as error:
        if not _is_missing(error):
            raise
        return None
    proof = answer.get("ChecksumSHA256", "")
    sha256 = base64.b64decode(proof).hex() if proof and "-" not in proof else ""
    return Stored(answer["ContentLength"], sha256, answer.get("Metadata") == _OURS)


def head(key: str, size: int) -> bytes:
    """The first bytes, `size` at most."""
    answer = aws.client("s3").get_object(
        Bucket=settings.documents_bucket(), Key=key, Range=f"bytes=0-{size - 1}"
    )
    content: bytes = answer["Body"].read()
    return content


def fetch(key: str, to: Path) -> None:
    """All bytes, into a file."""
    answer = aws.client("s3").get_object(Bucket=settings.documents_bucket(), Key=key)
    with to.open("wb") as file:
        for piece in answer["Body"].iter_chunks(1024**2):
            file.write(piece)


def put(key: str, file: Path, content_type: str) -> None:
    with file.open("rb") as content:
        aws.client("s3").put_object(
            Bucket=settings.documents_bucket(),
            Key=key,
            Body=content,
            ContentType=content_type,
            CacheControl=KEPT,
            Metadata=_OURS,
        )


def forget_earlier(key: str) -> None:
    """All but the newest of what lay there, for good: the bucket would keep it for a month."""
    s3, bucket = aws.client("s3"), settings.documents_bucket()
    for one in s3.list_object_versions(Bucket=bucket, Prefix=key).get("Versions", ()):
        if one["Key"] == key and not one["IsLatest"]:
            s3.delete_object(Bucket=bucket, Key=key, VersionId=one["VersionId"])


def abandon(key: str, multipart: str) -> None:
    """What came so far goes; of what comes later, arrivals.py hears."""
    s3 = aws.client("s3")
    if multipart:
        with contextlib.suppress(s3.exceptions.NoSuchUpload):
            s3.abort_multipart_upload(Bucket=settings.documents_bucket(), Key=key, UploadId=multipart)
    remove(key)  # of parts too: they were put together if it was only refused at the end, for its name


def copy(key: str, to: str) -> bool:
    """Whether there was something to be copied."""
    bucket = settings.documents_bucket()
    try:
        aws.client("s3").copy_object(Bucket=bucket, Key=to, CopySource={"Bucket": bucket, "Key": key})
    except ClientError as error:
        if not _is_missing(error):
            raise
        return False
    return True


def _is_missing(error: ClientError) -> bool:
    return error.response["Error"]["Code"] in ("404", "NoSuchKey", "NotFound")


def remove(key: str) -> None:
    aws.client("s3").delete_object(Bucket=settings.documents_bucket(), Key=key)


def url(key: str, name: str, content_type: str, *, inline: bool) -> str:
    """Where the bytes can be fetched for a few minutes: S3's own origin, and a type that is harmless."""
    shown = inline and is_harmless(content_type)
    given: str = aws.client("s3").generate_presigned_url(
        "get_object",
        Params={
            "Bucket": settings.documents_bucket(),
            "Key": key,
            "ResponseContentType": _type(content_type) if shown else "application/octet-stream",
            "ResponseContentDisposition": _disposition("inline" if shown else "attachment", name),
        },
        ExpiresIn=FETCHED_WITHIN,
    )
    return given


def picture(place: Place, sizes: Sequence[int], wanted: int) -> str | None:
    """Where the picture nearest to a size can be fetched for ten minutes at least, to be listed with it."""
    if not sizes:
        return None
    size = next((one for one in sizes if one >= wanted), sizes[-1])
    half = SHOWN_WITHIN // 2
    return aws.link(
        settings.documents_bucket(), place.variant(size), clock.now() // half * half, SHOWN_WITHIN
    )


def is_harmless(content_type: str) -> bool:
    return content_type in _HARMLESS or content_type.startswith(("video/", "audio/"))


def _type(content_type: str) -> str:
    return "text/plain; charset=utf-8" if content_type == "text/plain" else content_type


def _disposition(kind: str, name: str) -> str:
    """RFC 6266: what old clients read, and the name as it is."""
    plain = "".join(c if c.isascii() and c.isprintable() and c not in '"\\;%' else "_" for c in name)
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _base64(hexadecimal: str) -> str:
    return base64.b64encode(bytes.fromhex(hexadecimal)).decode()
