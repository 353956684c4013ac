"""What a guest sees of the people: those in the groups they are in, and nobody else.

Memberships are read here by key, because groups stand on people and not the other way round.
"""

from collections.abc import Callable, Iterable, Sequence

from chalicelib.core import keys
from chalicelib.core.actor import Actor
from chalicelib.core.pagination import sifted
from chalicelib.core.schema import Page
from chalicelib.core.table import Item, Table
from chalicelib.people.faces import shown
from chalicelib.people.model import Directory, Person, ProfileItem

MOST_GROUPS = 1000
AT_ONCE = 100  # people looked at in one go: a page of one must not look at them one by one


def my_groups(tenant: str, guest: str) -> list[str]:
    own = keys.joined(guest, "")
    rows = Table(tenant).query(own.pk, Item, prefix=own.sk, limit=MOST_GROUPS)
    return [row.sk.removeprefix(own.sk) for row in rows]


def met(tenant: str, guest: str, users: Iterable[str]) -> set[str]:
    """Of these people, those who share a group with the guest; all in one go, for a list may be long."""
    groups = my_groups(tenant, guest)
    rows = Table(tenant).get_many([keys.member(group, user) for user in users for group in groups], Item)
    return {key.sk.removeprefix("m#") for key in rows}


def directory(
    actor: Actor, query: Directory, scope: str, wanted: Callable[[ProfileItem], bool]
) -> Page[Person]:
    """Group by group; somebody met in an earlier group is not met again."""
    table = Table(actor.tenant)
    groups = my_groups(actor.tenant, actor.user)

    def fetch(place: str | None, limit: int) -> list[tuple[str, ProfileItem]]:
        found: list[tuple[str, ProfileItem]] = []
        size = max(limit, AT_ONCE)
        at_group, _, after = (place or "").partition(" ")
        for group in [g for g in groups if g >= at_group]:
            last = f"m#{after}" if group == at_group and after else None
            while len(found) < limit:
                rows = table.query(keys.group(group).pk, Item, prefix="m#", after=last, limit=size)
                found += [(f"{group} {item.id}", item) for item in _new_faces(group, rows)]
                if len(rows) < size:
                    break
                last = rows[-1].sk
        return found[:limit]

    def _new_faces(group: str, rows: Sequence[Item]) -> list[ProfileItem]:
        users = [row.sk.removeprefix("m#") for row in rows]
        earlier = [g for g in groups if g < group]
        met = table.get_many([keys.member(g, user) for g in earlier for user in users], Item)
        known = {key.sk.removeprefix("m#") for key in met}
        items = table.get_many([keys.person(user) for user in users if user not in known], ProfileItem)
        return sorted(items.values(), key=lambda item: item.id)

    return sifted(
        actor,
        scope,
        query,
        fetch,
        lambda row: row[0],
        lambda row: wanted(row[1]),
        lambda rows: shown(actor, [item for _, item in rows]),
    )
