"""News of a post that thousands look at are gathered: one round of pushes tells what happened in ten seconds.

A round is a request of API Gateway for each watcher, and the account has 10,000 a second for all tenants: a
company that reacts to an announcement would want more than twice as many, for minutes (docs/scale.md).
The first news sends the round, delayed; what comes meanwhile notes only which comments it is about.
"""

import msgspec

from chalicelib.core import bus, clock, keys
from chalicelib.core.events import PostTouched
from chalicelib.core.keys import Key
from chalicelib.core.table import Item, Lost, Path, Table, changes, value

SECONDS = 10
FORGOTTEN = 60  # seconds; a round that has not come by then was never sent, for its sender died before
TRIES = 5


class GatheringItem(Item):
    since: int = 0
    comments: list[str] = []
    expires: int = 0


def gather(touched: PostTouched) -> None:
    """Into the round that is to come, or else a round is sent."""
    table, key = Table(touched.tenant), keys.gathering(touched.post)
    about = {*touched.comments, *touched.reacted}
    for _ in range(TRIES):
        if _begun(table, key, about):
            round_ = msgspec.structs.replace(touched, comments=[], reacted=[], gathered=True)
            bus.send("touched", [round_], delay=SECONDS)
            return
        # A round that has not begun will read the numbers itself; of comments it has to be told.
        if not about or _noted(table, key, about):
            return
    raise RuntimeError("rounds end as they begin; the queue brings this again")


def taken(touched: PostTouched) -> PostTouched:
    """The round begins: with what was gathered, and the next news sends the next one.

    If it fails and comes again, its numbers are right and its comments are those that came since.
    """
    item = Table(touched.tenant).delete(keys.gathering(touched.post), GatheringItem)
    return msgspec.structs.replace(touched, comments=sorted(item.comments) if item else [])


def _begun(table: Table, key: Key, about: set[str]) -> bool:
    now = clock.now()
    none = Path("since").does_not_exist() | (Path("since") < value(now - FORGOTTEN))
    adding = [Path("comments").add(value(about))] if about else []
    begun = changes(since=now, expires=now + clock.DAY)
    try:
        table.update(key, *adding, *begun, kind=GatheringItem, condition=none)
    except Lost:
        return False
    return True


def _noted(table: Table, key: Key, about: set[str]) -> bool:
    try:
        table.update(
            key,
            Path("comments").add(value(about)),
            kind=GatheringItem,
            condition=Path("since").exists(),
        )
    except Lost:
        return False
    return True
