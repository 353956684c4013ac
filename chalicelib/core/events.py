"""What happens in Atrium, by name. The relay publishes these; docs/events.md lists them."""

import msgspec


class Event(msgspec.Struct, kw_only=True, tag_field="type", tag=lambda name: name):
    """`id` is the change's own, the same however often it is delivered; `at` is in seconds since 1970."""

    tenant: str
    id: str
    at: int


class PostPublished(Event):
    container: str
    post: str
    author: str
    mentions: list[str] = []


class PostChanged(Event):
    container: str
    post: str


class PostDeleted(Event):
    container: str
    post: str


class PostTouched(Event):
    """Of a post, what stands below it changed. Not on the topic: the fold sends it straight to `touched`."""

    container: str
    post: str
    comments: list[str] = []  # that were added, edited or deleted
    reacted: list[str] = []  # comments whose reactions changed
    after: str = ""  # how far the work is
    gathered: bool = False  # a round for many watchers, sent with a delay


class CommentAdded(Event):
    post: str
    comment: str
    author: str
    mentions: list[str] = []


class Reacted(Event):
    post: str
    target: str
    emoji: str
    user: str


class MemberJoined(Event):
    group: str
    user: str


class MemberLeft(Event):
    group: str
    user: str


class PersonFollowed(Event):
    follower: str
    followee: str


class PersonUnfollowed(Event):
    follower: str
    followee: str


class PersonJoined(Event):
    user: str


class PersonChanged(Event):
    """A name, picture or role changed: what is shown beside their posts is old now."""

    user: str
    after: str = ""  # how far the work is


class GroupChanged(Event):
    group: str
    after: str = ""  # how far the work is


class GroupDeleted(Event):
    group: str


class DocumentRemoved(Event):
    """For good: what was said of it goes too."""

    document: str


class PersonInvited(Event):
    invite: str


class PasswordResetRequested(Event):
    reset: str


class TenantSignedUp(Event):
    pass


class MessageSent(Event):
    conversation: str
    number: int


class MessageChanged(Event):
    """Edited, deleted or reacted to."""

    conversation: str
    number: int


class ConversationChanged(Event):
    """Its name, or who takes part; with a user, whose seat. `private`: something that is theirs alone."""

    conversation: str
    user: str = ""
    private: bool = False


class ConversationRead(Event):
    conversation: str
    user: str


class ChannelNews(Event):
    """Of a large channel. Not on the topic: whoever folds sends it straight to `chat`."""

    conversation: str
    messages: list[int]
    new: bool = False  # else they changed
    after: str = ""  # how far the work is


class CallStarted(Event):
    conversation: str
    call: str


class CallChanged(Event):
    """Who is in it and how; or that it has ended."""

    conversation: str
    call: str


class CallDue(Event):
    """Time to look after a call. Not on the topic: sent to `calls` with a delay."""

    conversation: str
    call: str
    look: int  # the how-manieth


class DocumentPurged(Event):
    """To be removed for good, with all that lies in it: its time in the bin is over, or somebody said so."""

    document: str
    binned: int  # since when (seconds) it lay there: back from the bin and in it anew, it is another matter


class FolderCopyBegun(Event):
    """A folder is there that is to be filled from another."""

    document: str


class UploadExpired(Event):
    """It was never completed; DynamoDB took its row away. What it counted is given back."""

    user: str
    upload: str
    document: str
    size: int
    multipart: str


AnyEvent = (
    PostPublished
    | PostChanged
    | PostDeleted
    | CommentAdded
    | Reacted
    | MemberJoined
    | MemberLeft
    | PersonFollowed
    | PersonUnfollowed
    | PersonJoined
    | PersonChanged
    | GroupChanged
    | GroupDeleted
    | DocumentRemoved
    | PersonInvited
    | PasswordResetRequested
    | TenantSignedUp
    | MessageSent
    | MessageChanged
    | ConversationChanged
    | ConversationRead
    | CallStarted
    | CallChanged
    | DocumentPurged
    | FolderCopyBegun
    | UploadExpired
)


# What the workers of one queue alone read: the relay sends it there straight, a hop less.
STRAIGHT: dict[type[Event], str] = {
    MessageSent: "chat",
    MessageChanged: "chat",
    ConversationRead: "chat",
    DocumentPurged: "media",
    FolderCopyBegun: "media",
    UploadExpired: "media",
}


def name(event: Event) -> str:
    return type(event).__name__


def actor(event: object) -> str | None:
    """Who did it, for the log, where the event says so."""
    for name in ("author", "follower", "user"):
        if found := getattr(event, name, None):
            return str(found)
    return None


def read(body: str | bytes) -> AnyEvent:
    """Raises msgspec.MsgspecError where it is none of ours."""
    event: AnyEvent = msgspec.json.decode(body, type=AnyEvent)
    return event
