"""Accounts, sessions, roles: who may come in."""

import unicodedata
from typing import Annotated, Literal

from msgspec import Meta

from chalicelib.core.actor import Role
from chalicelib.core.schema import Answer, Body, Email, Name, Password, Slug
from chalicelib.core.table import Item
from chalicelib.tenants.service import Branding, Tenant

SESSION_DAYS = 30
RESET_HOURS = 2
MOST_FAILURES = 5  # of one address, before it has to wait
LOCKED_MINUTES = 15
GRACE_SECONDS = 60  # in which a browser whose answer was lost may show the cookie before
MOST_SESSIONS = 50  # of one person; the oldest makes room


def normal_email(email: str) -> str:
    """Addresses are compared without case; what RFC 5321 allows beyond that nobody uses."""
    # Some characters become eighteen, and a key holds 2 KB: no mailbox is longer than 254 (RFC 5321, 4.5.3).
    return unicodedata.normalize("NFKC", email).strip().casefold()[:254]


class Account(Item):
    user: str
    password: str
    changed: str = ""  # the password: a ULID, to be compared with those of links


class Attempts(Item):
    failures: int = 0
    expires: int = 0


class PersonItem(Item):
    id: str
    email: str
    name: str
    role: Role
    created: int
    status: Literal["active", "deactivated"] = "active"
    department: str = ""  # as the profile says, for the lists that a person is in
    location: str = ""
    avatar: str | None = None
    version: int = 1
    revoked: list[str] = []


class Owners(Item):
    count: int = 0


class SessionItem(Item):
    id: str
    user: str
    generation: int
    created: int
    used: int
    agent: str
    expires: int
    graced: int = 0  # the generation that was given last to who showed the one before
    asked: str = ""  # the request that the present generation was given to


class ResetItem(Item):
    id: str
    email: str
    expires: int
    mailed: bool = False


class NewOwner(Body):
    name: Name
    email: Email
    password: Password


# Where the client keeps its refresh token: a browser in a cookie that no script reads.
Keep = Annotated[Literal["body", "cookie"], Meta(description="How the refresh token is answered")]


class NewTenant(Body):
    name: Name
    slug: Slug
    owner: NewOwner
    keep: Keep = "body"


# What is only compared may be anything, within what a key can hold.
Given = Annotated[str, Meta(max_length=254)]


class SignIn(Body):
    tenant: Given
    email: Given
    password: Given
    keep: Keep = "body"


class Refresh(Body):
    """One of the two: the token itself, or the network whose cookie holds it."""

    refresh_token: Given | None = None
    tenant: Slug | None = None


class ResetRequest(Body):
    tenant: Given
    email: Given


class NewPassword(Body):
    password: Password


class NewRole(Body):
    role: Role


class User(Answer):
    id: str
    name: str
    email: str
    role: Role
    avatar: str | None = None


class Session(Answer):
    id: str
    access_token: str
    refresh_token: str | None  # null where a cookie keeps it
    expires_in: int
    user: User
    tenant: Tenant
    branding: Branding


class SignedUp(Answer):
    tenant: Tenant
    session: Session


class SessionInfo(Answer):
    id: str
    agent: str
    created_at: str
    last_used_at: str
    current: bool
