"""Coming in by an invitation's link."""

from chalicelib.core import auth, clock, keys
from chalicelib.core.errors import Conflict, NotFound
from chalicelib.core.table import PRESENT, Lost, Path, Table, changes, next_version, value
from chalicelib.groups import service as groups
from chalicelib.identity import passwords, sessions
from chalicelib.identity import service as identity
from chalicelib.identity.sessions import Session
from chalicelib.invites.model import INVITED_BY, Acceptance, Invitation, InviteItem
from chalicelib.tenants import service as tenants


def link_token(tenant: str, id_: str) -> str:
    return f"{tenant}.{id_}.{auth.seal('invitation', tenant, id_)}"


def opened(token: str) -> Invitation:
    """What the link shows. Raises NotFound where it is not good any more, Conflict where it was accepted."""
    tenant, item = _opened(token)
    return Invitation(
        tenant=tenants.branding(tenant),
        email=item.email,
        invited_by=item.by_name,
        role=item.role,
        expires_at=clock.rfc3339(item.expires),
    )


def accept(token: str, given: Acceptance, agent: str, user: str) -> Session:
    """Comes in, under this id. Of two, one gets Conflict; but not the same request, sent again."""
    try:
        return _come_in(token, given, agent, user)
    except Conflict:
        tenant, _ = identity.link_parts(token, "invitation")
        session = sessions.again(tenant, user, agent, given.keep)
        if not session:
            raise
        return session


def _come_in(token: str, given: Acceptance, agent: str, user: str) -> Session:
    """Account, person, session and groups in one transaction."""
    tenant, item = _opened(token)
    table = Table(tenant)
    password = passwords.hashed(given.password)
    person, session, writes = identity.registering(
        tenant, item.email, given.name, password, item.role, agent, user
    )
    try:
        table.transact(
            table.updating(
                keys.invite(item.id),
                next_version(),
                *changes(status="accepted"),
                condition=PRESENT & Path("status").does_not_exist() & (Path("expires") > value(clock.now())),
            ),
            table.deleting(keys.invited(item.email)),
            *writes,
            *groups.admitting(tenant, person.id, item.by, item.groups),
        )
    except Lost:
        raise Conflict("This invitation was accepted already") from None
    return sessions.granted(tenant, person, session, given.keep)


def _opened(token: str) -> tuple[str, InviteItem]:
    tenant, id_ = identity.link_parts(token, "invitation")
    item = Table(tenant).get(keys.invite(id_), InviteItem, consistent=True)
    if item and item.status == "accepted":
        raise Conflict("This invitation was accepted already; sign in instead")
    if not item or item.status == "revoked" or item.expires < clock.now() or not stands(tenant, item):
        raise NotFound("This invitation is not valid any more; ask for a new one")
    return tenant, item


def stands(tenant: str, item: InviteItem) -> bool:
    """Whoever was put out, or may not give this role any more, brings nobody in, least of all themselves."""
    return identity.role_of(tenant, item.by) in INVITED_BY[item.role]
