"""Conversations and messages, as they lie in the table.

A message is one conditional write under its number, so numbers have no gaps and nothing is half
sent. All else that hangs on it, the seats' order and unread counts, is folded behind the request.
"""

from typing import Literal

import msgspec

from chalicelib.core import auth, ids
from chalicelib.core.errors import NotFound
from chalicelib.core.table import Item
from chalicelib.people.service import Card

MOST_PEOPLE = 50  # in a conversation that is not a group's channel
GATHERED = 50  # members up to which everybody has a seat that is kept; larger channels are looked up
MOST_REACTIONS = 500  # on one message: they lie in its item
MOST_EMOJIS = 50  # different ones on it: shown, each is as long as two names
LONGEST_BODY = 8000  # characters: in a frame, with all around it
SNIPPET = 120
MARKS_OF_MINE = 16  # newest messages of a person, and of all in a channel, whose repetition is noticed
MARKS_OF_ALL = 64
FACES = 3  # people shown where a conversation has no name

Kind = Literal["pair", "group", "channel"]
Role = Literal["owner", "moderator", "member"]
Outcome = Literal["ended", "missed", "declined"]  # of a call

_KINDS: dict[str, Kind] = {"d": "pair", "c": "group", "g": "channel"}


def kind_of(conversation: str) -> Kind:
    """Raises NotFound where it is no conversation's id."""
    kind, rest = _KINDS.get(conversation[:1]), conversation[1:]
    parts = (rest[: ids.LENGTH], rest[ids.LENGTH :]) if kind == "pair" else (rest,)
    if not kind or not all(ids.is_ulid(part) for part in parts):
        raise NotFound
    return kind


def pair(one: str, other: str) -> str:
    """The same whoever begins."""
    first, second = sorted((one, other))
    return f"d{first}{second}"


def other_of(conversation: str, user: str) -> str:
    first, second = conversation[1 : 1 + ids.LENGTH], conversation[1 + ids.LENGTH :]
    return second if user == first else first


def mark(user: str, client_id: str) -> str:
    """A message by whom and by which name of the client's: 60 bits are enough among a few dozen."""
    return auth.digest(user, client_id)[:10]


class Marked(msgspec.Struct, array_like=True):
    mark: str
    number: int


class CallNote(msgspec.Struct):
    """What is left of a call. `seconds` it was spoken, by so many `people`; 0 where nobody came. It is not
    unread for whom it is `known` to: they took part, or declined."""

    id: str
    media: Literal["audio", "video"]
    outcome: Outcome
    seconds: int
    people: int
    known: list[str] = []


class Notice(msgspec.Struct):
    """What the author did with the conversation: with a `person`, or to its `name`."""

    kind: Literal["added", "removed", "left", "renamed"]
    person: Card | None = None
    name: str | None = None


class Snippet(msgspec.Struct):
    """The newest message, as lists of conversations show it."""

    number: int
    by: Card
    body: str
    at: int
    version: int
    deleted: bool = False
    call: CallNote | None = None
    notice: Notice | None = None
    files: int = 0


class HeadItem(Item, kw_only=True):
    """A conversation. `last` is how far its messages are folded; there may be more."""

    name: str = ""
    avatar: str | None = None
    by: str
    created: int
    people: int = 0
    faces: list[Card] = []
    last: int
    active: int  # milliseconds: when it was folded last
    changed: int = 0  # milliseconds: when a message was edited, deleted or reacted to; of large channels
    snippet: Snippet | None = None
    marks: list[Marked] = []  # of channels: the newest messages by all
    version: int = 1


class SeatItem(Item, kw_only=True):
    """One person's part in a conversation. `first` is the oldest message they may read.

    All of the person's own messages up to `last` are among `marks`, but for very old ones.
    """

    role: Role = "member"
    joined: int
    first: int = 1
    last: int
    read: int = 0
    shown: int = 0  # up to which message others see that it was read
    muted: bool = False
    name: str = ""
    avatar: str | None = None
    people: int = 0
    faces: list[Card] = []
    active: int
    snippet: Snippet | None = None
    marks: list[Marked] = []
    version: int = 1  # the conversation's, whose name this is
    gsk: str = ""

    @property
    def user(self) -> str:
        return self.sk.removeprefix("S#")

    @property
    def conversation(self) -> str:
        """Of one that was found in the index."""
        return self.gsk.partition("#")[2]


class Forwarded(msgspec.Struct):
    by: Card
    at: int


class MessageItem(Item, kw_only=True):
    by: Card
    body: str = ""
    client: str  # the sender's own name for it
    created: int  # milliseconds
    edited: int = 0
    deleted: int = 0
    reply_to: int = 0
    forwarded: Forwarded | None = None
    call: CallNote | None = None
    notice: Notice | None = None
    mentions: list[str] = []
    attachments: list[str] = []
    reactions: list[str] = []  # "<emoji> <user>", a set in the table
    version: int = 1

    @property
    def number(self) -> int:
        return int(self.sk.removeprefix("M#"))

    @property
    def lender(self) -> str:
        """Who attached its files."""
        return self.forwarded.by.id if self.forwarded else self.by.id


class PresenceItem(Item, kw_only=True):
    status: Literal["online", "away", "dnd"] = "online"
    until: int = 0
    receipts: bool = True


class LargeItem(Item):
    """Beside the groups whose posts feeds pull: those whose channels are looked up."""

    channels: list[str] = []


class ChangeItem(Item):
    conversation: str
    number: int
    expires: int


def snippet_of(item: MessageItem) -> Snippet:
    body = " ".join(item.body[: 2 * SNIPPET].split())
    cut = body if len(body) <= SNIPPET else f"{body[: SNIPPET - 1]}…"
    call = msgspec.structs.replace(item.call, known=[]) if item.call else None
    return Snippet(
        number=item.number,
        by=item.by,
        body=cut,
        at=item.created,
        version=item.version,
        deleted=bool(item.deleted),
        call=call,
        notice=item.notice,
        files=len(item.attachments),
    )
