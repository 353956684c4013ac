"""Who may read which post, and who keeps order: fetching is permission. And what posts and comments share."""

from chalicelib.core import keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Forbidden, NotFound
from chalicelib.core.table import Table
from chalicelib.documents import talk as documents
from chalicelib.groups import service as groups
from chalicelib.people import service as people
from chalicelib.people.mentions import mentions_in
from chalicelib.posts import talks
from chalicelib.posts.model import Place, PostItem, RevisionItem, place_of


def fetch(actor: Actor, id_: str) -> tuple[Place, PostItem, str]:
    """A post with the name of its wall, to whoever may read it. Raises NotFound; also for deleted ones.

    Or the talk about a document, which may be one that nobody has begun: `begin`.
    """
    place = place_of(id_)
    if place.is_talk:
        return place, *talks.fetch(actor, place)
    item = Table(actor.tenant).find(keys.post(place.container, place.post), PostItem)
    if not item or item.deleted:
        raise NotFound
    return place, item, enter_wall(actor, place.container)


def fetch_post(actor: Actor, id_: str) -> tuple[Place, PostItem, str]:
    """As fetch, of what somebody wrote. Raises NotFound."""
    if place_of(id_).is_talk:
        raise NotFound
    return fetch(actor, id_)


def answering(actor: Actor, id_: str) -> Place:
    """A post or a talk, to comment on it or to react. Raises NotFound."""
    place, item, _ = fetch(actor, id_)
    if place.is_talk:
        talks.begin(actor, place, item)
    return place


def enter_wall(actor: Actor, container: str) -> str:
    """The wall's name, to whoever may read it. Raises NotFound."""
    if container[0] == "g":
        return groups.read(actor, container[1:])[0].name
    return people.see(actor, container[1:]).name


def readers_among(tenant: str, container: str, users: set[str], guests: set[str]) -> set[str]:
    """Of these people, those who may read a wall now; the `guests` among them are known. For pushes."""
    if container[0] == "d":
        return documents.readers_among(tenant, container[1:], users, guests)
    if container[0] == "u":
        strange = {g for g in guests if g != container[1:] and not people.has_met(tenant, g, container[1:])}
        return users - strange
    return groups.readers_among(tenant, container[1:], users, guests)


def moderate(actor: Actor, place: Place) -> None:
    if place.is_talk:
        talks.moderate(actor, place)
    elif place.group:
        groups.moderate(actor, place.group)
    elif place.container[1:] != actor.user and not actor.is_admin:
        raise Forbidden("The wall's owner does this")


def mentioned(actor: Actor, body: str) -> list[str]:
    """Whom a text mentions, of those whom its author sees."""
    users = mentions_in(body)
    return list(people.cards_seen(actor, users)) if users else []


def forget_revisions(table: Table, post: str, target: str) -> None:
    """What a deleted post or comment said before goes with it."""
    key = keys.revision(post, target, 0)
    old = table.query(key.pk, RevisionItem, prefix=f"h#{target}#")
    table.write_many(deletes=[keys.Key(key.pk, revision.sk) for revision in old])
