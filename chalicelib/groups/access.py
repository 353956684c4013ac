"""Who may see which group: fetching is permission.

open     everybody but guests sees it and reads its wall; members write
private  everybody but guests sees that it is there; members read and write
secret   members know of it
"""

from chalicelib.core import ids, keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Forbidden, NotFound
from chalicelib.core.table import Item, Table
from chalicelib.groups.model import GroupItem, JoinedItem

MOST_GROUPS = 1000  # that one person is in


def enter(actor: Actor, group: str) -> JoinedItem:
    """The actor's membership (0.5 RRU). To everybody else the group does not exist: NotFound."""
    membership = (
        Table(actor.tenant).find(keys.joined(actor.user, group), JoinedItem) if ids.is_ulid(group) else None
    )
    if not membership:
        raise NotFound
    return membership


def see(actor: Actor, group: str) -> tuple[GroupItem, JoinedItem | None]:
    """The group, to whoever may know of it. Raises NotFound."""
    item = find(actor.tenant, group)
    membership = Table(actor.tenant).find(keys.joined(actor.user, group), JoinedItem) if item else None
    if not item or not (membership or (item.visibility != "secret" and not actor.is_guest)):
        raise NotFound
    return item, membership


def see_or_invited(actor: Actor, group: str) -> tuple[GroupItem, JoinedItem | None]:
    """As see; whoever is invited into a group may know of it too."""
    try:
        return see(actor, group)
    except NotFound:
        item = find(actor.tenant, group)
        if item and Table(actor.tenant).get(keys.group_invitation(group, actor.user), Item, consistent=True):
            return item, None
        raise


def read(actor: Actor, group: str) -> tuple[GroupItem, JoinedItem | None]:
    """The group, to whoever may read its wall. Raises NotFound."""
    item, membership = see(actor, group)
    if not membership and item.visibility != "open":
        raise NotFound
    return item, membership


def moderate(actor: Actor, group: str) -> GroupItem:
    """The group, to those who keep its order. Raises NotFound, to other members Forbidden."""
    item, membership = see(actor, group)
    if not membership or membership.role == "member":
        raise Forbidden("The group's owners and moderators do this")
    return item


def own(actor: Actor, group: str) -> GroupItem:
    """The group, to its owners. Raises NotFound, Forbidden."""
    item, membership = see(actor, group)
    if not membership or membership.role != "owner":
        raise Forbidden("The group's owners do this")
    return item


def brings_in(item: GroupItem, membership: JoinedItem) -> bool:
    """Into an open group its members bring people, else those who keep its order.

    The group says what it is: the membership's copy follows a moment later.
    """
    return item.visibility == "open" or membership.role != "member"


def readable(actor: Actor, wanted: set[str], joined: dict[str, JoinedItem]) -> dict[str, str]:
    """Of these groups, those whose walls the actor may read, with their names.

    Costs nothing for groups among `joined`; the others are read, in one call.
    """
    names = {group: joined[group].name for group in wanted & joined.keys()}
    strange = wanted - joined.keys()
    if strange and not actor.is_guest:
        found = Table(actor.tenant).get_many([keys.group(group) for group in strange], GroupItem)
        names |= {g.id: g.name for g in found.values() if g.visibility == "open" and not g.deleted}
    return names


def my_groups(tenant: str, user: str) -> dict[str, JoinedItem]:
    """A person's memberships by group."""
    own_side = keys.joined(user, "")
    rows = Table(tenant).query(own_side.pk, JoinedItem, prefix=own_side.sk, limit=MOST_GROUPS)
    return {row.group: row for row in rows}


def find(tenant: str, group: str) -> GroupItem | None:
    """For those who may see it anyway, and for workers."""
    item = Table(tenant).find(keys.group(group), GroupItem) if ids.is_ulid(group) else None
    return item if item and not item.deleted else None
