"""What clients send and get of links for people outside."""

from typing import Annotated

from msgspec import Meta

from chalicelib.core.schema import Answer, Body, Password
from chalicelib.documents.model import Kind
from chalicelib.people.service import Card
from chalicelib.tenants.service import Branding

MOST_DAYS = 90  # a token that the signing secret of its day proves is good for as long: decisions 0007, 0023


class NewShareLink(Body):
    days: Annotated[int, Meta(ge=1, le=MOST_DAYS, description="For how long it is good")] = 7
    password: Password | None = None


class SharePassword(Body):
    """Where the link asks for one."""

    password: Annotated[str, Meta(max_length=200)] | None = None


class ShareLink(Answer):
    """`url` is for whoever it is given to; `opened`: how often the file was fetched by it."""

    id: str
    url: str
    author: Card
    created_at: str
    expires_at: str
    has_password: bool
    opened: int


class SharedFile(Answer):
    """What a link shows without an account. `thumbnail`: where a picture is, unless a password is asked."""

    tenant: Branding
    name: str
    kind: Kind
    content_type: str
    size: int
    shared_by: str
    expires_at: str
    has_password: bool
    thumbnail: str | None
