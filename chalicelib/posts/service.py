"""Posts: published, read, changed. Who may read a post may comment on it and react."""

from collections.abc import Sequence

from msgspec import UNSET

from chalicelib.core import clock, keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Forbidden, Stale
from chalicelib.core.pagination import page
from chalicelib.core.schema import Page, Paging, unchanged
from chalicelib.core.table import ABSENT, ALIVE, Lost, Table, at_version, changes, news
from chalicelib.documents import attachments
from chalicelib.documents.attachments import AttachedQuery, Content
from chalicelib.groups import service as groups
from chalicelib.people import service as people
from chalicelib.people.service import card_of
from chalicelib.posts.access import fetch, fetch_post, forget_revisions, mentioned, moderate
from chalicelib.posts.model import (
    AuthoredItem,
    NewPost,
    PinItem,
    Place,
    Post,
    PostItem,
    PostPatch,
    Revision,
    RevisionItem,
    place_of,
)
from chalicelib.posts.show import show
from chalicelib.posts.walls import by_author, newest_of, read_many, show_all

# What the feed uses.
__all__ = ["Place", "Post", "by_author", "newest_of", "place_of", "read_many"]


# Publishing


def publish_to_group(actor: Actor, group: str, new: NewPost) -> Post:
    """1 RRU for the person and the membership, 1 WRU and 1 more a KB. Raises NotFound to who is no member."""
    membership = groups.enter(actor, group)
    return _publish(actor, Place(actor.mint, f"g{group}"), new, membership.name)


def publish_to_wall(actor: Actor, user: str, new: NewPost) -> Post:
    """On one's own wall. Raises NotFound, and Forbidden on another's."""
    if user != actor.user:
        people.see(actor, user)
        raise Forbidden("People write on their own walls")
    return _publish(actor, Place(actor.mint, f"u{user}"), new, actor.name)


def _publish(actor: Actor, place: Place, new: NewPost, home_name: str) -> Post:
    item = PostItem(
        by=card_of(actor),
        body=new.body,
        kind=new.kind,
        created=clock.now(),
        mentions=mentioned(actor, new.body),
        attachments=attachments.check(actor, new.body, new.attachments),
    )
    table = Table(actor.tenant)
    # First: a pointer to no post does no harm, a post without its pointer would keep its author's old name.
    table.put(keys.authored(actor.user, place.post), AuthoredItem(container=place.container))
    try:
        table.put(keys.post(place.container, place.post), item, condition=ABSENT)
    except Lost:  # published by an earlier try of this request
        return get(actor, place.id)
    [files] = attachments.shown(actor, [(actor.user, item.attachments)])
    return show(place, item, home_name, frozenset(), files)


# Reading


def get(actor: Actor, id_: str) -> Post:
    place, item, home = fetch(actor, id_)
    return _shown(actor, place, item, home)


def _shown(actor: Actor, place: Place, item: PostItem, home: str | None) -> Post:
    [shown] = show_all(actor, [(place, item, home)])
    return shown


def attachment(actor: Actor, id_: str, document: str, query: AttachedQuery) -> Content:
    """Where a file of a post is. Raises NotFound, Conflict."""
    _, item, _ = fetch(actor, id_)
    return attachments.content(actor, item.by.id, item.attachments, document, query)


# Changing


def edit(actor: Actor, id_: str, patch: PostPatch, version: int | None) -> Post:
    """By the author. What it said before is kept. Raises NotFound, Forbidden, Stale."""
    place, item, home = fetch_post(actor, id_)
    if item.by.id != actor.user:
        raise Forbidden("A post is changed by its author")
    if patch.body is UNSET and patch.kind is UNSET and patch.attachments is UNSET:
        return unchanged(get(actor, id_), version)
    table, now = Table(actor.tenant), clock.now()
    body = item.body if patch.body is UNSET else patch.body
    files = item.attachments if patch.attachments is UNSET else patch.attachments
    files = attachments.check(actor, body, files, before=item.attachments)
    edits = changes(body=patch.body, kind=patch.kind, attachments=files or None, edited=now)
    if patch.body is not UNSET:
        edits += changes(mentions=mentioned(actor, patch.body) or None)
    expected = item.version if version is None else version
    try:
        table.transact(
            table.updating(
                keys.post(place.container, place.post),
                *edits,
                *news(),
                condition=at_version(expected) & ALIVE,
            ),
            table.putting(
                keys.revision(place.post, place.post, item.version), RevisionItem(body=item.body, at=now)
            ),
        )
    except Lost:
        raise Stale from None
    changed = table.get(keys.post(place.container, place.post), PostItem, consistent=True)
    return _shown(actor, place, changed or item, home)


def delete(actor: Actor, id_: str, version: int | None) -> None:
    """By the author or who keeps the wall's order. A tombstone stays. Raises NotFound, Forbidden, Stale."""
    place, item, _ = fetch_post(actor, id_)
    if item.by.id != actor.user:
        moderate(actor, place)
    table = Table(actor.tenant)
    emptied = changes(body="", mentions=None, attachments=None, pinned=None, latest=None, deleted=clock.now())
    try:
        table.update(
            keys.post(place.container, place.post),
            *emptied,
            *news(),
            kind=PostItem,
            condition=at_version(version) & ALIVE,
        )
    except Lost:
        raise Stale from None
    table.delete(keys.pin(place.container, place.post), PinItem)
    forget_revisions(table, place.post, place.post)


def revisions(actor: Actor, id_: str, paging: Paging) -> Page[Revision]:
    """What a post said before its edits, newest first."""
    place, _, _ = fetch(actor, id_)
    prefix = f"h#{place.post}#"

    def rows(at: str | None, limit: int) -> list[RevisionItem]:
        pk = keys.revision(place.post, "", 0).pk
        return Table(actor.tenant).query(
            pk, RevisionItem, prefix=prefix, before=at, limit=limit, newest_first=True
        )

    def shown(items: Sequence[RevisionItem]) -> list[Revision]:
        return [
            Revision(version=int(item.sk[len(prefix) :]), body=item.body, until=clock.rfc3339(item.at))
            for item in items
        ]

    return page(actor, f"revisions {id_}", paging, rows, lambda item: item.sk, shown)
