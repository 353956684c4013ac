"""Forms sent to the emulator's S3: their checksum is checked and kept, as S3 does and ministack does not yet.

https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
"""

from typing import Any

from ministack.services import s3

FIELD = "x-amz-checksum-sha256"

_take_form = s3._post_object  # noqa: SLF001


def check() -> None:
    """From now on, in this process."""
    s3._post_object = _take_checked  # noqa: SLF001


def _take_checked(bucket: str, body: bytes, headers: dict[str, str]) -> Any:
    parts = s3._parse_multipart_form(headers.get("content-type", ""), body)  # noqa: SLF001
    fields = {name.lower(): value for name, _, _, value in parts}
    proof = fields.get(FIELD, b"").decode("latin-1")
    if not proof:
        return _take_form(bucket, body, headers)
    checksums, refusal = s3._resolve_object_checksums(fields.get("file", b""), {FIELD: proof})  # noqa: SLF001
    if refusal:
        return refusal
    answer = _take_form(bucket, body, headers)
    if answer[0] < 300:  # noqa: PLR2004
        key = fields["key"].decode()
        kept = s3._buckets[bucket]["objects"][key]  # noqa: SLF001
        kept["checksums"] = checksums
        s3._persist_object(bucket, key, kept)  # noqa: SLF001
    return answer
