"""The home feed, written. An event becomes slices of readers, a slice becomes rows.

Every row's key is made from the event, so whatever comes twice or out of order changes nothing.
"""

import heapq
from collections.abc import Callable, Iterator
from itertools import groupby

from chalicelib.core import bus, clock, events, ids, keys, metrics, settings
from chalicelib.core.events import AnyEvent
from chalicelib.core.log import logger
from chalicelib.core.table import Lost, Path, Table, changes, value
from chalicelib.feed.model import (
    MEMBERS_A_READ,
    RANK,
    RECENT,
    SLICE,
    FeedRow,
    PulledItem,
    Reason,
    Slice,
    row,
)
from chalicelib.groups import service as groups
from chalicelib.live import service as live
from chalicelib.people import service as people
from chalicelib.posts import service as posts
from chalicelib.posts.service import Place

Audience = Iterator[tuple[str, Reason]]  # sorted by reader


def answer(event: AnyEvent) -> None:
    match event:
        case events.PostPublished():
            plan(event)
        case events.MemberJoined():
            if groups.are_members(event.tenant, event.group, [event.user]):
                _bring_recent(event.tenant, event.user, f"g{event.group}", "group")
        case events.MemberLeft():
            if not groups.are_members(event.tenant, event.group, [event.user]):
                _take_out(event.tenant, event.user, _of_group(event.group))
        case events.PersonFollowed():
            if people.follows(event.tenant, event.follower, event.followee):
                _bring_recent(event.tenant, event.follower, f"u{event.followee}", "follow")
        case events.PersonUnfollowed():
            if not people.follows(event.tenant, event.follower, event.followee):
                _take_out(event.tenant, event.follower, _of_author(event.tenant, event.followee))


# A post


def plan(event: events.PostPublished) -> None:
    """Who gets a post: slices of readers into the queue `deliver`. Reads 1 RRU per 100 members."""
    readers = _readers(event)
    if readers is None:
        return
    pending: dict[Reason, list[str]] = {}
    slices: list[Slice] = []
    at = ids.milliseconds(event.post) // 1000
    for reader, reason in readers:
        waiting = pending.setdefault(reason, [])
        waiting.append(reader)
        if len(waiting) == SLICE:
            slices.append(Slice(event.tenant, event.post, event.container, reason, pending.pop(reason), at))
    slices += [
        Slice(event.tenant, event.post, event.container, reason, left, at) for reason, left in pending.items()
    ]
    bus.send("deliver", slices)


def _readers(event: events.PostPublished) -> Audience | None:
    tenant, container = event.tenant, event.container
    own: list[tuple[str, Reason]] = [(event.author, "own")]
    mentioned: list[tuple[str, Reason]] = [(user, "mention") for user in sorted(event.mentions)]
    if container[0] == "u":
        return _merged(own, mentioned, _followers(tenant, event.author))
    group = groups.find(tenant, container[1:])
    if group is None:
        return None
    if group.visibility == "open":
        others = _merged(own, mentioned, _followers(tenant, event.author))
    else:
        let_in = groups.are_members(tenant, group.id, event.mentions)
        others = _merged(own, [(user, reason) for user, reason in mentioned if user in let_in])
    if group.members > settings.push_limit():
        _pull(event)
        return others
    return _merged(_members(tenant, group.id), others)


def _merged(*audiences: Iterator[tuple[str, Reason]] | list[tuple[str, Reason]]) -> Audience:
    """Each reader once, with the best reason. The audiences are sorted by reader, and so is this."""
    together = heapq.merge(*audiences, key=lambda one: one[0])
    for reader, reasons in groupby(together, key=lambda one: one[0]):
        yield reader, min((reason for _, reason in reasons), key=RANK.__getitem__)


def _members(tenant: str, group: str) -> Audience:
    return _paged(lambda after: groups.members_of(tenant, group, after, MEMBERS_A_READ), "group")


def _followers(tenant: str, user: str) -> Audience:
    return _paged(lambda after: people.followers_of(tenant, user, after, MEMBERS_A_READ), "follow")


def _paged(read: Callable[[str | None], list[str]], reason: Reason) -> Audience:
    after: str | None = None
    while True:
        readers = read(after)
        yield from ((reader, reason) for reader in readers)
        if len(readers) < MEMBERS_A_READ:
            return
        after = readers[-1]


def _pull(event: events.PostPublished) -> None:
    """Too many members: the group itself gets the row, and its members' feeds look there."""
    table, group = Table(event.tenant), event.container[1:]
    at = ids.milliseconds(event.post) // 1000
    table.put(keys.feed(event.container, event.post), row(event.container, "group", at))
    known = table.get(keys.pulled(), PulledItem)
    if known and group in known.groups:
        return
    try:
        before = known.groups if known else []
        unchanged = Path("groups") == value(before) if known else Path("groups").does_not_exist()
        table.update(keys.pulled(), *changes(groups=[*before, group]), kind=PulledItem, condition=unchanged)
    except Lost:
        raise RuntimeError(
            "another large group was added at the same time; the queue brings this again"
        ) from None


def deliver(piece: Slice) -> None:
    """1 WRU a reader, then a frame to those who are online."""
    entry = row(piece.container, piece.reason, piece.at)
    readers = piece.readers if piece.reason in ("own", "group") else _in_reach(piece)
    Table(piece.tenant).write_many([(keys.feed(f"u{reader}", piece.post), entry) for reader in readers])
    age = clock.milliseconds() - ids.milliseconds(piece.post)
    told = {"post": piece.post, "readers": len(readers)}
    logger.info("delivered", extra={**told, **metrics.embedded("DeliveredPostAge", age, "Milliseconds")})
    frame = {
        "type": "feed.entry",
        "post": Place(piece.post, piece.container).id,
        "reason": piece.reason,
        "cursor": piece.post,
    }
    live.push(piece.tenant, readers, frame)


def _in_reach(piece: Slice) -> list[str]:
    """Who follows or is mentioned may be a guest, to whom this wall does not exist. 0.5 RRU a reader."""
    guests = people.guests_among(piece.tenant, piece.readers)
    wall = piece.container[1:]
    if piece.container[0] == "g":
        inside = groups.are_members(piece.tenant, wall, guests)
    else:
        inside = {guest for guest in guests if people.has_met(piece.tenant, guest, wall)}
    return [reader for reader in piece.readers if reader not in guests or reader in inside]


# Coming and going


def _bring_recent(tenant: str, reader: str, container: str, reason: Reason) -> None:
    table = Table(tenant)
    recent = [keys.feed(f"u{reader}", post) for post in posts.newest_of(tenant, container, RECENT)]
    there = table.get_many(recent, FeedRow)
    table.write_many(
        (key, row(container, reason, ids.milliseconds(key.sk[2:]) // 1000))
        for key in recent
        if key not in there or RANK[reason] < RANK[there[key].reason]
    )


def _take_out(tenant: str, reader: str, chosen: Callable[[list[FeedRow]], list[FeedRow]]) -> None:
    """Goes through the reader's whole feed, which its TTL keeps short."""
    table, key = Table(tenant), keys.feed(f"u{reader}", "")
    after: str | None = None
    while True:
        rows = table.query(key.pk, FeedRow, prefix=key.sk, after=after, limit=MEMBERS_A_READ)
        table.write_many(deletes=[keys.Key(key.pk, row.sk) for row in chosen(rows)])
        if len(rows) < MEMBERS_A_READ:
            return
        after = rows[-1].sk


def _of_group(group: str) -> Callable[[list[FeedRow]], list[FeedRow]]:
    return lambda rows: [row for row in rows if row.container == f"g{group}" and row.reason == "group"]


def _of_author(tenant: str, author: str) -> Callable[[list[FeedRow]], list[FeedRow]]:
    def chosen(rows: list[FeedRow]) -> list[FeedRow]:
        followed = [row for row in rows if row.reason == "follow"]
        theirs = posts.by_author(tenant, author, [Place(row.post, row.container) for row in followed])
        return [row for row in followed if Place(row.post, row.container) in theirs]

    return chosen
