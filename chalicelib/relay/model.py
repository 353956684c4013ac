"""A change of the table, as the stream tells it, and what it means. docs/events.md lists the rules."""

from typing import Any, NamedTuple

from chalicelib.core import events
from chalicelib.core.events import AnyEvent


class Change(NamedTuple):
    """One record of the stream: the item before and after, whole, as DynamoDB writes them."""

    tenant: str
    pk: str
    sk: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    sequence: str  # in the order of the partition; padded, so that it compares as text
    event_id: str
    at: int

    def text(self, name: str) -> str:
        image = self.after or self.before or {}
        return str(image.get(name, {}).get("S", ""))

    def texts(self, name: str) -> list[str]:
        image = self.after or self.before or {}
        return [one["S"] for one in image.get(name, {}).get("L", ())]

    @property
    def inserted(self) -> bool:
        return self.before is None

    @property
    def removed(self) -> bool:
        return self.after is None

    def differs(self, *names: str) -> bool:
        return any((self.before or {}).get(name) != (self.after or {}).get(name) for name in names)

    def begins(self, name: str) -> bool:
        """The attribute is there now and was not before."""
        return name in (self.after or {}) and name not in (self.before or {})


def read(record: dict[str, Any]) -> Change:
    """Raises KeyError where it is no record of our table."""
    data = record["dynamodb"]
    tenant, _, pk = data["Keys"]["pk"]["S"].partition("#")
    return Change(
        tenant=tenant,
        pk=pk,
        sk=data["Keys"]["sk"]["S"],
        before=data.get("OldImage"),
        after=data.get("NewImage"),
        sequence=str(data["SequenceNumber"]).zfill(40),
        event_id=str(record["eventID"]),
        at=int(float(data.get("ApproximateCreationDateTime", 0))),
    )


def meaning(change: Change) -> list[AnyEvent]:
    """What happened; nothing, where a change has no news in it."""
    base: dict[str, Any] = {"tenant": change.tenant, "id": change.event_id, "at": change.at}
    kind, _, rest = change.sk.partition("#")
    match kind:
        case "p":
            return _post(change, rest, base)
        case "c" if change.inserted:
            place, by = change.text("place"), change.text("by")
            return [
                events.CommentAdded(
                    post=place, comment=rest + place, author=by, mentions=change.texts("mentions"), **base
                )
            ]
        case "r" if change.inserted:
            target, _, emoji_user = rest.partition("#")
            emoji, _, user = emoji_user.rpartition("#")
            return [events.Reacted(post=change.text("place"), target=target, emoji=emoji, user=user, **base)]
        case "m":
            return _member(change, rest, base)
        case "g":
            return _group(change, base)
        case "u":
            return _person(change, base)
        case "D" | "U" | "b":
            return _documents(change, kind, rest, base)
        case "i" if change.inserted or (change.after and change.differs("sends")):
            return [events.PersonInvited(invite=rest, **base)]
        case "x" if change.inserted:
            return [events.PasswordResetRequested(reset=rest, **base)]
        case "t" if change.inserted:
            return [events.TenantSignedUp(**base)]
        case "M" | "C" | "S" | "V":
            return _call(change, base) if kind == "V" else _chat(change, kind, rest, base)
    return _follow(change, base) if change.sk.startswith("f>") else []


def _post(change: Change, post: str, base: dict[str, Any]) -> list[AnyEvent]:
    container = change.pk[2:]
    if container[0] == "d":  # the talk about a document: it is on no wall
        return []
    if change.inserted:
        author = change.after["by"]["M"]["id"]["S"] if change.after else ""
        mentions = change.texts("mentions")
        return [
            events.PostPublished(container=container, post=post, author=author, mentions=mentions, **base)
        ]
    if change.begins("deleted"):
        return [events.PostDeleted(container=container, post=post, **base)]
    if change.after and change.differs("version"):
        return [events.PostChanged(container=container, post=post, **base)]
    return []


def _group(change: Change, base: dict[str, Any]) -> list[AnyEvent]:
    group = change.pk[2:]
    if change.begins("deleted"):
        return [events.GroupDeleted(group=group, **base)]
    if change.before and change.after and change.differs("name", "visibility"):
        return [events.GroupChanged(group=group, **base)]
    return []


def _member(change: Change, user: str, base: dict[str, Any]) -> list[AnyEvent]:
    group = change.pk[2:]
    if change.inserted:
        return [events.MemberJoined(group=group, user=user, **base)]
    return [events.MemberLeft(group=group, user=user, **base)] if change.removed else []


def _person(change: Change, base: dict[str, Any]) -> list[AnyEvent]:
    user = change.pk[2:]
    if change.inserted:
        return [events.PersonJoined(user=user, **base)]
    if change.after and change.differs("name", "avatar", "role"):
        return [events.PersonChanged(user=user, **base)]
    return []


def _follow(change: Change, base: dict[str, Any]) -> list[AnyEvent]:
    follower, followee = change.sk[2:], change.pk[2:]
    if change.inserted:
        return [events.PersonFollowed(follower=follower, followee=followee, **base)]
    if change.removed:
        return [events.PersonUnfollowed(follower=follower, followee=followee, **base)]
    return []


def _documents(change: Change, kind: str, rest: str, base: dict[str, Any]) -> list[AnyEvent]:
    if change.removed:
        if kind == "D":
            return [events.DocumentRemoved(document=change.pk[2:], **base)]
        return _expired(change, rest, base) if kind == "U" else _purged(change, rest, base)
    if kind == "D" and change.inserted and change.begins("copying"):
        return [events.FolderCopyBegun(document=change.pk[2:], **base)]
    return []


def _expired(change: Change, upload: str, base: dict[str, Any]) -> list[AnyEvent]:
    """DynamoDB took the upload away, by its time to live. Nobody completes or cancels one by then."""
    before = change.before or {}
    if "expires" not in before or change.at < int(before["expires"]["N"]):
        return []
    return [
        events.UploadExpired(
            user=change.pk[2:],
            upload=upload,
            document=change.text("document") or upload,
            size=int(before["size"]["N"]),
            multipart=change.text("multipart"),
            **base,
        )
    ]


def _purged(change: Change, rest: str, base: dict[str, Any]) -> list[AnyEvent]:
    """DynamoDB took it out of the bin, by its time to live. Before that somebody did, and knows."""
    until = int((change.before or {})["expires"]["N"])
    milliseconds, _, document = rest.partition("#")
    if change.at < until:
        return []
    return [events.DocumentPurged(document=document, binned=int(milliseconds) // 1000, **base)]


def _chat(change: Change, kind: str, rest: str, base: dict[str, Any]) -> list[AnyEvent]:
    conversation = change.pk[2:]
    if kind == "M":
        if change.inserted:
            return [events.MessageSent(conversation=conversation, number=int(rest), **base)]
        if change.after and change.differs("body", "deleted", "reactions"):
            return [events.MessageChanged(conversation=conversation, number=int(rest), **base)]
    elif kind == "C":
        if change.before and change.after and change.differs("name", "avatar"):
            return [events.ConversationChanged(conversation=conversation, **base)]
    elif change.inserted or change.removed:
        # A pair is nobody's news before somebody writes, and a channel's people are its group's.
        if conversation[0] == "c":
            return [events.ConversationChanged(conversation=conversation, user=rest, **base)]
    elif change.differs("read"):
        return [events.ConversationRead(conversation=conversation, user=rest, **base)]
    elif change.differs("muted", "role"):
        private = not change.differs("role")
        return [events.ConversationChanged(conversation=conversation, user=rest, private=private, **base)]
    return []


def _call(change: Change, base: dict[str, Any]) -> list[AnyEvent]:
    conversation, call = change.pk[2:], change.text("id")
    if change.inserted:
        return [events.CallStarted(conversation=conversation, call=call, **base)]
    if change.after and change.differs("version"):
        return [events.CallChanged(conversation=conversation, call=call, **base)]
    return []
