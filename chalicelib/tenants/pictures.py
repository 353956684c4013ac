"""Pictures for everybody who knows their address: logos and faces. Sent to S3, looked at, and kept.

An upload is an object under uploads/, which S3 removes after a day; nothing in the table knows of it. What is
kept is the bytes that were looked at, under a name that no other content has, so caches may hold it for ever.
"""

import hashlib
from collections.abc import Iterable

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.core import aws, clock, ids, settings, strip
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Invalid, Unavailable
from chalicelib.core.log import logger
from chalicelib.tenants import images
from chalicelib.tenants.model import Upload

# What the rooms above use.
__all__ = ["Upload"]

SENT_WITHIN = 10 * clock.MINUTE
USED_WITHIN = clock.HOUR


def offer(actor: Actor, slot: str, content_type: str, size: int, largest: int) -> Upload:
    """A form that S3 takes once filled with exactly what was announced. Raises Invalid."""
    if size > largest:
        raise Invalid("size", f"At most {largest // 1024} KB", limit=largest)
    form = aws.client("s3").generate_presigned_post(
        settings.brand_bucket(),
        sent(actor.tenant, slot, actor.mint),
        Fields={"Content-Type": content_type},
        Conditions=[{"Content-Type": content_type}, ["content-length-range", size, size]],
        ExpiresIn=SENT_WITHIN,
    )
    return Upload(id=actor.mint, url=form["url"], fields=form["fields"], expires_in=SENT_WITHIN)


def keep(tenant: str, slot: str, upload: str, field: str, *, is_drawn: bool = True) -> tuple[str, str]:
    """(name, size) of what was sent, looked at and copied without what it says beyond its pixels.

    `is_drawn`: an SVG will do. Raises Invalid, naming the field.
    """
    if not ids.is_ulid(upload):
        raise Invalid(field, "This is no upload's id")
    content = _read(tenant, slot, upload)
    if content is None:
        raise Invalid(field, "There is no such upload: it was never sent, was for something else, or is used")
    if ids.milliseconds(upload) // 1000 + USED_WITHIN < clock.now():
        raise Invalid(field, "The upload is older than an hour: send the file again")
    try:
        image = images.look_at(content)
    except images.Unsuitable as reason:
        raise Invalid(field, str(reason)) from None
    if image.ending == "svg" and not is_drawn:
        raise Invalid(field, "It is no PNG, JPEG or WebP")
    content = bytes(strip.silent(content, strip.turned(content)) or content)
    # Of the upload too: two uploads are never one file, so removing one takes nothing from the other.
    name = f"{hashlib.sha256(upload.encode() + content).hexdigest()[:32]}.{image.ending}"
    aws.client("s3").put_object(
        Bucket=settings.brand_bucket(),
        Key=kept(tenant, name),
        Body=content,
        ContentType=image.content_type,
        CacheControl="public, max-age=31536000, immutable",
    )
    return name, image.size


def remove(objects: Iterable[str]) -> None:
    """What fails is left: it costs a little, and nobody is shown it."""
    for key in objects:
        try:
            aws.client("s3").delete_object(Bucket=settings.brand_bucket(), Key=key)
        except (ClientError, BotoCoreError, Unavailable):
            logger.exception("left over", extra={"key": key})


def sent(tenant: str, slot: str, upload: str) -> str:
    return f"uploads/{tenant}/{slot}/{upload}"


def kept(tenant: str, name: str) -> str:
    """Its key; with a slash before it, its address on our origin."""
    return f"brand/{tenant}/{name}"


def _read(tenant: str, slot: str, upload: str) -> bytes | None:
    try:
        answer = aws.client("s3").get_object(Bucket=settings.brand_bucket(), Key=sent(tenant, slot, upload))
    except ClientError as error:
        if error.response["Error"]["Code"] == "NoSuchKey":
            return None
        raise
    # S3 took no more than was announced, and that was in bounds.
    content: bytes = answer["Body"].read()
    return content
