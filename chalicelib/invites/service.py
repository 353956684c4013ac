"""Inviting people by mail. Coming in by the link: links.py."""

import contextlib

from chalicelib.core import clock, keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Conflict, Forbidden, NotFound, Problem, Unavailable
from chalicelib.core.pagination import page
from chalicelib.core.schema import Page, Paging
from chalicelib.core.table import ABSENT, PRESENT, Lost, Path, Table, changes, next_version, value
from chalicelib.groups import service as groups
from chalicelib.identity import service as identity
from chalicelib.invites.links import link_token, stands
from chalicelib.invites.model import (
    AT_ONCE,
    INVITED_BY,
    VALID_DAYS,
    BulkInvites,
    BulkResult,
    BulkResults,
    Invite,
    InvitedHolder,
    InvitedRole,
    InviteItem,
    NewInvite,
    Outcome,
    Status,
)

# What the mail uses besides.
__all__ = ["link_token"]


def invite(actor: Actor, new: NewInvite) -> Invite:
    """Raises Forbidden, NotFound for a group, Conflict where the address is here or invited already."""
    _may_invite(actor, new.role)
    email = identity.normal_email(new.email)
    for group in new.groups:
        _may_bring_into(actor, group)
    table = Table(actor.tenant)
    now = clock.now()
    item = InviteItem(
        id=actor.mint,
        email=email,
        role=new.role,
        by=actor.user,
        by_name=actor.name,
        groups=list(dict.fromkeys(new.groups)),
        created=now,
        expires=now + VALID_DAYS * clock.DAY,
    )
    free = ABSENT | (Path("invite") == value(item.id)) | (Path("expires") < value(now))
    holder = InvitedHolder(invite=item.id, expires=item.expires)
    try:
        table.transact(
            table.checking(keys.account(email), ABSENT),
            table.putting(keys.invited(email), holder, condition=free),
            table.putting(keys.invite(item.id), item, listed=keys.listed_invite(item.id)),
        )
    except Lost as lost:
        if lost.reasons[0] != "None":
            raise Conflict("This address has an account here already", field="email") from None
        raise Conflict("This address is invited already; send it again instead", field="email") from None
    return _show(actor, item)


def invite_many(actor: Actor, bulk: BulkInvites) -> BulkResults:
    """Each by itself: one that cannot be invited holds up no other."""
    return BulkResults(items=[_invite_one(actor, new) for new in bulk.invites])


def _invite_one(actor: Actor, new: NewInvite) -> BulkResult:
    own = Actor(actor.tenant, actor.user, actor.role, actor.session, actor.name)  # mints an id of its own
    try:
        return BulkResult(email=new.email, status="invited", invite=invite(own, new))
    except Conflict as conflict:
        status: Outcome = "already_here" if "account" in conflict.detail else "already_invited"
        return BulkResult(email=new.email, status=status, detail=conflict.detail)
    except Unavailable:
        raise
    except Problem as problem:
        return BulkResult(email=new.email, status="refused", detail=problem.detail or problem.title)


def _may_invite(actor: Actor, role: InvitedRole) -> None:
    if actor.role not in INVITED_BY[role]:
        raise Forbidden("Members invite members, admins also guests, owners also admins")


def _may_bring_into(actor: Actor, group: str) -> None:
    """As letting somebody in: into an open group its members, else those who keep its order."""
    item, membership = groups.see(actor, group)
    if not membership:
        raise NotFound
    if not groups.brings_in(item, membership):
        raise Forbidden("The group's owners and moderators let people in")


def listed(actor: Actor, paging: Paging) -> Page[Invite]:
    """An admin sees all invitations, anybody else their own; newest first."""
    table = Table(actor.tenant)

    def fetch(place: str | None, limit: int) -> list[InviteItem]:
        found: list[InviteItem] = []
        size = limit if actor.is_admin else max(limit, AT_ONCE)
        while len(found) < limit:
            items = table.query(
                "invites", InviteItem, before=place, limit=size, newest_first=True, listed=True
            )
            found += [item for item in items if actor.is_admin or item.by == actor.user]
            if len(items) < size:
                break
            place = items[-1].id
        return found[:limit]

    return page(
        actor,
        "invites",
        paging,
        fetch,
        lambda item: item.id,
        lambda items: [_show(actor, item) for item in items],
    )


def get(actor: Actor, id_: str) -> Invite:
    return _show(actor, _own(actor, id_))


def resend(actor: Actor, id_: str) -> Invite:
    """Mail it again, good for its full time from now.

    Raises Forbidden as invite, Conflict where it was accepted or revoked.
    """
    item = _own(actor, id_)
    _may_invite(actor, item.role)
    table = Table(actor.tenant)
    expires = clock.now() + VALID_DAYS * clock.DAY
    edits = changes(expires=expires, undelivered=None)
    if not stands(actor.tenant, item):  # from now on it is the actor's, who may not know its groups
        edits += changes(by=actor.user, by_name=actor.name, groups=None)
    try:
        table.transact(
            table.updating(
                keys.invite(id_),
                Path("sends").set((Path("sends") | value(1)) + value(1)),  # one is not written down
                next_version(),
                *edits,
                condition=Path("status").does_not_exist(),
            ),
            table.putting(
                keys.invited(item.email),
                InvitedHolder(invite=id_, expires=expires),
                condition=ABSENT | (Path("invite") == value(id_)),
            ),
            table.checking(keys.account(item.email), ABSENT),
        )
    except Lost:
        raise Conflict("This invitation is not open any more") from None
    return _show(actor, _own(actor, id_))


def revoke(actor: Actor, id_: str) -> None:
    """Its link stops working. Raises Conflict where it was accepted."""
    item = _own(actor, id_)
    table = Table(actor.tenant)
    not_accepted = Path("status").does_not_exist() | (Path("status") == value("revoked"))
    try:
        table.update(
            keys.invite(id_),
            *changes(status="revoked"),
            next_version(),
            kind=InviteItem,
            condition=not_accepted,
        )
    except Lost:
        raise Conflict("This invitation was accepted") from None
    with contextlib.suppress(Lost):  # it had expired, and its address is another invitation's by now
        table.delete(keys.invited(item.email), InvitedHolder, condition=Path("invite") == value(id_))


def _own(actor: Actor, id_: str) -> InviteItem:
    item = Table(actor.tenant).get(keys.invite(id_), InviteItem, consistent=True)
    if not item or not (actor.is_admin or item.by == actor.user):
        raise NotFound
    return item


# For the mail


def to_mail(tenant: str, id_: str) -> InviteItem | None:
    """An invitation whose mail is still to go out."""
    item = Table(tenant).get(keys.invite(id_), InviteItem, consistent=True)
    return item if item and item.status == "open" and item.mailed < item.sends else None


def mailed(tenant: str, item: InviteItem) -> None:
    Table(tenant).update(keys.invite(item.id), *changes(mailed=item.sends), kind=InviteItem)


def not_delivered(tenant: str, id_: str) -> None:
    """Its mail came back, or none was sent because one did; said once, until it is sent again."""
    news = PRESENT & Path("undelivered").does_not_exist()
    with contextlib.suppress(Lost):  # it is gone, or was said before
        Table(tenant).update(keys.invite(id_), *changes(undelivered=True), kind=InviteItem, condition=news)


def _show(actor: Actor, item: InviteItem) -> Invite:
    status: Status = item.status
    if status == "open" and item.expires < clock.now():
        status = "expired"
    return Invite(
        id=item.id,
        email=item.email,
        role=item.role,
        groups=item.groups if item.by == actor.user else [],  # to an admin, another's groups may be secret
        status=status,
        invited_by=item.by,
        created_at=clock.rfc3339(item.created),
        expires_at=clock.rfc3339(item.expires),
        undelivered=item.undelivered,
        version=item.version,
    )
