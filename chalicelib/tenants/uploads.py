"""Logos and favicons: sent to S3 by the browser, looked at, and kept where everybody may read them.

An upload is an object under uploads/, which S3 removes after a day; nothing in the table knows of it. What is
kept is the bytes that were looked at, under a name that no other content has, so caches may hold it for ever.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from msgspec import UNSET, UnsetType

from chalicelib.core import aws, clock, ids, settings
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Invalid, Unavailable
from chalicelib.core.log import logger
from chalicelib.tenants import images
from chalicelib.tenants.model import NewBranding, NewUpload, Slot, TenantItem, Upload

LARGEST: dict[Slot, int] = {"logo": 512 * 1024, "logo_dark": 512 * 1024, "favicon": 128 * 1024}
SENT_WITHIN = 10 * clock.MINUTE
USED_WITHIN = clock.HOUR
SLOTS: tuple[Slot, ...] = ("logo", "logo_dark", "favicon")


def offer(actor: Actor, new: NewUpload) -> Upload:
    """A form that S3 takes once filled with exactly what was announced. Raises Invalid."""
    largest = LARGEST[new.slot]
    if new.size > largest:
        raise Invalid("size", f"At most {largest // 1024} KB", limit=largest)
    form = aws.client("s3").generate_presigned_post(
        settings.brand_bucket(),
        _sent(actor.tenant, new.slot, actor.mint),
        Fields={"Content-Type": new.content_type},
        Conditions=[{"Content-Type": new.content_type}, ["content-length-range", new.size, new.size]],
        ExpiresIn=SENT_WITHIN,
    )
    return Upload(id=actor.mint, url=form["url"], fields=form["fields"], expires_in=SENT_WITHIN)


def take(tenant: str, wanted: Mapping[Slot, str | None | UnsetType]) -> dict[str, Any]:
    """The fields of the tenant's item that follow. Raises Invalid, naming the slot."""
    found: dict[str, Any] = {}
    for slot, upload in wanted.items():
        if upload is UNSET:
            continue
        name, size = _taken(tenant, slot, upload) if upload else (None, None)
        found[slot] = name
        if slot == "favicon":
            found["favicon_size"] = size
    return found


def clear(before: TenantItem, after: TenantItem, used: NewBranding) -> None:
    """Remove what the change left behind. What fails is left: it costs a little, and nobody is shown it."""
    present = {getattr(after, slot) for slot in SLOTS}
    gone = [
        _kept(after.id, name) for slot in SLOTS if (name := getattr(before, slot)) and name not in present
    ]
    gone += [_sent(after.id, slot, upload) for slot in SLOTS if (upload := getattr(used, slot))]
    for key in gone:
        try:
            aws.client("s3").delete_object(Bucket=settings.brand_bucket(), Key=key)
        except (ClientError, BotoCoreError, Unavailable):
            logger.exception("left over", extra={"key": key})


def _taken(tenant: str, slot: Slot, upload: str) -> tuple[str, str]:
    """(name, size) of what was sent, looked at and copied."""
    if not ids.is_ulid(upload):
        raise Invalid(slot, "This is no upload's id")
    content = _read(tenant, slot, upload)
    if content is None:
        raise Invalid(slot, "There is no such upload: it was never sent, was for something else, or is used")
    if ids.milliseconds(upload) // 1000 + USED_WITHIN < clock.now():
        raise Invalid(slot, "The upload is older than an hour: send the file again")
    try:
        image = images.look_at(content)
    except images.Unsuitable as reason:
        raise Invalid(slot, str(reason)) from None
    # Of the upload too: two uploads are never one file, so removing one takes nothing from the other.
    name = f"{hashlib.sha256(upload.encode() + content).hexdigest()[:32]}.{image.ending}"
    aws.client("s3").put_object(
        Bucket=settings.brand_bucket(),
        Key=_kept(tenant, name),
        Body=content,
        ContentType=image.content_type,
        CacheControl="public, max-age=31536000, immutable",
    )
    return name, image.size


def _read(tenant: str, slot: Slot, upload: str) -> bytes | None:
    try:
        answer = aws.client("s3").get_object(Bucket=settings.brand_bucket(), Key=_sent(tenant, slot, upload))
    except ClientError as error:
        if error.response["Error"]["Code"] == "NoSuchKey":
            return None
        raise
    # S3 took no more than was announced, and that was in bounds.
    content: bytes = answer["Body"].read()
    return content


def _sent(tenant: str, slot: Slot, upload: str) -> str:
    return f"uploads/{tenant}/{slot}/{upload}"


def _kept(tenant: str, name: str) -> str:
    return f"brand/{tenant}/{name}"
