"""Counters, folded from the stream: one write per counted item per batch, and exact.

All that counts on one item lies in one partition, so its changes come in the order of their
sequence numbers. The item remembers the last one it counted, in the same conditional write;
what comes again is seen to be old.
"""

from collections import defaultdict
from typing import Any

from chalicelib.core import bus, ids, keys
from chalicelib.core.events import PostTouched
from chalicelib.core.keys import Key
from chalicelib.core.table import PRESENT, Item, Lost, Path, Table, changes, value
from chalicelib.relay.model import Change, read

MOST_KINDS = 100  # of emoji counted on one item: with all 3,700 it would be dear for everybody who reads it
TRIES = 5  # against verbs that write the same item; the fold itself is alone in its shard


class Counted(Item):
    """Of a post, a comment or a group, what is counted."""

    reactions: dict[str, int] = {}
    comments: int = 0
    participants: int = 0
    members: int = 0
    seq: str = ""


def fold(records: list[dict[str, Any]]) -> None:
    """Raises what the table or the queue raises; doing it again is harmless."""
    changes_ = [read(record) for record in records]
    by_item: dict[tuple[str, Key], list[Change]] = defaultdict(list)
    for change in changes_:
        target = counted_on(change)
        if target and step(change):
            by_item[change.tenant, target].append(change)
    for (tenant, target), found in by_item.items():
        _count(Table(tenant), target, found)
    # Only now: whoever is told reads the new numbers.
    bus.send("touched", touched(changes_))


def touched(found: list[Change]) -> list[PostTouched]:
    """One message a post, however much happened below it: to whoever looks at it, one push."""
    by_post: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in found:
        if change.sk[0] in "crw" and (change.sk[0] == "c" or step(change)):
            by_post[change.tenant, change.text("place")].append(change)
    return [_touched(tenant, place, of_post) for (tenant, place), of_post in by_post.items()]


def _touched(tenant: str, place: str, found: list[Change]) -> PostTouched:
    post, container = place[: ids.LENGTH], place[ids.LENGTH :]
    targets = {change.sk.split("#", 2)[1] for change in found if change.sk[0] == "r"}
    return PostTouched(
        tenant=tenant,
        id=found[-1].event_id,
        at=found[-1].at,
        container=container,
        post=post,
        comments=sorted({change.sk[2:] for change in found if change.sk[0] == "c"}),
        reacted=sorted(targets - {post}),
    )


def _count(table: Table, target: Key, found: list[Change]) -> None:
    for _ in range(TRIES):
        item = table.get(target, Counted, consistent=True)
        if not item:
            return  # what is gone has nothing to count
        new = [change for change in found if change.sequence > item.seq]
        if not new:
            return
        unchanged = Path("seq") == value(item.seq) if item.seq else Path("seq").does_not_exist()
        try:
            table.update(target, *_sums(item, new), kind=Counted, condition=PRESENT & unchanged)
        except Lost:
            continue
        return
    raise RuntimeError("somebody else folds the same shard")


def _sums(item: Counted, new: list[Change]) -> list[Any]:
    reactions = dict(item.reactions)
    sums = {"comments": item.comments, "participants": item.participants, "members": item.members}
    touched: set[str] = set()
    for change in new:
        name = _COUNTERS[change.sk[0]]
        touched.add(name)
        if name == "reactions":
            emoji = change.sk.split("#", 2)[2].rpartition("#")[0]
            if emoji in reactions or len(reactions) < MOST_KINDS:
                reactions[emoji] = reactions.get(emoji, 0) + step(change)
        else:
            sums[name] += step(change)
    kept = {emoji: count for emoji, count in reactions.items() if count > 0}
    values = {name: kept if name == "reactions" else sums[name] for name in touched}
    # hush: a change by the fold is no news, the stream's filter leaves it out.
    return changes(seq=max(change.sequence for change in new), hush="1", **values)


_COUNTERS = {"r": "reactions", "c": "comments", "w": "participants", "m": "members"}


def counted_on(change: Change) -> Key | None:
    """The item whose counter this change moves."""
    kind = change.sk[0]
    if kind == "m":
        return keys.group(change.pk[2:])
    place = change.text("place")
    post, container = place[: ids.LENGTH], place[ids.LENGTH :]
    if kind == "r":
        target = change.sk.split("#", 2)[1]
        return keys.post(container, post) if target == post else keys.comment(post, target)
    return keys.post(container, post) if kind in _COUNTERS else None


def step(change: Change) -> int:
    """How much a change counts: a comment that becomes a tombstone counts no more."""
    if change.inserted:
        return 1
    if change.removed or (change.sk[0] == "c" and change.begins("deleted")):
        return -1
    return 0
