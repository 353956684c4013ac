"""Walls, a page at a time; and what the feed reads of posts."""

from collections.abc import Iterable, Sequence

from chalicelib.core import ids, keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import NotFound
from chalicelib.core.pagination import page
from chalicelib.core.schema import Page
from chalicelib.core.table import Table
from chalicelib.documents import attachments
from chalicelib.people import service as people
from chalicelib.posts.access import enter_wall
from chalicelib.posts.model import PinItem, Place, Post, PostItem, Wall
from chalicelib.posts.reactions import mine_on_posts
from chalicelib.posts.show import show


def wall(actor: Actor, container: str, query: Wall) -> Page[Post]:
    """The posts of a group or a person, newest first, tombstones among them."""
    if not ids.is_ulid(container[1:]):
        raise NotFound
    home = enter_wall(actor, container)
    table = Table(actor.tenant)

    def newest(place: str | None, limit: int) -> list[PostItem]:
        wall_key = keys.post(container, "")
        return table.query(
            wall_key.pk, PostItem, prefix=wall_key.sk, before=place, limit=limit, newest_first=True
        )

    def pinned(place: str | None, limit: int) -> list[PostItem]:
        wall_key = keys.pin(container, "")
        before = place and place.replace("p#", wall_key.sk, 1)
        pins = table.query(
            wall_key.pk, PinItem, prefix=wall_key.sk, before=before, limit=limit, newest_first=True
        )
        places = [keys.post(container, pin.sk.removeprefix(wall_key.sk)) for pin in pins]
        found = table.get_many(places, PostItem)
        return [found[at] for at in places if at in found]

    return page(
        actor,
        f"wall {container} {query.pinned}",
        query,
        pinned if query.pinned else newest,
        lambda item: item.sk,
        lambda items: show_all(actor, [(Place(item.post, container), item, home) for item in items]),
    )


def show_all(actor: Actor, posts: Sequence[tuple[Place, PostItem, str | None]]) -> list[Post]:
    mine = mine_on_posts(actor, [place.post for place, _, _ in posts])
    files = attachments.shown(actor, [(item.by.id, item.attachments) for _, item, _ in posts])
    return [
        show(place, item, home, mine.get(place.post, frozenset()), attached)
        for (place, item, home), attached in zip(posts, files, strict=True)
    ]


# For the feed


def read_many(actor: Actor, places: Iterable[Place], names: dict[str, str]) -> dict[Place, Post]:
    """Of these posts, those that are there and that the actor may read now.

    `names` are those of the groups whose walls the actor may read. 0.5 RRU a post, 0.5 for all my reactions.
    """
    found = readable(actor, places, names)
    return {p: post for (p, _, _), post in zip(found, show_all(actor, found), strict=True)}


def readable(
    actor: Actor, places: Iterable[Place], names: dict[str, str]
) -> list[tuple[Place, PostItem, str | None]]:
    """As read_many, the items with the names of their walls."""
    wanted = [p for p in places if not p.is_talk and (not p.group or p.group in names)]
    found = Table(actor.tenant).find_many([keys.post(p.container, p.post) for p in wanted], PostItem)
    alive = {
        p: item for p in wanted if (item := found.get(keys.post(p.container, p.post))) and not item.deleted
    }
    owners = people.seen(actor, [p.container[1:] for p in alive if not p.group])
    return [
        (p, item, names[p.group] if p.group else item.by.name)
        for p, item in alive.items()
        if p.group or p.container[1:] in owners
    ]


def by_author(tenant: str, author: str, places: Iterable[Place]) -> set[Place]:
    """Those of the posts that this author wrote."""
    wanted = list(places)
    found = Table(tenant).get_many([keys.post(p.container, p.post) for p in wanted], PostItem)
    return {p for p in wanted if (item := found.get(keys.post(p.container, p.post))) and item.by.id == author}


def newest_of(tenant: str, container: str, limit: int) -> list[str]:
    """The newest posts of a wall that are not deleted."""
    wall_key = keys.post(container, "")
    items = Table(tenant).query(wall_key.pk, PostItem, prefix=wall_key.sk, limit=limit, newest_first=True)
    return [item.post for item in items if not item.deleted]
