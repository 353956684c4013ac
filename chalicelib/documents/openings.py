"""What must be read, and who opened it. Nothing is noted of any other file.

An opening is of a version, in a space: a new version asks again, and who keeps the order in one space is not
told who read it in another.
"""

from collections.abc import Iterable, Sequence

import msgspec

from chalicelib.core import clock, keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Conflict, Forbidden, NotFound, Stale
from chalicelib.core.keys import Key
from chalicelib.core.pagination import page
from chalicelib.core.schema import Page
from chalicelib.core.table import ABSENT, Item, Lost, Table
from chalicelib.documents import access, writes
from chalicelib.documents.access import COMPANY, Place
from chalicelib.documents.model import NodeItem
from chalicelib.documents.opening_shapes import Reader, Readers
from chalicelib.groups import members as groups
from chalicelib.people import directory
from chalicelib.people import service as people
from chalicelib.people.service import Card

FORGOTTEN = 200  # rows at a time


class OpeningItem(Item, kw_only=True):
    user: str
    at: int  # milliseconds


def mark(actor: Actor, id_: str, *, must_read: bool) -> None:
    """By those who keep the order. Raises NotFound, Forbidden, Conflict, Stale."""
    node, there = _file(actor, id_)
    _managed(there)
    if bool(node.must_read) == must_read:
        return
    if must_read and not _is_shared(node):
        raise Conflict("Only files of a group or of the company can be must-reads")
    after = msgspec.structs.replace(node, must_read=clock.now() if must_read else 0)
    try:
        writes.change(Table(actor.tenant), node, after, by=actor.user)
    except Stale:  # by another who said the same, or a change that came between
        now = access.find(actor.tenant, id_)
        if not now or bool(now.must_read) != must_read:
            raise


def opened(actor: Actor, id_: str) -> None:
    """I have read it, however it was shown to me. Raises NotFound."""
    note(actor, _file(actor, id_)[0])


def note(actor: Actor, node: NodeItem) -> None:
    """Once a person and version: 2 WRU, and then nothing. Of what need not be read, nothing at all."""
    if not node.must_read or node.binned or not _is_shared(node):
        return
    now = clock.milliseconds()
    try:
        Table(actor.tenant).put(
            _key(node, actor.user),
            OpeningItem(user=actor.user, at=now),
            listed=keys.listed_opening(node.id, node.space, node.number, now, actor.user),
            condition=ABSENT,
        )
    except Lost:
        return


def is_opened(actor: Actor, node: NodeItem) -> bool | None:
    """By me, as it is now; None of what need not be read."""
    if not node.must_read:
        return None
    return bool(Table(actor.tenant).get(_key(node, actor.user), OpeningItem, consistent=True))


def readers(actor: Actor, id_: str, query: Readers) -> Page[Reader]:
    """To those who keep the order: who opened it, or who has not yet. Raises NotFound, Forbidden."""
    node, there = _file(actor, id_)
    _managed(there)
    if not node.must_read:
        raise NotFound
    if query.opened:
        return _opened(actor, node, query)
    if node.space == COMPANY:
        everybody = directory.everybody(actor, query, f"not opened {node.id}")
        found = [one for one in everybody.items if one.role != "guest" and one.status == "active"]
        cards = [Card(one.id, one.name, one.avatar) for one in found]
        return Page(items=_not_yet(actor, node, cards), next=everybody.next)
    members = groups.members(actor, node.space[1:], query)
    here = people.cards_seen(actor, [one.person.id for one in members.items])  # and not put out
    asked = [one.person for one in members.items if one.person.id in here]
    return Page(items=_not_yet(actor, node, asked), next=members.next)


def _opened(actor: Actor, node: NodeItem, query: Readers) -> Page[Reader]:
    """Newest first."""
    list_ = keys.listed_opening(node.id, node.space, node.number, 0, "")

    def fetch(at: str | None, limit: int) -> list[OpeningItem]:
        return Table(actor.tenant).query(
            list_.gpk, OpeningItem, before=at, limit=limit, newest_first=True, listed=True
        )

    def shown(items: Sequence[OpeningItem]) -> list[Reader]:
        cards = people.cards(actor.tenant, [item.user for item in items])
        return [
            Reader(person=cards[item.user], opened_at=clock.rfc3339(item.at / 1000))
            for item in items
            if item.user in cards
        ]

    def place(item: OpeningItem) -> str:
        return keys.listed_opening(node.id, node.space, node.number, item.at, item.user).gsk

    return page(actor, f"readers {list_.gpk}", query, fetch, place, shown)


def _not_yet(actor: Actor, node: NodeItem, cards: Iterable[Card]) -> list[Reader]:
    wanted = {_key(node, card.id): card for card in cards}
    found = Table(actor.tenant).get_many(wanted, OpeningItem)
    return [Reader(person=card, opened_at=None) for key, card in wanted.items() if key not in found]


def forget(tenant: str, document: str) -> bool:
    """Some of who opened a document that is gone for good; False where something is left."""
    table, first = Table(tenant), keys.opening(document, "", 0, "")
    rows = table.query(first.pk, OpeningItem, limit=FORGOTTEN)
    table.write_many(deletes=[Key(first.pk, row.sk) for row in rows])
    return len(rows) < FORGOTTEN


def _file(actor: Actor, id_: str) -> tuple[NodeItem, Place]:
    node, there = access.fetch(actor, id_)
    if node.type == "folder" or access.is_in_bin(actor.tenant, node):
        raise NotFound
    return node, there


def _managed(there: Place) -> None:
    if there.may != "manage":
        raise Forbidden("Those who keep the order here do this")


def _is_shared(node: NodeItem) -> bool:
    return node.space == COMPANY or node.space[0] == "g"


def _key(node: NodeItem, user: str) -> Key:
    return keys.opening(node.id, node.space, node.number, user)
