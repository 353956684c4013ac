"""Who acts. Made in two places only: core/auth.py from a token, core/worker.py from an event."""

from typing import Literal

import msgspec

from chalicelib.core import ids

Role = Literal["owner", "admin", "member", "guest"]


class Actor(msgspec.Struct, frozen=True):
    """A person of a tenant, as the table has them at this moment."""

    tenant: str
    user: str
    role: Role
    session: str = ""
    name: str = ""
    avatar: str | None = None
    # The id for what this request creates. Sent again under its Idempotency-Key, a request has the same one.
    mint: str = msgspec.field(default_factory=ids.ulid)

    @property
    def is_admin(self) -> bool:
        return self.role in ("owner", "admin")

    @property
    def is_guest(self) -> bool:
        return self.role == "guest"
