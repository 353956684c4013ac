"""What clients send and get of conversations."""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from chalicelib.chat.model import LONGEST_BODY, MOST_PEOPLE, CallNote, Kind, Notice, Role
from chalicelib.core.schema import Answer, Body, Id, Name, Query
from chalicelib.documents.attachments import Attached, Attachments
from chalicelib.people.service import Card

HIGHEST = 99_999_999  # eight digits of the key

Number = Annotated[int, Meta(ge=1, le=HIGHEST)]
Words = Annotated[str, Meta(max_length=LONGEST_BODY, description="Markdown (CommonMark)")]
ClientId = Annotated[
    str,
    Meta(
        min_length=1, max_length=64, description="The sender's own name for it: sent twice, it is one message"
    ),
]

# In


class NewConversation(Body):
    """With one person, with a few, or the channel of a group."""

    people: Annotated[list[Id], Meta(max_length=MOST_PEOPLE - 1)] = []
    group: Id | None = None
    name: Name | None = None
    avatar: Annotated[str, Meta(max_length=200)] | None = None


class ConversationPatch(Body):
    """Absent fields stay; null empties."""

    name: Name | None | UnsetType = UNSET
    avatar: Annotated[str, Meta(max_length=200)] | None | UnsetType = UNSET


class NewSeat(Body):
    """`history`: whether they may read what was written before. Without a role they keep theirs."""

    history: bool = False
    role: Literal["owner", "member"] | None = None


class NewMessage(Body):
    """Words, files, or both."""

    body: Words = ""
    attachments: Attachments = []
    client_id: ClientId | None = None
    reply_to: Number | None = None


class NewForward(Body):
    """Another message that one may read, from here or from elsewhere."""

    conversation: Id
    message: Number
    client_id: ClientId | None = None


class MessagePatch(Body):
    body: Words | UnsetType = UNSET


class HistoryQuery(Query):
    """The newest; or around a message; or on from `older` or `newer` of another page, as `place`."""

    limit: Annotated[int, Meta(ge=1, le=100, description="How many, at most")] = 50
    around: (
        Annotated[int, Meta(ge=1, le=HIGHEST, description="A message that is to be in the middle")] | None
    ) = None
    unread: Annotated[bool, Meta(description="Around the first that I have not read")] = False
    place: Annotated[str, Meta(max_length=1000, description="`older` or `newer` of another page")] | None = (
        None
    )


class SearchQuery(Query):
    q: Annotated[str, Meta(max_length=80, description="Words, or parts of them; all are to be there")] = ""
    limit: Annotated[int, Meta(ge=1, le=100, description="How many, at most")] = 20
    cursor: Annotated[str, Meta(max_length=1000, description="`next` of the page before")] | None = None


class Read(Body):
    """Up to this message; never back."""

    message: Number


class NewPresence(Body):
    status: Literal["online", "away", "dnd"]


class PresenceQuery(Query):
    people: Annotated[str, Meta(max_length=2000, description="Ids with commas between, at most 50")] = ""


class ChatPatch(Body):
    receipts: bool | UnsetType = UNSET


class ChangesQuery(Query):
    since: Annotated[str, Meta(max_length=20, description="`cursor` of a frame or of an earlier answer")] = ""


# Out

Live = Literal["pushed", "attended"]


class LastMessage(msgspec.Struct):
    message: int
    author: Card
    body: str
    at: str
    deleted: bool
    call: CallNote | None
    notice: Notice | None
    files: int


class Conversation(Answer):
    """`person` is the other one of two, `faces` are some of a few. `live`: whether frames come by themselves,
    or to connections that `attend` it."""

    id: str
    kind: Kind
    name: str | None
    avatar: str | None
    person: Card | None
    group: str | None
    faces: list[Card]
    people: int | None
    role: Role | None
    first: int
    last: int
    read: int
    unread: int
    muted: bool
    newest: LastMessage | None
    active_at: str
    live: Live
    version: int


class Seat(Answer):
    """`read` is null where the person does not show it, or I do not."""

    person: Card
    role: Role
    joined_at: str
    read: int | None


class MessageReaction(msgspec.Struct):
    """`people` are the first of them."""

    emoji: str
    count: int
    people: list[str]


class Forward(msgspec.Struct):
    author: Card
    at: str


class Message(Answer):
    """A deleted message is a tombstone: `deleted` is true and the body is empty. `call`: what is left of one;
    `notice`: who came or went, or how the conversation is called now. The body says the same in English.
    `files`: those of the attachments that I may see; null in pushes and for who just sent it: ask for it."""

    conversation: str
    number: int
    client_id: str
    author: Card
    body: str
    created_at: str
    edited_at: str | None
    deleted: bool
    reply_to: int | None
    forwarded: Forward | None
    call: CallNote | None
    notice: Notice | None
    mentions: list[str]
    attachments: list[str]
    files: list[Attached] | None
    reactions: list[MessageReaction]
    version: int


class History(Answer):
    """Oldest first. `older` and `newer` are places to go on from, null at the ends; I have `read` so far."""

    items: list[Message]
    older: str | None
    newer: str | None
    read: int


class Found(Answer):
    """Newest first. `looked`: how many messages were looked through for this page, which may hold none."""

    items: list[Message]
    looked: int
    next: str | None


class Presence(msgspec.Struct):
    person: str
    status: Literal["online", "away", "dnd", "offline"]


class Presences(Answer):
    items: list[Presence]


class Chat(Answer):
    """How I chat: whether others see what I have read, and I what they have."""

    receipts: bool


class Missed(msgspec.Struct):
    """What is new or changed in a conversation. `reload`: there is more than can be told here."""

    conversation: str
    last: int
    messages: list[Message]
    reload: bool


class Changes(Answer):
    """With `reload` all that a client keeps is to be read again."""

    reload: bool
    cursor: str
    conversations: list[Missed]
