"""Files on their way: announced, sent to S3 by the client itself, and taken once they are there and right.

What is announced counts at once. What was not completed within a day is given back once DynamoDB takes its
row away, by its time to live: a further day later, so that nobody completes one at that moment.
"""

import contextlib

import msgspec

from chalicelib.core import clock, ids, keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Conflict, Invalid, NotFound, Stale
from chalicelib.core.table import ABSENT, PRESENT, Lost, Table
from chalicelib.documents import access, quotas, storage, writes
from chalicelib.documents.model import GivenBackItem, NodeItem, UploadItem, name_key, tidy, version_of
from chalicelib.documents.shapes import (
    Completion,
    Document,
    FileUpload,
    NewDocument,
    PartsAsked,
    PartUrls,
    UploadState,
)
from chalicelib.documents.show import show
from chalicelib.documents.tree import revised
from chalicelib.people.service import card_of

OPEN_FOR = clock.DAY
MOST_OPEN = 1000  # of one person
REMEMBERED = 30 * clock.DAY  # longer than news can be late
TRIES = 5  # of a version, against others of the same file


def start(actor: Actor, new: NewDocument) -> FileUpload:
    """Raises NotFound, Forbidden, Invalid, Conflict where the name is taken, Full."""
    table = Table(actor.tenant)
    known = table.get(keys.upload(actor.user, actor.mint), UploadItem, consistent=True)
    if known:  # by an earlier try of this request
        return _shown(actor, known)
    item = _item(actor, new)
    _check_open(actor, table)
    if item.part_size:
        item.multipart = storage.begin_parts(_key(actor, item), item.content_type)
    try:
        table.transact(
            table.putting(keys.upload(actor.user, item.id), item, condition=ABSENT),
            *quotas.taking(table, actor.user, item.size),
        )
    except Lost:
        quotas.taking(table, actor.user, item.size)  # says so, if it is full by now
        raise Conflict("Others store at the same moment; try again") from None
    return _shown(actor, item)


def _item(actor: Actor, new: NewDocument) -> UploadItem:
    if new.size <= storage.WHOLE and not new.sha256:
        raise Invalid("sha256", "A file that is sent in one piece says its SHA-256")
    item = UploadItem(
        id=actor.mint,
        space="",
        name=tidy(new.name),
        size=new.size,
        content_type=new.content_type,
        sha256=new.sha256 or "",
        note=new.note,
        part_size=storage.PART if new.size > storage.WHOLE else 0,
        keep_both=new.keep_both,
        until=clock.now() + OPEN_FOR,
        expires=clock.now() + OPEN_FOR + clock.DAY,
    )
    if new.document is not None:
        node, _ = access.changeable(actor, new.document)
        if node.type == "folder":
            raise Invalid("document", "A folder has no versions")
        writes.check_room(node)
        item.document, item.space, item.folder, item.name = node.id, node.space, node.folder, node.name
        item.base = new.base or node.number
        return item
    there = access.place(actor, new.space, new.folder).write()
    item.space, item.folder = there.space, there.folder
    if not new.keep_both:
        name = name_key(item.space, item.folder, "file", item.name)
        other = writes.holder(Table(actor.tenant), name)
        if other:
            raise writes.taken(other)
    return item


def state(actor: Actor, id_: str) -> UploadState:
    """What is there of it: to go on after a break. Raises NotFound."""
    item = _find(actor, id_)
    shown = _shown(actor, item)
    fields = {name: getattr(shown, name) for name in shown.__struct_fields__}
    there = storage.parts_there(_key(actor, item), item.multipart) if item.multipart else []
    return UploadState(**fields, there=there)


def part_urls(actor: Actor, id_: str, asked: PartsAsked) -> PartUrls:
    """Raises NotFound, Invalid."""
    item = _find(actor, id_)
    most = storage.parts_of(item.size) if item.multipart else 0
    if any(part.number > most for part in asked.parts):
        raise Invalid("parts", f"This file has {most} parts")
    urls = storage.part_urls(_key(actor, item), item.multipart, item.size, asked.parts)
    return PartUrls(parts=urls, expires_in=storage.SENT_WITHIN)


def cancel(actor: Actor, id_: str) -> None:
    """Raises NotFound, also where it is over already."""
    table, item = Table(actor.tenant), _find(actor, id_)
    try:
        table.transact(
            table.deleting(keys.upload(actor.user, item.id), condition=PRESENT),
            *quotas.giving_back(table, actor.user, item.size),
        )
    except Lost:
        raise NotFound from None  # ended at this moment
    storage.abandon(_key(actor, item), item.multipart)


def complete(actor: Actor, id_: str, done: Completion) -> Document:
    """It is there, as it was announced: the document, or its new version. Done again, it answers the same.

    Raises NotFound, Forbidden, Invalid where what came is something else, Conflict where the name is taken.
    """
    table = Table(actor.tenant)
    item = table.get(keys.upload(actor.user, id_), UploadItem, consistent=True) if ids.is_ulid(id_) else None
    if not item or item.until <= clock.now():
        return _earlier(actor, id_)
    _check(actor, item, done)
    for _ in range(TRIES):
        try:
            made = (
                _version(actor, table, item)
                if item.document
                else _new(actor, table, item, keep_both=done.keep_both or item.keep_both)
            )
        except Lost:
            return _earlier(actor, id_)
        except Stale:  # another version came in this moment, which may be of this upload
            if not table.get(keys.upload(actor.user, id_), UploadItem, consistent=True):
                return _earlier(actor, id_)
        else:
            return show(actor.tenant, made)
    raise Stale


def _taking(actor: Actor, table: Table, item: UploadItem) -> dict[str, object]:
    return table.deleting(keys.upload(actor.user, item.id), condition=PRESENT)


def _check(actor: Actor, item: UploadItem, done: Completion) -> None:
    key = _key(actor, item)
    if item.multipart:
        if sorted(part.number for part in done.parts) != [*range(1, storage.parts_of(item.size) + 1)]:
            raise Invalid("parts", f"All {storage.parts_of(item.size)} parts are to be named, once each")
        if not storage.complete_parts(key, item.multipart, done.parts):
            raise Invalid("parts", "S3 has other parts than these: ask what is there, and send the rest")
    stored = storage.look(key)
    if not stored:
        raise Invalid("upload", "The file was not sent yet")
    if stored.size != item.size or (not item.multipart and stored.sha256 != item.sha256):
        raise Invalid("upload", "What came is not what was announced: send it again", size=stored.size)


def _new(actor: Actor, table: Table, item: UploadItem, *, keep_both: bool) -> NodeItem:
    there = access.place(actor, item.space, item.folder or None).write()
    mine = card_of(actor)
    node = NodeItem(
        id=item.id,
        type="file",
        space=there.space,
        folder=there.folder,
        name=item.name,
        by=mine,
        created=clock.now(),
        changed=clock.milliseconds(),
        changed_by=mine,
        size=item.size,
        content_type=item.content_type,
        number=1,
        highest=1,
        object=item.id,
        sha256=item.sha256,
        state="checking",
    )
    version = version_of(node, note=item.note, base=0)
    others = [_taking(actor, table, item), *writes.present(table, there.space, there.folder)]
    return writes.create(table, node, version, *others, keep_both=keep_both, by=actor.user)


def _version(actor: Actor, table: Table, item: UploadItem) -> NodeItem:
    """The newest counts. One that was made from an older one is told, and nothing is lost: both are kept."""
    node, _ = access.changeable(actor, item.document)
    after = revised(
        actor,
        node,
        size=item.size,
        content_type=item.content_type,
        object=item.id,
        sha256=item.sha256,
        state="checking",
        reason="",
        preview=None,
    )
    version = version_of(after, note=item.note, base=item.base)
    version.conflict = item.base != node.number
    put = table.putting(keys.document_version(node.id, after.number), version, condition=ABSENT)
    done = msgspec.structs.replace(item, expires=clock.now() + OPEN_FOR)
    told = table.putting(keys.completed(actor.user, item.id), done)
    return writes.change(table, node, after, _taking(actor, table, item), put, told, by=actor.user)


def _earlier(actor: Actor, id_: str) -> Document:
    """What an earlier try of this request has made of it."""
    if not ids.is_ulid(id_):
        raise NotFound
    done = Table(actor.tenant).find(keys.completed(actor.user, id_), UploadItem)
    node, _ = access.fetch(actor, done.document if done else id_)
    if not done and node.by.id != actor.user:
        raise NotFound
    return show(actor.tenant, node)


def _find(actor: Actor, id_: str) -> UploadItem:
    item = Table(actor.tenant).find(keys.upload(actor.user, id_), UploadItem) if ids.is_ulid(id_) else None
    if not item or item.until <= clock.now():
        raise NotFound
    return item


def _check_open(actor: Actor, table: Table) -> None:
    first = keys.upload(actor.user, "")
    found = table.query(first.pk, UploadItem, prefix=first.sk, limit=MOST_OPEN)
    if len(found) >= MOST_OPEN:
        raise Conflict(f"At most {MOST_OPEN} files on their way", limit=MOST_OPEN)


def give_back(place: storage.Place, user: str, size: int, multipart: str) -> None:
    """What was never completed, once its row is gone. Told twice, it is given back once."""
    table = Table(place.tenant)
    given = GivenBackItem(expires=clock.now() + REMEMBERED)
    with contextlib.suppress(Lost):
        table.transact(
            table.putting(keys.given_back(user, place.upload), given, condition=ABSENT),
            *quotas.giving_back(table, user, size),
        )
    storage.abandon(place.key, multipart)


def _shown(actor: Actor, item: UploadItem) -> FileUpload:
    key = _key(actor, item)
    form = None if item.multipart else storage.form(key, item.size, item.content_type, item.sha256)
    return FileUpload(
        id=item.id,
        document=item.target,
        name=item.name,
        size=item.size,
        form=form,
        part_size=item.part_size or None,
        parts=storage.parts_of(item.size) if item.multipart else None,
        expires_at=clock.rfc3339(item.until),
    )


def _key(actor: Actor, item: UploadItem) -> str:
    return storage.key(actor.tenant, item.target, item.id)
