"""Reactions: two plain writes, one beside the post, which the fold counts, and one among mine.

Not a transaction, which would cost twice: if the second write is lost, sending the reaction
again mends it, and the first alone is what counts.
"""

from collections.abc import Iterable, Sequence

from chalicelib.core import clock, keys
from chalicelib.core.actor import Actor
from chalicelib.core.emojis import check_emoji
from chalicelib.core.pagination import page
from chalicelib.core.schema import Page
from chalicelib.core.table import Item, Table
from chalicelib.people import service as people
from chalicelib.posts.model import Place, ReactionItem, Reactions, Reactor


def put(actor: Actor, place: Place, target: str, emoji: str) -> None:
    emoji = check_emoji(emoji)
    item = ReactionItem(at=clock.now(), place=place.id)
    table = Table(actor.tenant)
    beside = keys.reaction(place.post, target, emoji, actor.user)
    mine = keys.my_reaction(actor.user, place.post, target, emoji)
    table.write_many([(beside, item), (mine, item)])


def remove(actor: Actor, place: Place, target: str, emoji: str) -> None:
    emoji = check_emoji(emoji)
    beside = keys.reaction(place.post, target, emoji, actor.user)
    mine = keys.my_reaction(actor.user, place.post, target, emoji)
    Table(actor.tenant).write_many(deletes=[beside, mine])


def mine_on_posts(actor: Actor, posts: Iterable[str]) -> dict[str, frozenset[str]]:
    """My reactions to these posts: one range between the oldest and the newest of them."""
    wanted = set(posts)
    if not wanted:
        return {}
    first = keys.my_reaction(actor.user, min(wanted), min(wanted), "")
    return _mine(actor, first.pk, first.sk, f"y#{max(wanted)}#\U0010ffff", wanted)


def mine_on_comments(actor: Actor, post: str, comments: Iterable[str]) -> dict[str, frozenset[str]]:
    wanted = set(comments)
    if not wanted:
        return {}
    first = keys.my_reaction(actor.user, post, min(wanted), "")
    return _mine(actor, first.pk, first.sk, f"z#{post}#{max(wanted)}#\U0010ffff", wanted)


def _mine(actor: Actor, pk: str, low: str, high: str, wanted: set[str]) -> dict[str, frozenset[str]]:
    rows = Table(actor.tenant).query(pk, Item, after=low, before=high)
    mine: dict[str, set[str]] = {}
    for row in rows:
        *_, target, emoji = row.sk.split("#", 2 if row.sk[0] == "y" else 3)  # an emoji may be "#️⃣"
        if target in wanted:
            mine.setdefault(target, set()).add(emoji)
    return {target: frozenset(emojis) for target, emojis in mine.items()}


def reactors(actor: Actor, place: Place, target: str, query: Reactions) -> Page[Reactor]:
    """Who reacted, by emoji."""
    start = f"r#{target}#" + (f"{check_emoji(query.emoji)}#" if query.emoji else "")

    def fetch(at: str | None, limit: int) -> list[ReactionItem]:
        pk = keys.reaction(place.post, "", "", "").pk
        return Table(actor.tenant).query(pk, ReactionItem, prefix=start, after=at, limit=limit)

    def faces(items: Sequence[ReactionItem]) -> list[Reactor]:
        parts = [item.sk.split("#", 2)[2].rsplit("#", 1) for item in items]
        cards = people.cards(actor.tenant, [user for _, user in parts])
        return [
            Reactor(person=cards[user], emoji=emoji, at=clock.rfc3339(item.at))
            for item, (emoji, user) in zip(items, parts, strict=True)
            if user in cards
        ]

    return page(actor, f"reactions {target} {query.emoji}", query, fetch, lambda item: item.sk, faces)
