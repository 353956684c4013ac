"""A company as it is to be, whatever it was read from. People are named by keys: only the API gives ids."""

import re
from dataclasses import dataclass, field
from typing import Literal

PASSWORD = "only on this machine"  # of everybody in the demo


@dataclass(frozen=True)
class Person:
    key: str  # also the address's part before the @
    name: str
    email: str
    profile: dict[str, str] = field(default_factory=dict)  # as PATCH /v1/me takes it


@dataclass(frozen=True)
class Group:
    name: str  # no two in a company are the same
    owner: str
    members: tuple[str, ...]  # the owner among them
    description: str = ""
    kind: str = "team"
    visibility: Literal["open", "private", "secret"] = "open"
    moderators: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reply:
    by: str
    body: str
    to: int | None = None  # the place of the reply that it answers, otherwise it answers the post
    reactions: tuple[tuple[str, str], ...] = ()  # (who, emoji)


@dataclass(frozen=True)
class Talk:
    """A post and what is said below it."""

    key: str
    by: str
    body: str
    group: str | None  # None: on the author's own wall
    kind: Literal["update", "question", "announcement"] = "update"
    pinned: bool = False
    replies: tuple[Reply, ...] = ()
    reactions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Message(Reply):
    """In a conversation `to` is the place of the message that it answers."""

    at_first: str = ""  # what it said before its author changed it
    readers: tuple[str, ...] = ()  # who have read so far, and did not write since


@dataclass(frozen=True)
class Chat:
    """A conversation of two, of a few with a name, or of a group. The first of the people begins it.

    Nobody says the same twice in it: by that the next run knows what is there.
    """

    people: tuple[str, ...]
    said: tuple[Message, ...]
    name: str = ""
    group: str = ""

    @property
    def key(self) -> str:
        return self.group or self.name or " ".join(self.people)


@dataclass(frozen=True)
class File:
    """`place`: "company", a group's name, or nothing for one's own. No two of a name in a folder."""

    by: str
    name: str
    content: bytes
    content_type: str
    place: str = ""
    folder: str = ""  # with those around it: "Regions/Alentejo"
    versions: tuple[bytes, ...] = ()  # later ones
    binned: bool = False

    @property
    def is_photo(self) -> bool:
        return self.content_type.startswith("image/")


@dataclass(frozen=True)
class Company:
    name: str
    slug: str
    owner: str
    member: str  # besides the owner, one to sign in as: with a full feed
    people: tuple[Person, ...]
    groups: tuple[Group, ...] = ()
    follows: dict[str, tuple[str, ...]] = field(default_factory=dict)
    talks: tuple[Talk, ...] = ()
    chats: tuple[Chat, ...] = ()
    branding: dict[str, str] = field(default_factory=dict)
    files: tuple[File, ...] = ()
    attached: dict[str, tuple[File, ...]] = field(default_factory=dict)  # by how the words begin
    faces: dict[str, bytes] = field(default_factory=dict)  # PNG, by the people's keys

    def person(self, key: str) -> Person:
        return next(person for person in self.people if person.key == key)

    def files_with(self, body: str) -> tuple[File, ...]:
        """Those that go along with a post or a message."""
        return next((files for words, files in self.attached.items() if body.startswith(words)), ())


_MENTION = re.compile(r"\]\(/people/@([a-z0-9]+)\)")


def mention(key: str, name: str) -> str:
    """A mention in a body, until ids are known."""
    return f"[@{name}](/people/@{key})"


def with_ids(body: str, ids: dict[str, str]) -> str:
    """The body as it is sent: mentions name people by id."""
    return _MENTION.sub(lambda found: f"](/people/{ids[found[1]]})", body)
