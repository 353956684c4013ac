"""Posts, comments, reactions."""

from typing import Annotated, Literal, NamedTuple

import msgspec
from msgspec import UNSET, Meta, UnsetType

from chalicelib.core import ids
from chalicelib.core.errors import NotFound
from chalicelib.core.schema import Answer, Body, Id, Line, Markdown, Paging
from chalicelib.core.table import Item
from chalicelib.documents.attachments import Attached, Attachments
from chalicelib.people.service import Card

MOST_PINS = 10
MOST_KINDS_OF_REACTION = 40  # shown with a post; the rest counts, unshown

Kind = Literal["update", "question", "announcement"]

GONE = Card(id="", name="")  # of somebody who is not there any more


class Place(NamedTuple):
    """Where a post lies. Its public id is "<post><container>", so no index is needed to find it."""

    post: str
    container: str  # "g<group>", "u<user>"; or "d<document>", whose id is then the post's too

    @property
    def id(self) -> str:
        return f"{self.post}{self.container}"

    @property
    def group(self) -> str | None:
        return self.container[1:] if self.container[0] == "g" else None

    @property
    def is_talk(self) -> bool:
        """Of a document: nobody wrote a post."""
        return self.container[0] == "d"


def place_of(id_: str) -> Place:
    """Raises NotFound where it is no post's id."""
    post, container = id_[: ids.LENGTH], id_[ids.LENGTH :]
    if not (ids.is_ulid(post) and container[:1] in ("g", "u", "d") and ids.is_ulid(container[1:])):
        raise NotFound
    if container[0] == "d" and container[1:] != post:
        raise NotFound
    return Place(post, container)


def comment_place_of(id_: str) -> tuple[str, Place]:
    """A comment's id is "<comment><post's id>". Raises NotFound."""
    comment, post = id_[: ids.LENGTH], id_[ids.LENGTH :]
    if not ids.is_ulid(comment):
        raise NotFound
    return comment, place_of(post)


class Tally(Item):
    """What the fold counts, on posts and comments alike."""

    reactions: dict[str, int] = {}
    comments: int = 0
    participants: int = 0


class Excerpt(msgspec.Struct):
    """One of the newest comments, as it is kept with the post."""

    id: str  # the comment's own part of it
    by: Card
    body: str
    created: int
    files: int = 0


class PostItem(Tally, kw_only=True):
    by: Card
    body: str = ""
    kind: Kind = "update"
    created: int
    edited: int = 0
    pinned: int = 0
    deleted: int = 0
    mentions: list[str] = []
    attachments: list[str] = []
    version: int = 1
    latest: list[Excerpt] = []
    latest_version: int = 1  # of `latest` alone: a slow worker does not write over a quick one

    @property
    def post(self) -> str:
        return self.sk.removeprefix("p#")


class CommentItem(Tally, kw_only=True):
    place: str  # of the post: the fold finds the item to count on by it
    by: str
    body: str = ""
    created: int
    edited: int = 0
    deleted: int = 0
    reply_to: str = ""
    mentions: list[str] = []
    attachments: list[str] = []
    version: int = 1

    @property
    def comment(self) -> str:
        return self.sk.removeprefix("c#")


class ReactionItem(Item):
    at: int
    place: str  # of the post: the fold finds the item to count on by it


class ParticipantItem(Item):
    at: int
    place: str


class PinItem(Item):
    at: int
    by: str


class AuthoredItem(Item):
    container: str


class RevisionItem(Item):
    body: str
    at: int


class NewPost(Body):
    """Words, files, or both."""

    body: Markdown = ""
    kind: Kind = "update"
    attachments: Attachments = []


class PostPatch(Body):
    body: Markdown | UnsetType = UNSET
    kind: Kind | UnsetType = UNSET
    attachments: Attachments | UnsetType = UNSET


class NewComment(Body):
    """Words, files, or both."""

    body: Markdown = ""
    reply_to: Id | None = None
    attachments: Attachments = []


class CommentPatch(Body):
    body: Markdown | UnsetType = UNSET
    attachments: Attachments | UnsetType = UNSET


class Wall(Paging):
    pinned: bool = False


class Comments(Paging):
    order: Literal["oldest", "newest"] = "oldest"
    beyond: Annotated[Id, Meta(description="A comment's id: the list begins behind it")] | None = None


class Reactions(Paging):
    emoji: Line | None = None


class Reaction(msgspec.Struct):
    emoji: str
    count: int
    mine: bool = False


class Home(msgspec.Struct):
    """The wall a post stands on, or the document that is talked about."""

    kind: Literal["group", "person", "document"]
    id: str
    name: str | None = None


class LatestComment(msgspec.Struct):
    """The beginning of a comment, with its author as they were called when it was written."""

    id: str
    author: Card
    body: str
    created_at: str
    files: int


class Post(Answer):
    """A deleted post is a tombstone: `deleted` is true and the body is empty. `files`: those of the
    attachments that I may see."""

    id: str
    author: Card
    home: Home
    body: str
    kind: Kind
    created_at: str
    edited_at: str | None
    pinned: bool
    deleted: bool
    mentions: list[str]
    attachments: list[str]
    files: list[Attached]
    comments: int
    participants: int
    reactions: list[Reaction]
    latest: list[LatestComment]
    version: int


class Comment(Answer):
    """`files`: those of the attachments that I may see; null in pushes: ask for the comment."""

    id: str
    post: str
    author: Card
    body: str
    reply_to: str | None
    created_at: str
    edited_at: str | None
    deleted: bool
    mentions: list[str]
    attachments: list[str]
    files: list[Attached] | None
    reactions: list[Reaction]
    version: int


class Participant(Answer):
    person: Card
    since: str


class Reactor(Answer):
    person: Card
    emoji: str
    at: str


class Revision(Answer):
    """What it said before an edit."""

    version: int
    body: str
    until: str
