"""Who may read which post, and who keeps order: fetching is permission."""

from chalicelib.core import keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Forbidden, NotFound
from chalicelib.core.table import Path, Table
from chalicelib.groups import service as groups
from chalicelib.people import service as people
from chalicelib.posts.model import Place, PostItem, place_of

ALIVE = Path("deleted").does_not_exist()


def fetch(actor: Actor, id_: str, *, tombstone: bool = False) -> tuple[Place, PostItem, str]:
    """A post with the name of its wall, to whoever may read it. Raises NotFound; also for deleted ones."""
    place = place_of(id_)
    item = Table(actor.tenant).find(keys.post(place.container, place.post), PostItem)
    if not item or (item.deleted and not tombstone):
        raise NotFound
    return place, item, enter_wall(actor, place.container)


def enter_wall(actor: Actor, container: str) -> str:
    """The wall's name, to whoever may read it. Raises NotFound."""
    if container[0] == "g":
        return groups.read(actor, container[1:])[0].name
    return people.see(actor, container[1:]).name


def moderate(actor: Actor, place: Place) -> None:
    if place.group:
        groups.moderate(actor, place.group)
    elif place.container[1:] != actor.user and not actor.is_admin:
        raise Forbidden("The wall's owner does this")
