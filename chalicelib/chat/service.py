"""Conversations: begun, listed, changed."""

from typing import Any

import msgspec
from msgspec import UNSET

from chalicelib.chat import access, channels, notices
from chalicelib.chat.model import (
    FACES,
    HeadItem,
    Kind,
    Notice,
    SeatItem,
    kind_of,
    pair,
)
from chalicelib.chat.shapes import Conversation, ConversationPatch, NewConversation
from chalicelib.chat.show import show_channel, show_seat
from chalicelib.core import clock, keys, limits
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Forbidden, Invalid, NotFound, Stale
from chalicelib.core.pagination import sifted
from chalicelib.core.schema import Page, Paging, unchanged
from chalicelib.core.table import ABSENT, Lost, Table, at_version, changes, news
from chalicelib.groups import service as groups
from chalicelib.people import service as people
from chalicelib.people.service import Card, card_of

NEWEST = 50  # conversations whose unread messages a badge counts

# Begun


def start(actor: Actor, new: NewConversation) -> Conversation:
    """Or found, where it is there: a pair and a group's channel are one each. Raises NotFound, Invalid,
    TooMany."""
    others = [user for user in dict.fromkeys(new.people) if user != actor.user]
    if new.group is not None:
        if new.people or new.name is not None or new.avatar is not None:
            raise Invalid("group", "A group's channel has its name and its people")
        return _channel(actor, new.group)
    limits.take("conversations", f"{actor.tenant}#{actor.user}")
    if not others:
        raise Invalid("people", "A conversation has somebody else in it")
    cards = people.cards_seen(actor, others)
    if len(cards) < len(others):
        raise NotFound
    mine = card_of(actor)
    if len(others) == 1 and new.name is None and new.avatar is None:
        return _begin(actor, pair(actor.user, others[0]), new, [mine, *cards.values()])
    return _begin(actor, f"c{actor.mint}", new, [mine, *(cards[user] for user in others)])


def _begin(actor: Actor, conversation: str, new: NewConversation, cards: list[Card]) -> Conversation:
    """2 WRU for the conversation and as much for each of its people, once."""
    now, table = clock.now(), Table(actor.tenant)
    active = clock.milliseconds()
    head = HeadItem(
        name=new.name or "",
        avatar=new.avatar,
        by=actor.user,
        created=now,
        people=len(cards),
        faces=cards[:FACES],
        last=0,
        active=active,
    )
    writes = [table.putting(keys.conversation(conversation), head, condition=ABSENT)]
    for card in cards:
        seat = SeatItem(
            role="owner" if card.id == actor.user and conversation[0] == "c" else "member",
            joined=now,
            last=0,
            name=head.name,
            avatar=head.avatar,
            people=head.people,
            faces=head.faces,
            active=active,
        )
        # Somebody thinking of writing to me is no news yet.
        shown = conversation[0] == "c" or card.id == actor.user
        place = keys.listed_seat(card.id, active, conversation) if shown else None
        writes.append(table.putting(keys.seat(conversation, card.id), seat, listed=place))
    try:
        table.transact(*writes)
    except Lost:  # they have talked before, or an earlier try of this request
        return get(actor, conversation)
    return get(actor, conversation)


def _channel(actor: Actor, group: str) -> Conversation:
    groups.enter(actor, group)
    now, active = clock.now(), clock.milliseconds()
    conversation, table = f"g{group}", Table(actor.tenant)
    head = HeadItem(by=actor.user, created=now, last=0, active=active)
    seat = SeatItem(joined=now, last=0, active=active)
    place = keys.listed_seat(actor.user, active, conversation)
    try:
        table.transact(
            table.putting(keys.conversation(conversation), head, condition=ABSENT),
            table.putting(keys.seat(conversation, actor.user), seat, listed=place),
        )
    except Lost:
        return get(actor, conversation)
    return get(actor, conversation)


# Read


def get(actor: Actor, conversation: str) -> Conversation:
    """1 RRU; a channel 2. Raises NotFound."""
    kind = kind_of(conversation)
    table = Table(actor.tenant)
    if kind == "channel":
        group, membership = groups.read(actor, conversation[1:])
        head = table.find(keys.conversation(conversation), HeadItem)
        if not head:
            raise NotFound
        seat = table.get(keys.seat(conversation, actor.user), SeatItem)
        live = channels.live(actor.tenant, group.id, group.members)
        role = membership.role if membership else None
        return show_channel(conversation, group.name, role, head, seat, live)
    seat = table.find(keys.seat(conversation, actor.user), SeatItem)
    head = table.get(keys.conversation(conversation), HeadItem) if seat else None
    if not seat or not head:
        raise NotFound
    # The head says what it is called now; seats follow in a moment.
    seat.name, seat.avatar, seat.people, seat.version = head.name, head.avatar, head.people, head.version
    return show_seat(conversation, actor.user, seat)


def listed(actor: Actor, query: Paging) -> Page[Conversation]:
    """By last activity: about 2 RRU for a page of 20, and 1 for each large channel that I am in."""
    table = Table(actor.tenant)
    joined = groups.my_groups(actor.tenant, actor.user)
    large = channels.large_of(actor, joined)

    def fetch(at: str | None, limit: int) -> list[tuple[str, Conversation | None]]:
        place = keys.listed_seat(actor.user, 0, "")
        seats = table.query(place.gpk, SeatItem, before=at, limit=limit, newest_first=True, listed=True)
        rows = [(seat.gsk, _row(actor, seat, joined, large)) for seat in seats]
        rows += [(p, shown) for p, shown in large.items() if at is None or p < at]
        return sorted(rows, key=lambda row: row[0], reverse=True)[:limit]

    return sifted(
        actor,
        "conversations",
        query,
        fetch,
        lambda row: row[0],
        lambda row: row[1] is not None,
        lambda rows: [shown for _, shown in rows if shown],
    )


def unread(actor: Actor) -> list[dict[str, Any]]:
    """Of the newest conversations those with something unread. 3.5 RRU for twenty, 1 a large channel."""
    newest = listed(actor, Paging(limit=NEWEST)).items
    return [
        {"conversation": one.id, "last": one.last, "read": one.read, "muted": one.muted}
        for one in newest
        if one.unread
    ]


def _row(
    actor: Actor,
    seat: SeatItem,
    joined: dict[str, groups.JoinedItem],
    large: dict[str, Conversation],
) -> Conversation | None:
    """None of a channel whose group one is not in any more, or that stands there as a large one."""
    shown = show_seat(seat.conversation, actor.user, seat)
    if shown.kind != "channel":
        return shown
    membership = joined.get(str(shown.group))
    if not membership or any(one.id == shown.id for one in large.values()):
        return None
    return msgspec.structs.replace(shown, name=membership.name, role=membership.role)


# Changed


def edit(actor: Actor, conversation: str, patch: ConversationPatch, version: int | None) -> Conversation:
    """Name and picture of a few people's conversation, by any of them. Raises NotFound, Forbidden, Stale,
    TooMany."""
    part = access.enter(actor, conversation)
    _of_a_few(part.kind)
    limits.take("changes", f"{actor.tenant}#{actor.user}")
    if patch.name is UNSET and patch.avatar is UNSET:
        return unchanged(get(actor, conversation), version)
    name = "" if patch.name is None else patch.name
    edits = [*changes(name=name, avatar=patch.avatar), *news()]
    try:
        head = Table(actor.tenant).update(
            keys.conversation(conversation), *edits, kind=HeadItem, condition=at_version(version)
        )
    except Lost:
        raise Stale from None
    shown = get(actor, conversation)
    if patch.name is not UNSET and (not part.seat or part.seat.name != name):
        notices.leave(actor, conversation, part, Notice("renamed", name=name or None))
    return msgspec.structs.replace(shown, name=head.name or None, avatar=head.avatar, version=head.version)


def _of_a_few(kind: Kind) -> None:
    if kind != "group":
        raise Forbidden("This is fixed in a conversation of two, and for a channel the group's own")
