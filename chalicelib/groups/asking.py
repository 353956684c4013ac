"""Asking to join a group, and inviting into one. Who says yes makes a membership: members.py."""

from collections.abc import Sequence

from chalicelib.core import clock, keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Conflict, Invalid, NotFound
from chalicelib.core.pagination import page
from chalicelib.core.schema import Page, Paging
from chalicelib.core.table import ABSENT, Lost, Table
from chalicelib.groups import access
from chalicelib.groups.model import Asking, AskItem, GroupItem, InvitedTo, show
from chalicelib.people import service as people


def ask(actor: Actor, group: str, message: str) -> Asking:
    """Ask to join. Raises Conflict where one is in already or can simply come in."""
    item, mine = access.see(actor, group)
    if mine:
        raise Conflict("You are in this group already")
    if item.visibility == "open":
        raise Conflict("This group is open; join it")
    asked = AskItem(at=clock.now(), message=message)
    Table(actor.tenant).put(keys.request(group, actor.user), asked)
    me = people.cards(actor.tenant, [actor.user])[actor.user]
    return Asking(person=me, message=message, asked_at=clock.rfc3339(asked.at))


def requests(actor: Actor, group: str, paging: Paging) -> Page[Asking]:
    access.moderate(actor, group)
    return _asking(actor, paging, f"requests {group}", keys.request(group, ""))


def drop_request(actor: Actor, group: str, user: str) -> None:
    """Decline it, or take one's own back. Raises NotFound where there is none."""
    if user != actor.user:
        access.moderate(actor, group)
    if not Table(actor.tenant).delete(keys.request(group, user), AskItem):
        raise NotFound


def invite(actor: Actor, group: str, user: str) -> Asking:
    """Invite somebody into the group; they come in by joining. Raises Invalid where nobody sees them."""
    access.moderate(actor, group)
    invited = people.cards_seen(actor, [user]).get(user)
    if not invited:
        raise Invalid("user", "There is no such person")
    table = Table(actor.tenant)
    item = AskItem(at=clock.now(), by=actor.user)
    try:
        table.transact(
            table.checking(keys.joined(user, group), ABSENT),
            table.putting(keys.group_invitation(group, user), item),
            table.putting(keys.invited_to(user, group), item),
        )
    except Lost:
        raise Conflict("They are in this group already") from None
    return Asking(person=invited, message="", asked_at=clock.rfc3339(item.at))


def invitations(actor: Actor, group: str, paging: Paging) -> Page[Asking]:
    access.moderate(actor, group)
    return _asking(actor, paging, f"invitations {group}", keys.group_invitation(group, ""))


def drop_invitation(actor: Actor, group: str, user: str) -> None:
    """Take it back, or decline one's own. Raises NotFound where there is none."""
    if user != actor.user:
        access.moderate(actor, group)
    table = Table(actor.tenant)
    if not table.delete(keys.group_invitation(group, user), AskItem):
        raise NotFound
    table.delete(keys.invited_to(user, group), AskItem)


def my_invitations(actor: Actor, paging: Paging) -> Page[InvitedTo]:
    table = Table(actor.tenant)
    key = keys.invited_to(actor.user, "")

    def fetch(place: str | None, limit: int) -> list[AskItem]:
        return table.query(key.pk, AskItem, prefix=key.sk, after=place, limit=limit)

    def groups(items: Sequence[AskItem]) -> list[InvitedTo]:
        found = table.get_many([keys.group(item.sk.removeprefix(key.sk)) for item in items], GroupItem)
        return [
            InvitedTo(group=show(group, None), invited_by=item.by, invited_at=clock.rfc3339(item.at))
            for item in items
            if (group := found.get(keys.group(item.sk.removeprefix(key.sk)))) and not group.deleted
        ]

    return page(actor, "group invitations", paging, fetch, lambda item: item.sk, groups)


def _asking(actor: Actor, paging: Paging, scope: str, key: keys.Key) -> Page[Asking]:
    def fetch(place: str | None, limit: int) -> list[AskItem]:
        return Table(actor.tenant).query(key.pk, AskItem, prefix=key.sk, after=place, limit=limit)

    def faces(items: Sequence[AskItem]) -> list[Asking]:
        cards = people.cards(actor.tenant, [item.sk.removeprefix(key.sk) for item in items])
        return [
            Asking(person=cards[user], message=item.message, asked_at=clock.rfc3339(item.at))
            for item in items
            if (user := item.sk.removeprefix(key.sk)) in cards
        ]

    return page(actor, scope, paging, fetch, lambda item: item.sk, faces)
