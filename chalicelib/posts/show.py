"""How posts, comments and reactions are shown to whoever may read them."""

from typing import Literal

from chalicelib.core import clock
from chalicelib.documents.attachments import Attached
from chalicelib.people.service import Card
from chalicelib.posts.model import (
    MOST_KINDS_OF_REACTION,
    Comment,
    CommentItem,
    Home,
    LatestComment,
    Place,
    Post,
    PostItem,
    Reaction,
    Tally,
)

_HOMES: dict[str, Literal["group", "person", "document"]] = {"g": "group", "u": "person", "d": "document"}


def show(
    place: Place, item: PostItem, home_name: str | None, mine: frozenset[str], files: list[Attached]
) -> Post:
    return Post(
        id=place.id,
        author=item.by,
        home=Home(_HOMES[place.container[0]], place.container[1:], home_name),
        body=item.body,
        kind=item.kind,
        created_at=clock.rfc3339(item.created),
        edited_at=clock.rfc3339(item.edited) if item.edited else None,
        pinned=bool(item.pinned),
        deleted=bool(item.deleted),
        mentions=item.mentions,
        attachments=item.attachments,
        files=files,
        comments=item.comments,
        participants=item.participants,
        reactions=[] if item.deleted else show_reactions(item, mine),
        latest=show_latest(place, item),
        version=item.version,
    )


def show_latest(place: Place, item: PostItem) -> list[LatestComment]:
    """Newest first; a tombstone has none."""
    return [
        LatestComment(one.id + place.id, one.by, one.body, clock.rfc3339(one.created), one.files)
        for one in ([] if item.deleted else item.latest)
    ]


def show_reactions(item: Tally, mine: frozenset[str]) -> list[Reaction]:
    """Most used first. One of mine that is not counted yet shows as one."""
    counts = {emoji: count for emoji, count in item.reactions.items() if count > 0}
    for emoji in mine - counts.keys():
        counts[emoji] = 1
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Reaction(emoji, count, emoji in mine) for emoji, count in ranked[:MOST_KINDS_OF_REACTION]]


def show_comment(
    place: Place,
    item: CommentItem,
    author: Card,
    mine: frozenset[str] = frozenset(),
    files: list[Attached] | None = None,
) -> Comment:
    return Comment(
        id=item.comment + place.id,
        post=place.id,
        author=author,
        body=item.body,
        reply_to=item.reply_to + place.id if item.reply_to else None,
        created_at=clock.rfc3339(item.created),
        edited_at=clock.rfc3339(item.edited) if item.edited else None,
        deleted=bool(item.deleted),
        mentions=item.mentions,
        attachments=item.attachments,
        files=files if item.attachments else [],
        reactions=[] if item.deleted else show_reactions(item, mine),
        version=item.version,
    )
