"""What became of mails, as SES tells it: to whom none is sent any more.

A bounce is a fact about the address and holds for all networks: the platform keeps it, by a digest.
A complaint is about who wrote: that network writes no more, and no other is any the worse for it.
https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
"""

import contextlib
from datetime import datetime
from email.utils import parseaddr

import msgspec

from chalicelib.core import auth, clock, ids, keys
from chalicelib.core.table import Item, Lost, Path, Table, changes, value
from chalicelib.identity.service import normal_email
from chalicelib.invites import service as invites

# A mailbox is often made after the invitation to it was sent. One mail a fortnight to an address that takes
# none harms no sender.
BOUNCE_HOLDS = 14 * clock.DAY


class Bounce(msgspec.Struct):
    bounceType: str  # noqa: N815  SES's names
    timestamp: datetime


class Complaint(msgspec.Struct):
    timestamp: datetime
    complaintFeedbackType: str | None = None  # noqa: N815


class Sent(msgspec.Struct):
    """Whom we wrote to. Who bounced or complained may be named otherwise: mail is passed on."""

    destination: list[str]
    tags: dict[str, list[str]] = {}

    @property
    def addresses(self) -> list[str]:
        return [normal_email(parseaddr(one)[1]) for one in self.destination]


class Feedback(msgspec.Struct):
    """An event of SES; of the kinds we have no use for, all is empty."""

    mail: Sent
    bounce: Bounce | None = None
    complaint: Complaint | None = None

    @property
    def tenant(self) -> str:
        """Whose mail it was; empty where no network's."""
        tagged = self._tagged("tenant")
        return tagged if ids.is_tenant(tagged) else ""

    @property
    def invite(self) -> str:
        return self._tagged("invite")

    def _tagged(self, name: str) -> str:
        return next(iter(self.mail.tags.get(name, [])), "")


class Bounced(Item):
    expires: int  # also its TTL


class Complained(Item):
    at: int


def answer(told: Feedback) -> None:
    """Nothing, where it was only for now, such as a mailbox that is full."""
    if told.bounce and told.bounce.bounceType == "Permanent":
        expires = int(told.bounce.timestamp.timestamp()) + BOUNCE_HOLDS
        for address in told.mail.addresses:
            _note_bounce(address, expires)
    elif told.complaint and told.tenant and told.complaint.complaintFeedbackType != "not-spam":
        at = int(told.complaint.timestamp.timestamp())
        for address in told.mail.addresses:
            Table(told.tenant).update(_key(address), *changes(at=at), kind=Complained)
    else:
        return
    if told.tenant and told.invite:
        invites.not_delivered(told.tenant, told.invite)


def takes_mail(tenant: str, email: str) -> bool:
    """Whether this network may write to an address (1 RRU)."""
    bounce = Table.platform().get(_key(email), Bounced)
    if bounce and bounce.expires > clock.now():
        return False
    return not Table(tenant).get(_key(email), Complained)


def _note_bounce(email: str, expires: int) -> None:
    later = Path("expires").does_not_exist() | (Path("expires") < value(expires))
    with contextlib.suppress(Lost):  # a newer one is known
        Table.platform().update(_key(email), *changes(expires=expires), kind=Bounced, condition=later)


def _key(email: str) -> keys.Key:
    return keys.unmailed(auth.digest("mail", email))
