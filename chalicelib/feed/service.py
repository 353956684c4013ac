"""The home feed, read: my own rows, merged with those of groups too large to be written to each reader.

All sources are sorted by post id, newest first, so one id is a place in each of them, and a
page neither skips nor repeats. Access is checked again for every post.
"""

from chalicelib.core import keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Invalid, NotFound
from chalicelib.core.pagination import read as read_cursor
from chalicelib.core.pagination import write as write_cursor
from chalicelib.core.table import Lost, Path, Table, changes, value
from chalicelib.feed.model import MOST_UNSEEN, Entry, Feed, FeedQuery, FeedRow, PulledItem, Seen, SeenItem
from chalicelib.groups import service as groups
from chalicelib.posts import service as posts
from chalicelib.posts.service import Place, Post

ROUNDS = 8  # of reading more where filters left a page short


def read(actor: Actor, query: FeedQuery) -> Feed:
    """Newest first. 0.5 RRU a post, and about two for rows, groups, reactions and what was seen."""
    scope = f"feed {query.group} {query.kind}"
    place = read_cursor(actor, scope, query.cursor)
    joined = groups.my_groups(actor.tenant, actor.user)
    sources = _sources(actor, joined)
    seen = _seen(actor)
    entries: list[Entry] = []
    for _ in range(ROUNDS):
        rows = _newest(actor, sources, place, query.limit + 1)
        wanted = [
            row for row in rows if _still_there(row, joined) and query.group in (None, row.container[1:])
        ]
        found = posts.read_many(actor, [Place(row.post, row.container) for row in wanted], joined)
        for row in wanted:
            post = found.get(Place(row.post, row.container))
            if post and query.kind in (None, post.kind):
                new = row.post > seen and row.reason != "own"
                entries.append(Entry(reason=row.reason, new=new, post=post))
        if len(rows) <= query.limit or len(entries) > query.limit:
            more = len(entries) > query.limit
            break
        place = rows[-1].post
    else:
        more = True
    kept = entries[: query.limit]
    last = _id(kept[-1].post) if len(entries) > query.limit else place
    return Feed(
        items=kept,
        next=write_cursor(actor, scope, last) if more and last else None,
        unseen=_unseen(actor, sources, joined, seen) if query.cursor is None else None,
    )


def _id(post: Post) -> str:
    return posts.place_of(post.id).post


def _sources(actor: Actor, joined: dict[str, groups.JoinedItem]) -> list[str]:
    """My rows, and the rows of those of my groups that are pulled."""
    pulled = Table(actor.tenant).get(keys.pulled(), PulledItem)
    return [
        f"u{actor.user}",
        *(f"g{group}" for group in (pulled.groups if pulled else ()) if group in joined),
    ]


def _newest(actor: Actor, sources: list[str], before: str | None, limit: int) -> list[FeedRow]:
    """The newest rows of all sources before a post. My own row of a post stands for the others."""
    merged: dict[str, FeedRow] = {}
    for source in sources:
        key = keys.feed(source, "")
        at = before and f"{key.sk}{before}"
        rows = Table(actor.tenant).query(
            key.pk, FeedRow, prefix=key.sk, before=at, limit=limit, newest_first=True
        )
        for row in rows:
            merged.setdefault(row.post, row)
    return [merged[post] for post in sorted(merged, reverse=True)[:limit]]


def _still_there(row: FeedRow, joined: dict[str, groups.JoinedItem]) -> bool:
    """What a group brought goes with the membership, even before the rows are taken away."""
    return row.reason != "group" or row.container[1:] in joined


def _seen(actor: Actor) -> str:
    item = Table(actor.tenant).get(keys.seen(actor.user), SeenItem)
    return item.post if item else ""


def _unseen(actor: Actor, sources: list[str], joined: dict[str, groups.JoinedItem], seen: str) -> int:
    """Counted from pointers alone: a post deleted since then still counts until it is looked at."""
    posts_unseen: set[str] = set()
    for source in sources:
        key = keys.feed(source, "")
        rows = Table(actor.tenant).query(
            key.pk, FeedRow, prefix=key.sk, after=f"{key.sk}{seen}", limit=MOST_UNSEEN
        )
        posts_unseen |= {row.post for row in rows if _still_there(row, joined) and row.reason != "own"}
    return min(len(posts_unseen), MOST_UNSEEN)


def mark_seen(actor: Actor, seen: Seen) -> None:
    """Up to this entry; never back. Raises Invalid where it is no post's id."""
    try:
        post = posts.place_of(seen.entry).post
    except NotFound:
        raise Invalid("entry", "This is no entry's post") from None
    newer = Path("post").does_not_exist() | (Path("post") < value(post))
    try:
        Table(actor.tenant).update(keys.seen(actor.user), *changes(post=post), kind=SeenItem, condition=newer)
    except Lost:
        return  # seen further on another device
