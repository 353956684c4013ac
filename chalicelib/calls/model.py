"""A call, as it lies in the table: one item under its conversation, changed by conditional writes alone.

It goes on as long as somebody in it says so, every half minute; whoever is silent longer has gone.
"""

from typing import Literal

import msgspec

from chalicelib.core import clock, ids
from chalicelib.core.errors import NotFound
from chalicelib.core.table import Item
from chalicelib.people.service import Card

MOST = 6  # browsers that send to each other, each to each
LARGEST = 50  # in a meeting of Amazon Chime SDK
MOST_KNOWN = 100  # people to whom what is left of a call is no news
LEASE = 100  # seconds: of three renewals two may be lost
GRACE = 15  # seconds in which a page that went, as a reload does, may come back
LOOK = 60  # seconds between two looks after a call
LONGEST = 12 * clock.HOUR
KEPT = clock.DAY  # of a call that nobody looked after

Media = Literal["audio", "video"]


class Place(msgspec.Struct):
    """A person in a call, with the device they are in it by."""

    device: str
    person: Card
    joined: int
    until: int
    muted: bool = False
    camera: bool = False
    screen: bool = False
    meetings: bool = False
    away: bool = False


class CallItem(Item, kw_only=True):
    id: str
    by: Card
    media: Media
    started: int
    since: int  # the newest message when it began
    rings: bool = True  # in large channels nobody is rung
    answered: int = 0
    declined: list[str] = []
    here: list[Place] = []
    been: list[str] = []  # who was in it, the first of them
    people: int = 1  # the most there were at once
    meeting: str = ""  # of Amazon Chime SDK, as JSON
    ended: int = 0
    looks: int = 0
    version: int
    hush: str = ""  # a change that is nobody's news
    expires: int

    def present(self, user: str, device: str) -> Place | None:
        now = clock.now()
        mine = (one for one in self.here if one.person.id == user and one.device == device)
        return next((one for one in mine if one.until > now), None)

    @property
    def is_over(self) -> bool:
        now = clock.now()
        return bool(self.ended) or all(one.until <= now for one in self.here)


def name(id_: str, conversation: str) -> str:
    """A call's public id carries its conversation, so that one read finds it."""
    return f"{id_}{conversation}"


def parts(call: str) -> tuple[str, str]:
    """(id, conversation). Raises NotFound where it is no call's id."""
    id_, conversation = call[: ids.LENGTH], call[ids.LENGTH :]
    if not ids.is_ulid(id_):
        raise NotFound
    return id_, conversation


def take_out(item: CallItem, gone: list[Place], kind: str) -> None:
    """These have gone; the call is over with the last of them, and of two with the first."""
    item.here = [one for one in item.here if one not in gone]
    if not item.here or (kind == "d" and item.answered):
        item.ended = clock.now()
