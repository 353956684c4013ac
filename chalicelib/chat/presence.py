"""Who is there: each says so now and then, and asks for those on the screen. Nothing is pushed."""

from chalicelib.chat.model import PresenceItem
from chalicelib.chat.shapes import NewPresence, Presence, PresenceQuery, Presences
from chalicelib.core import clock, ids, keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Invalid
from chalicelib.core.table import PRESENT, Lost, Table, changes
from chalicelib.people import service as people

KEPT = 150  # seconds over REST: of two heartbeats a minute apart one may be lost
# Over a line it ends with the line. API Gateway closes one that was silent for ten minutes, and should that
# ever go unheard, presence ends a minute later by itself.
KEPT_BY_LINE = 660
MOST_ASKED = 50


def say(actor: Actor, new: NewPresence, kept: int = KEPT) -> None:
    """For so many seconds. 1 WRU."""
    until = clock.now() + kept
    Table(actor.tenant).update(
        keys.presence(actor.user), *changes(status=new.status, until=until), kind=PresenceItem
    )


def leave(tenant: str, user: str) -> None:
    """Their last connection has closed. 1 WRU."""
    ended = changes(until=clock.now())
    try:
        Table(tenant).update(keys.presence(user), *ended, kind=PresenceItem, condition=PRESENT)
    except Lost:
        return  # they never said anything


def ask(actor: Actor, query: PresenceQuery) -> Presences:
    """Raises Invalid."""
    return Presences(items=of(actor, query.people.split(",")))


def of(actor: Actor, users: list[str]) -> list[Presence]:
    """Of those whom the actor sees. 0.5 RRU each. Raises Invalid."""
    if len(users) > MOST_ASKED:
        raise Invalid("people", f"At most {MOST_ASKED} people", limit=MOST_ASKED)
    wanted = people.seen(actor, [user for user in users if ids.is_ulid(user)])
    places = {user: keys.presence(user) for user in users if user in wanted}
    found = Table(actor.tenant).get_many(places.values(), PresenceItem)
    return [_shown(user, found.get(place)) for user, place in places.items()]


def _shown(user: str, item: PresenceItem | None) -> Presence:
    return Presence(user, item.status if item and item.until > clock.now() else "offline")
