"""Invitations: the only way into a network."""

from typing import Annotated, Literal

from msgspec import Meta

from chalicelib.core.actor import Role
from chalicelib.core.schema import Answer, Body, Email, Id, Name, Password
from chalicelib.core.table import Item
from chalicelib.identity.browsers import Keep
from chalicelib.tenants.service import Branding

VALID_DAYS = 14
MOST_AT_ONCE = 200
AT_ONCE = 500  # looked at in one go for somebody's own: a page of one must not look at them one by one
MOST_GROUPS = 20  # a transaction holds 100 writes

InvitedRole = Literal["member", "guest", "admin"]
INVITED_BY: dict[InvitedRole, set[Role]] = {
    "member": {"owner", "admin", "member"},
    "guest": {"owner", "admin"},
    "admin": {"owner"},
}
Status = Literal["open", "accepted", "revoked", "expired"]


class InviteItem(Item):
    id: str
    email: str
    role: InvitedRole
    by: str
    by_name: str
    created: int
    expires: int
    groups: list[str] = []
    status: Literal["open", "accepted", "revoked"] = "open"
    sends: int = 1  # how often a mail was asked for
    mailed: int = 0  # and how often it went out
    undelivered: bool = False
    version: int = 1


class InvitedHolder(Item):
    invite: str
    expires: int  # also its TTL: an expired invitation frees the address


class NewInvite(Body):
    email: Email
    role: InvitedRole = "member"
    groups: Annotated[list[Id], Meta(max_length=MOST_GROUPS)] = []


class BulkInvites(Body):
    invites: Annotated[list[NewInvite], Meta(min_length=1, max_length=MOST_AT_ONCE)]


class Invite(Answer):
    id: str
    email: str
    role: InvitedRole
    groups: list[str]
    status: Status
    invited_by: str
    created_at: str
    expires_at: str
    undelivered: bool = False  # its mail came back, or was called spam: none is sent there any more
    version: int = 1


Outcome = Literal["invited", "already_invited", "already_here", "refused"]


class BulkResult(Answer):
    email: str
    status: Outcome
    invite: Invite | None = None
    detail: str | None = None


class BulkResults(Answer):
    items: list[BulkResult]


class Invitation(Answer):
    """What the opened link shows."""

    tenant: Branding
    email: str
    invited_by: str
    role: InvitedRole
    expires_at: str


class Acceptance(Body):
    name: Name
    password: Password
    keep: Keep = "body"
