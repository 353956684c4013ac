"""How messages and conversations are shown to whoever may read them."""

from collections import defaultdict
from collections.abc import Sequence

from chalicelib.chat.model import HeadItem, MessageItem, Role, SeatItem, Snippet, kind_of, other_of
from chalicelib.chat.shapes import Conversation, Forward, LastMessage, Live, Message, MessageReaction
from chalicelib.core import clock
from chalicelib.core.actor import Actor
from chalicelib.documents import attachments
from chalicelib.documents.attachments import Attached

NAMED = 20  # people named beside a reaction


def show_all(actor: Actor, conversation: str, items: Sequence[MessageItem]) -> list[Message]:
    """With the files that the actor may see."""
    files = attachments.shown(actor, [(item.lender, item.attachments) for item in items])
    return [show_message(conversation, item, attached) for item, attached in zip(items, files, strict=True)]


def show_message(conversation: str, item: MessageItem, files: list[Attached] | None = None) -> Message:
    """Without `files` it is the same for everybody; whoever wants to see them asks for the message."""
    return Message(
        conversation=conversation,
        number=item.number,
        client_id=item.client,
        author=item.by,
        body=item.body,
        created_at=clock.rfc3339(item.created / 1000),
        edited_at=clock.rfc3339(item.edited) if item.edited else None,
        deleted=bool(item.deleted),
        reply_to=item.reply_to or None,
        forwarded=Forward(item.forwarded.by, clock.rfc3339(item.forwarded.at / 1000))
        if item.forwarded
        else None,
        call=item.call,
        notice=item.notice,
        mentions=item.mentions,
        attachments=item.attachments,
        files=[] if not item.attachments else files,
        reactions=show_reactions(item),
        version=item.version,
    )


def show_reactions(item: MessageItem) -> list[MessageReaction]:
    """Most used first."""
    by_emoji: dict[str, list[str]] = defaultdict(list)
    for one in item.reactions:
        emoji, _, user = one.partition(" ")
        by_emoji[emoji].append(user)
    ranked = sorted(by_emoji.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [MessageReaction(emoji, len(people), people[:NAMED]) for emoji, people in ranked]


def show_seat(conversation: str, user: str, seat: SeatItem) -> Conversation:
    """A conversation as its seat has it: no more need be read."""
    kind = kind_of(conversation)
    person = other_of(conversation, user) if kind == "pair" else None
    return Conversation(
        id=conversation,
        kind=kind,
        name=seat.name or None,
        avatar=seat.avatar,
        person=next((face for face in seat.faces if face.id == person), None),
        group=conversation[1:] if kind == "channel" else None,
        faces=[] if person else seat.faces,
        people=None if kind == "channel" else seat.people,
        role=None if person else seat.role,
        first=seat.first,
        last=seat.last,
        read=seat.read,
        unread=max(0, seat.last - seat.read),
        muted=seat.muted,
        newest=show_snippet(seat.snippet, seat.first),
        active_at=clock.rfc3339(seat.active / 1000),
        live="pushed",
        version=seat.version,
    )


def show_channel(
    conversation: str, name: str, role: Role | None, head: HeadItem, seat: SeatItem | None, live: Live
) -> Conversation:
    """A channel as it is itself. Whoever has never looked into it has nothing unread there."""
    read = seat.read if seat else head.last
    return Conversation(
        id=conversation,
        kind="channel",
        name=name,
        avatar=head.avatar,
        person=None,
        group=conversation[1:],
        faces=[],
        people=None,
        role=role,
        first=1,
        last=head.last,
        read=read,
        unread=max(0, head.last - read),
        muted=bool(seat and seat.muted),
        newest=show_snippet(head.snippet, 1),
        active_at=clock.rfc3339(head.active / 1000),
        live=live,
        version=head.version,
    )


def show_snippet(snippet: Snippet | None, first: int) -> LastMessage | None:
    if not snippet or snippet.number < first:
        return None
    at = clock.rfc3339(snippet.at / 1000)
    return LastMessage(
        message=snippet.number,
        author=snippet.by,
        body=snippet.body,
        at=at,
        deleted=snippet.deleted,
        call=snippet.call,
        notice=snippet.notice,
        files=snippet.files,
    )
