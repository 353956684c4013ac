"""The home feed, read: my own rows, merged with those of groups too large to be written to each reader.

All sources are sorted by post id, newest first, so one id is a place in each of them, and a
page neither skips nor repeats. Access is checked again for every post.
"""

from chalicelib.core import clock, ids, keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Invalid, NotFound
from chalicelib.core.pagination import fitting
from chalicelib.core.pagination import read as read_cursor
from chalicelib.core.pagination import write as write_cursor
from chalicelib.core.table import Lost, Path, Table, changes, value
from chalicelib.feed.model import (
    AT_A_GLANCE,
    RANK,
    Entry,
    Feed,
    FeedQuery,
    FeedRow,
    PulledItem,
    Seen,
    SeenItem,
)
from chalicelib.groups import service as groups
from chalicelib.people import service as people
from chalicelib.posts import service as posts
from chalicelib.posts.service import Place, Post

ROUNDS = 8  # of reading more where filters left a page short
AT_ONCE = 20  # rows a round at least, where a filter leaves most of them out


def read(actor: Actor, query: FeedQuery) -> Feed:
    """Newest first. 0.5 RRU a post, and about three for rows, groups, reactions and what was seen."""
    scope = f"feed {query.group} {query.kind}"
    place = read_cursor(actor, scope, query.cursor)
    joined = groups.my_groups(actor.tenant, actor.user)
    sources = _sources(actor, joined)
    seen = _seen(actor)
    size = max(query.limit, AT_ONCE) if query.group or query.kind else query.limit
    rows = _newest(actor, sources, place, max(query.limit + 1, AT_A_GLANCE))
    new = _new(rows[:AT_A_GLANCE], joined, seen) if query.cursor is None else []
    names = _readable(actor, [*rows[:size], *new], joined)
    unseen = _unseen(actor, new, names) if query.cursor is None else None
    entries: list[Entry] = []
    for _ in range(ROUNDS):
        on_page = rows[:size]
        entries += _entries(actor, query, on_page, names, joined, seen)
        further = len(rows) > len(on_page)
        place = on_page[-1].post if on_page else place
        if not further or len(entries) >= query.limit:
            break
        rows = _newest(actor, sources, place, size + 1)
        names = _readable(actor, rows[:size], joined)
    kept = entries[: query.limit]
    kept = kept[: fitting(kept)]
    last = _id(kept[-1].post) if len(entries) > len(kept) else place
    more = further or len(entries) > len(kept)
    return Feed(items=kept, next=write_cursor(actor, scope, last) if more and last else None, unseen=unseen)


def _entries(
    actor: Actor,
    query: FeedQuery,
    rows: list[FeedRow],
    names: dict[str, str],
    joined: dict[str, groups.JoinedItem],
    seen: str,
) -> list[Entry]:
    wanted = [row for row in rows if _still_there(row, joined) and query.group in (None, row.container[1:])]
    found = posts.read_many(actor, [Place(row.post, row.container) for row in wanted], names)
    return [
        Entry(reason=row.reason, new=row.post > seen and row.reason != "own", post=post)
        for row in wanted
        if (post := found.get(Place(row.post, row.container))) and query.kind in (None, post.kind)
    ]


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
    """The newest rows of all sources before a post; of several of one post that with the best reason."""
    merged: dict[str, FeedRow] = {}
    for source in sources:
        key = keys.feed(source, "")
        at = before and f"{key.sk}{before}"
        rows = Table(actor.tenant).query(
            key.pk, FeedRow, prefix=key.sk, before=at, limit=limit, newest_first=True
        )
        for row in rows:
            known = merged.setdefault(row.post, row)
            if RANK[row.reason] < RANK[known.reason]:
                merged[row.post] = row
    return [merged[post] for post in sorted(merged, reverse=True)[:limit]]


def _still_there(row: FeedRow, joined: dict[str, groups.JoinedItem]) -> bool:
    """What a group brought goes with the membership, even before the rows are taken away."""
    return row.reason != "group" or row.container[1:] in joined


def _seen(actor: Actor) -> str:
    item = Table(actor.tenant).get(keys.seen(actor.user), SeenItem)
    return item.post if item else ""


def _readable(actor: Actor, rows: list[FeedRow], joined: dict[str, groups.JoinedItem]) -> dict[str, str]:
    """Of the groups on whose walls these posts stand, those that the actor may read now, with their names."""
    walls = {row.container for row in rows if _still_there(row, joined)}
    return groups.readable(actor, {wall[1:] for wall in walls if wall[0] == "g"}, joined)


def _new(rows: list[FeedRow], joined: dict[str, groups.JoinedItem], seen: str) -> list[FeedRow]:
    return [row for row in rows if row.post > seen and row.reason != "own" and _still_there(row, joined)]


def _unseen(actor: Actor, new: list[FeedRow], names: dict[str, str]) -> int:
    """Counted from pointers: a post deleted since then still counts, one that is out of reach does not."""
    owners = {row.container[1:] for row in new if row.container[0] == "u"}
    in_reach = names.keys() | people.seen(actor, owners)
    return sum(row.container[1:] in in_reach for row in new)


def mark_seen(actor: Actor, seen: Seen) -> None:
    """Up to this entry; never back. Raises Invalid where it is no post's id."""
    try:
        post = posts.place_of(seen.entry).post
    except NotFound:
        raise Invalid("entry", "This is no entry's post") from None
    if ids.milliseconds(post) > (clock.now() + 1) * 1000:  # nothing would ever be new again
        raise Invalid("entry", "This is no entry's post")
    newer = Path("post").does_not_exist() | (Path("post") < value(post))
    try:
        Table(actor.tenant).update(keys.seen(actor.user), *changes(post=post), kind=SeenItem, condition=newer)
    except Lost:
        return  # seen further on another device
