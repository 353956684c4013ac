"""Posts: published, read, changed. Who may read a post may comment on it and react."""

from collections.abc import Iterable, Sequence

from msgspec import UNSET

from chalicelib.core import clock, ids, keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Conflict, Forbidden, NotFound, Stale
from chalicelib.core.pagination import page
from chalicelib.core.schema import Page, Paging
from chalicelib.core.table import ABSENT, PRESENT, Lost, Path, Table, at_version, changes, next_version
from chalicelib.groups import service as groups
from chalicelib.people import service as people
from chalicelib.people.service import Card
from chalicelib.posts.model import (
    MOST_PINS,
    AuthoredItem,
    NewPost,
    PinItem,
    Place,
    Post,
    PostItem,
    PostPatch,
    Revision,
    RevisionItem,
    Wall,
    mentions_in,
    place_of,
    show,
)
from chalicelib.posts.reactions import mine_on_posts

# What the feed uses.
__all__ = ["AuthoredItem", "Place", "Post", "by_author", "newest_of", "place_of", "read_many"]

ALIVE = Path("deleted").does_not_exist()

# Publishing


def publish_to_group(actor: Actor, group: str, new: NewPost) -> Post:
    """1 RRU for the person and the membership, 1 WRU a KB. Raises NotFound to who is no member."""
    membership = groups.enter(actor, group)
    return _publish(actor, Place(actor.mint, f"g{group}"), new, membership.name)


def publish_to_wall(actor: Actor, user: str, new: NewPost) -> Post:
    """On one's own wall. Raises NotFound, and Forbidden on another's."""
    if user != actor.user:
        people.see(actor, user)
        raise Forbidden("People write on their own walls")
    return _publish(actor, Place(actor.mint, f"u{user}"), new, actor.name)


def _publish(actor: Actor, place: Place, new: NewPost, home_name: str) -> Post:
    mentioned = mentions_in(new.body)
    item = PostItem(
        by=Card(actor.user, actor.name, actor.avatar, actor.is_guest),
        body=new.body,
        kind=new.kind,
        created=clock.now(),
        mentions=list(people.cards_seen(actor, mentioned)) if mentioned else [],
        attachments=new.attachments,
    )
    try:
        Table(actor.tenant).put(keys.post(place.container, place.post), item, condition=ABSENT)
    except Lost:  # published by an earlier try of this request
        return get(actor, place.id)
    return show(place, item, home_name)


# Reading


def fetch(actor: Actor, id_: str, *, tombstone: bool = False) -> tuple[Place, PostItem, str]:
    """A post with the name of its wall, to whoever may read it. Raises NotFound; also for deleted ones."""
    place = place_of(id_)
    item = Table(actor.tenant).find(keys.post(place.container, place.post), PostItem)
    if not item or (item.deleted and not tombstone):
        raise NotFound
    return place, item, _enter_wall(actor, place.container)


def _enter_wall(actor: Actor, container: str) -> str:
    """The wall's name, to whoever may read it. Raises NotFound."""
    if container[0] == "g":
        return groups.read(actor, container[1:])[0].name
    return people.see(actor, container[1:]).name


def get(actor: Actor, id_: str) -> Post:
    place, item, home = fetch(actor, id_)
    mine = mine_on_posts(actor, [place.post])
    return show(place, item, home, mine.get(place.post, frozenset()))


def wall(actor: Actor, container: str, query: Wall) -> Page[Post]:
    """The posts of a group or a person, newest first, tombstones among them."""
    if not ids.is_ulid(container[1:]):
        raise NotFound
    home = _enter_wall(actor, container)
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
        lambda items: _show_all(actor, [(Place(item.post, container), item, home) for item in items]),
    )


def _show_all(actor: Actor, posts: Sequence[tuple[Place, PostItem, str | None]]) -> list[Post]:
    mine = mine_on_posts(actor, [place.post for place, _, _ in posts])
    return [show(place, item, home, mine.get(place.post, frozenset())) for place, item, home in posts]


# Changing


def edit(actor: Actor, id_: str, patch: PostPatch, version: int | None) -> Post:
    """By the author. What it said before is kept. Raises NotFound, Forbidden, Stale."""
    place, item, home = fetch(actor, id_)
    if item.by.id != actor.user:
        raise Forbidden("A post is changed by its author")
    if patch.body is UNSET and patch.kind is UNSET:
        return get(actor, id_)
    table, now = Table(actor.tenant), clock.now()
    edits = changes(body=patch.body, kind=patch.kind, edited=now)
    if patch.body is not UNSET:
        edits += changes(mentions=list(people.cards_seen(actor, mentions_in(patch.body))) or None)
    expected = item.version if version is None else version
    try:
        table.transact(
            table.updating(
                keys.post(place.container, place.post),
                *edits,
                Path("hush").remove(),
                next_version(),
                condition=at_version(expected) & ALIVE,
            ),
            table.putting(
                keys.revision(place.post, place.post, item.version), RevisionItem(body=item.body, at=now)
            ),
        )
    except Lost:
        raise Stale from None
    changed = table.get(keys.post(place.container, place.post), PostItem, consistent=True)
    mine = mine_on_posts(actor, [place.post])
    return show(place, changed or item, home, mine.get(place.post, frozenset()))


def delete(actor: Actor, id_: str, version: int | None) -> None:
    """By the author or who keeps the wall's order. A tombstone stays. Raises NotFound, Forbidden, Stale."""
    place, item, _ = fetch(actor, id_)
    if item.by.id != actor.user:
        _moderate(actor, place)
    table = Table(actor.tenant)
    emptied = changes(body="", mentions=None, attachments=None, pinned=None, deleted=clock.now())
    try:
        table.update(
            keys.post(place.container, place.post),
            *emptied,
            Path("hush").remove(),
            next_version(),
            kind=PostItem,
            condition=at_version(version) & ALIVE,
        )
    except Lost:
        raise Stale from None
    table.delete(keys.pin(place.container, place.post), PinItem)
    old = table.query(keys.revision(place.post, "", 0).pk, RevisionItem, prefix=f"h#{place.post}#")
    table.write_many(deletes=[keys.Key(f"p#{place.post}", revision.sk) for revision in old])


def revisions(actor: Actor, id_: str, paging: Paging) -> Page[Revision]:
    """What a post said before its edits, newest first."""
    place, _, _ = fetch(actor, id_)
    prefix = f"h#{place.post}#"

    def rows(at: str | None, limit: int) -> list[RevisionItem]:
        pk = keys.revision(place.post, "", 0).pk
        return Table(actor.tenant).query(
            pk, RevisionItem, prefix=prefix, before=at, limit=limit, newest_first=True
        )

    def shown(items: Sequence[RevisionItem]) -> list[Revision]:
        return [
            Revision(version=int(item.sk[len(prefix) :]), body=item.body, until=clock.rfc3339(item.at))
            for item in items
        ]

    return page(actor, f"revisions {id_}", paging, rows, lambda item: item.sk, shown)


# Pinning


def pin(actor: Actor, id_: str) -> None:
    """To the top of its wall. Raises NotFound, Forbidden; Conflict where MOST_PINS are pinned already."""
    place, item, _ = fetch(actor, id_)
    _moderate(actor, place)
    if item.pinned:
        return
    table = Table(actor.tenant)
    pins = table.query(
        keys.pin(place.container, "").pk, PinItem, prefix="k#", limit=MOST_PINS, consistent=True
    )
    if len(pins) >= MOST_PINS:
        raise Conflict(f"At most {MOST_PINS} posts are pinned to a wall", limit=MOST_PINS)
    now = clock.now()
    try:
        table.transact(
            table.updating(
                keys.post(place.container, place.post),
                *changes(pinned=now),
                Path("hush").remove(),
                next_version(),
                condition=PRESENT & ALIVE,
            ),
            table.putting(keys.pin(place.container, place.post), PinItem(at=now, by=actor.user)),
        )
    except Lost:
        raise NotFound from None


def unpin(actor: Actor, id_: str) -> None:
    place, item, _ = fetch(actor, id_)
    _moderate(actor, place)
    if not item.pinned:
        return
    table = Table(actor.tenant)
    table.transact(
        table.updating(
            keys.post(place.container, place.post),
            *changes(pinned=None),
            Path("hush").remove(),
            next_version(),
        ),
        table.deleting(keys.pin(place.container, place.post)),
    )


def _moderate(actor: Actor, place: Place) -> None:
    if place.group:
        groups.moderate(actor, place.group)
    elif place.container[1:] != actor.user and not actor.is_admin:
        raise Forbidden("The wall's owner does this")


# For the feed


def read_many(
    actor: Actor, places: Iterable[Place], joined: dict[str, groups.JoinedItem]
) -> dict[Place, Post]:
    """Of these posts, those that are there and that the actor may read now.

    0.5 RRU a post, 0.5 for all my reactions, and 0.5 for each open group the actor is not in.
    """
    wanted = list(places)
    found = Table(actor.tenant).get_many([keys.post(p.container, p.post) for p in wanted], PostItem)
    alive = {
        p: item for p in wanted if (item := found.get(keys.post(p.container, p.post))) and not item.deleted
    }
    names = groups.readable(actor, {p.group for p in alive if p.group}, joined)
    readable = [
        (p, item, names[p.group] if p.group else item.by.name)
        for p, item in alive.items()
        if (p.group in names if p.group else people.may_see(actor, p.container[1:]))
    ]
    return {p: post for (p, _, _), post in zip(readable, _show_all(actor, readable), strict=True)}


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
