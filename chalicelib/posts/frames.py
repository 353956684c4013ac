"""Watching posts: a client says which posts are on its screen, and is told of what changes about them."""

from typing import Annotated, Any

from msgspec import Meta

from chalicelib.core.actor import Actor
from chalicelib.core.errors import NotFound
from chalicelib.core.schema import Body, Id
from chalicelib.groups import service as groups
from chalicelib.live import watching
from chalicelib.posts import talks, walls
from chalicelib.posts.model import Place, PostItem, place_of
from chalicelib.posts.show import show_reactions

MOST = 30  # posts a connection watches


class Watch(Body):
    posts: Annotated[list[Id], Meta(max_length=MOST)]


def watch(actor: Actor, connection: str, asked: Watch) -> dict[str, Any]:
    """From now on these, and no others. What the actor may not read is left out, as if it were not there.

    `now` is what they count: a client sees which of them changed since it read them, at no further cost.
    """
    wanted = list(dict.fromkeys(place for id_ in asked.posts if (place := _place(id_))))
    joined = groups.my_groups(actor.tenant, actor.user) if wanted else {}
    names = groups.readable(actor, {place.group for place in wanted if place.group}, joined)
    found = walls.readable(actor, [place for place in wanted if not place.is_talk], names)
    found += [talk for place in wanted if place.is_talk and (talk := talks.readable(actor, place))]
    watching.replace(actor.tenant, connection, [place.post for place, _, _ in found])
    return {
        "type": "watching",
        "posts": [place.id for place, _, _ in found],
        "now": [_counts(place, item) for place, item, _ in found],
    }


def _counts(place: Place, item: PostItem) -> dict[str, Any]:
    return {
        "post": place.id,
        "version": item.version,
        "comments": item.comments,
        "participants": item.participants,
        "reactions": sum(one.count for one in show_reactions(item, frozenset())),
    }


def _place(id_: str) -> Place | None:
    try:
        return place_of(id_)
    except NotFound:
        return None
