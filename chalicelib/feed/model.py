"""Feed rows: pointers to posts, with the reason why."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, field

from chalicelib.core import clock
from chalicelib.core.schema import Answer, Body, Id, Paging
from chalicelib.core.table import Item
from chalicelib.posts.service import Post

KEPT_DAYS = 90
RECENT = 20  # posts that joining or following brings
SLICE = 250  # recipients a message: ten BatchWriteItem calls, well inside one worker's time
MEMBERS_A_READ = 5001  # more than PUSH_LIMIT: one Query, whose units are rounded up once
AT_A_GLANCE = 36  # rows that cost the same 0.5 RRU as one; new entries are counted among these

Reason = Literal["group", "follow", "mention", "own"]

# The first of several reasons is the one that is shown.
RANK: dict[Reason, int] = {"own": 0, "mention": 1, "group": 2, "follow": 3}

_LETTERS: dict[Reason, str] = {"group": "g", "follow": "f", "mention": "m", "own": "o"}
_REASONS: dict[str, Reason] = {letter: reason for reason, letter in _LETTERS.items()}


class FeedRow(Item):
    """Far under 1 KB: one write unit."""

    container: str = field(name="c")
    letter: str = field(name="r")
    expires: int

    @property
    def post(self) -> str:
        return self.sk.removeprefix("f#")

    @property
    def reason(self) -> Reason:
        return _REASONS[self.letter]


class SeenItem(Item):
    post: str = ""


class PulledItem(Item):
    groups: list[str] = []


class Slice(msgspec.Struct):
    """Work for one feed_deliver: a post into the feeds of some readers."""

    tenant: str
    post: str
    container: str
    reason: Reason
    readers: list[str]
    at: int


class FeedQuery(Paging):
    group: Annotated[Id | None, Meta(description="Only posts of this group")] = None
    kind: Literal["update", "question", "announcement"] | None = None


class Seen(Body):
    entry: Id


class Entry(Answer):
    """A post in my feed, and why it is there."""

    reason: Reason
    new: bool
    post: Post


class Feed(Answer):
    """`unseen` counts the new ones of the newest 36 entries; it comes with the first page."""

    items: list[Entry]
    next: str | None = None
    unseen: int | None = None


def row(container: str, reason: Reason, at: int) -> FeedRow:
    """`at` is when it happened, so that a row written twice is the same row."""
    return FeedRow(container=container, letter=_LETTERS[reason], expires=at + KEPT_DAYS * clock.DAY)
