"""Comments and replies below a post, and who takes part."""

from collections.abc import Sequence

from msgspec import UNSET

from chalicelib.core import clock, ids, keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Forbidden, Invalid, NotFound, Stale
from chalicelib.core.pagination import page
from chalicelib.core.schema import Page, Paging, unchanged
from chalicelib.core.table import ABSENT, ALIVE, Lost, Table, at_version, changes, news
from chalicelib.documents import attachments
from chalicelib.documents.attachments import AttachedQuery, Content
from chalicelib.people import service as people
from chalicelib.people.service import card_of
from chalicelib.posts import access
from chalicelib.posts.model import (
    GONE,
    Comment,
    CommentItem,
    CommentPatch,
    Comments,
    NewComment,
    Participant,
    ParticipantItem,
    Place,
    RevisionItem,
    comment_place_of,
)
from chalicelib.posts.reactions import mine_on_comments
from chalicelib.posts.show import show_comment


def add(actor: Actor, post: str, new: NewComment) -> Comment:
    """2 WRU: the comment and the mark of who takes part. Raises NotFound, Invalid for `reply_to`."""
    place = access.answering(actor, post)
    reply_to = _replied_to(actor, place, new.reply_to)
    now = clock.now()
    item = CommentItem(
        by=actor.user,
        body=new.body,
        created=now,
        reply_to=reply_to,
        mentions=access.mentioned(actor, new.body),
        attachments=attachments.check(actor, new.body, new.attachments),
        place=place.id,
    )
    table, key = Table(actor.tenant), keys.comment(place.post, actor.mint)
    # First: a comment whose author takes no part would be told to nobody.
    table.put(keys.participant(place.post, actor.user), ParticipantItem(at=now, place=place.id))
    try:
        table.put(key, item, condition=ABSENT)
    except Lost:  # added by an earlier try of this request; written over, it would lose its reactions
        return get(actor, key.sk[2:] + place.id)
    item.sk = key.sk
    [files] = attachments.shown(actor, [(actor.user, item.attachments)])
    return show_comment(place, item, card_of(actor), frozenset(), files)


def _replied_to(actor: Actor, place: Place, reply_to: str | None) -> str:
    if reply_to is None:
        return ""
    comment, of_post = reply_to[: ids.LENGTH], reply_to[ids.LENGTH :]
    there = of_post == place.id and Table(actor.tenant).find(keys.comment(place.post, comment), CommentItem)
    if not there or there.deleted:
        raise Invalid("reply_to", "This post has no such comment")
    return comment


def listed(actor: Actor, post: str, query: Comments) -> Page[Comment]:
    """Oldest or newest first; deleted ones are tombstones, so that replies keep their place.

    Raises NotFound, also where `beyond` is no comment's id of this post.
    """
    place, _, _ = access.fetch(actor, post)
    newest = query.order == "newest"
    beginning = _behind(place, query.beyond) if query.beyond else None

    def fetch(at: str | None, limit: int) -> list[CommentItem]:
        at, key = at or beginning, keys.comment(place.post, "")
        return Table(actor.tenant).query(
            key.pk,
            CommentItem,
            prefix=key.sk,
            after=None if newest else at,
            before=at if newest else None,
            limit=limit,
            newest_first=newest,
        )

    return page(
        actor,
        f"comments {post} {query.order}",
        query,
        fetch,
        lambda item: item.sk,
        lambda items: _shown(actor, place, items),
    )


def _shown(actor: Actor, place: Place, items: Sequence[CommentItem]) -> list[Comment]:
    cards = people.cards(actor.tenant, {item.by for item in items})
    mine = mine_on_comments(actor, place.post, [item.comment for item in items])
    files = attachments.shown(actor, [(item.by, item.attachments) for item in items])
    return [
        show_comment(place, item, cards.get(item.by, GONE), mine.get(item.comment, frozenset()), attached)
        for item, attached in zip(items, files, strict=True)
    ]


def _behind(place: Place, id_: str) -> str:
    comment, post = comment_place_of(id_)
    if post != place:
        raise NotFound
    return keys.comment(place.post, comment).sk


def fetch(actor: Actor, id_: str) -> tuple[str, Place, CommentItem]:
    """A comment, to whoever may read its post. Raises NotFound."""
    comment, place = comment_place_of(id_)
    access.fetch(actor, place.id)
    item = Table(actor.tenant).find(keys.comment(place.post, comment), CommentItem)
    if not item or item.deleted:
        raise NotFound
    return comment, place, item


def get(actor: Actor, id_: str) -> Comment:
    _, place, item = fetch(actor, id_)
    [shown] = _shown(actor, place, [item])
    return shown


def attachment(actor: Actor, id_: str, document: str, query: AttachedQuery) -> Content:
    """Where a file of a comment is. Raises NotFound, Conflict."""
    _, _, item = fetch(actor, id_)
    return attachments.content(actor, item.by, item.attachments, document, query)


def edit(actor: Actor, id_: str, patch: CommentPatch, version: int | None) -> Comment:
    """By its author; what it said before is kept. Raises NotFound, Forbidden, Stale."""
    comment, place, item = fetch(actor, id_)
    if item.by != actor.user:
        raise Forbidden("A comment is changed by its author")
    if patch.body is UNSET and patch.attachments is UNSET:
        return unchanged(get(actor, id_), version)
    body = item.body if patch.body is UNSET else patch.body
    files = item.attachments if patch.attachments is UNSET else patch.attachments
    files = attachments.check(actor, body, files, before=item.attachments)
    table, now = Table(actor.tenant), clock.now()
    expected = item.version if version is None else version
    try:
        table.transact(
            table.updating(
                keys.comment(place.post, comment),
                *changes(
                    body=body,
                    edited=now,
                    mentions=access.mentioned(actor, body) or None,
                    attachments=files or None,
                ),
                *news(),
                condition=at_version(expected) & ALIVE,
            ),
            table.putting(
                keys.revision(place.post, comment, item.version), RevisionItem(body=item.body, at=now)
            ),
        )
    except Lost:
        raise Stale from None
    return get(actor, id_)


def delete(actor: Actor, id_: str, version: int | None) -> None:
    """By its author or who keeps the wall's order. Raises NotFound, Forbidden, Stale."""
    comment, place, item = fetch(actor, id_)
    if item.by != actor.user:
        access.moderate(actor, place)
    table = Table(actor.tenant)
    try:
        table.update(
            keys.comment(place.post, comment),
            *changes(body="", mentions=None, attachments=None, deleted=clock.now()),
            *news(),
            kind=CommentItem,
            condition=at_version(version) & ALIVE,
        )
    except Lost:
        raise Stale from None
    access.forget_revisions(table, place.post, comment)


def participants(actor: Actor, post: str, paging: Paging) -> Page[Participant]:
    """Who takes part in the talk below a post."""
    place, _, _ = access.fetch(actor, post)

    def fetch_rows(at: str | None, limit: int) -> list[ParticipantItem]:
        key = keys.participant(place.post, "")
        return Table(actor.tenant).query(key.pk, ParticipantItem, prefix=key.sk, after=at, limit=limit)

    def faces(items: Sequence[ParticipantItem]) -> list[Participant]:
        cards = people.cards(actor.tenant, [item.sk[2:] for item in items])
        return [
            Participant(person=cards[item.sk[2:]], since=clock.rfc3339(item.at))
            for item in items
            if item.sk[2:] in cards
        ]

    return page(actor, f"participants {post}", paging, fetch_rows, lambda item: item.sk, faces)
