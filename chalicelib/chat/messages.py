"""Messages: sent, read, edited, deleted, reacted to."""

from msgspec import UNSET

from chalicelib.chat import access, log
from chalicelib.chat.access import Part
from chalicelib.chat.model import MOST_EMOJIS, MOST_REACTIONS, Forwarded, MessageItem
from chalicelib.chat.shapes import Message, MessagePatch, NewForward, NewMessage
from chalicelib.chat.show import show_all, show_message
from chalicelib.core import clock, keys, limits
from chalicelib.core.actor import Actor
from chalicelib.core.emojis import check_emoji
from chalicelib.core.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from chalicelib.core.items import fewer
from chalicelib.core.schema import unchanged
from chalicelib.core.table import ALIVE, PRESENT, Lost, Path, Table, at_version, changes, next_version, value
from chalicelib.documents import attachments
from chalicelib.documents.attachments import AttachedQuery, Content
from chalicelib.people.mentions import mentions_in
from chalicelib.people.service import card_of


def send(actor: Actor, conversation: str, new: NewMessage) -> Message:
    """1 WRU a KB, 1 RRU for the person and their part, whatever the number of people.

    Sent again with the same `client_id` it is the same message. Raises NotFound, Invalid, TooMany.
    """
    part = access.enter(actor, conversation)
    if new.reply_to is not None:
        _check_reply(actor, conversation, part, new.reply_to)
    files = attachments.check(actor, new.body, new.attachments)
    item = _item(actor, new.body, new.client_id, files)
    item.reply_to = new.reply_to or 0
    item.mentions = mentions_in(new.body)
    return show_message(conversation, log.append(actor.tenant, conversation, part.tip, item).item)


def forward(actor: Actor, conversation: str, new: NewForward) -> Message:
    """What was said elsewhere, with who said it first. Raises NotFound, TooMany."""
    part = access.enter(actor, conversation)
    origin = access.find(
        actor.tenant, new.conversation, new.message, access.look(actor, new.conversation).first
    )
    if not origin or origin.deleted or origin.notice:
        raise NotFound
    item = _item(actor, origin.body, new.client_id, origin.attachments)
    item.forwarded = origin.forwarded or Forwarded(origin.by, origin.created)
    return show_message(conversation, log.append(actor.tenant, conversation, part.tip, item).item)


def _item(actor: Actor, body: str, client_id: str | None, files: list[str]) -> MessageItem:
    return MessageItem(
        by=card_of(actor),
        body=body,
        client=client_id or actor.mint,
        created=clock.milliseconds(),
        attachments=files,
    )


def _check_reply(actor: Actor, conversation: str, part: Part, number: int) -> None:
    """Numbers have no gaps: what is not beyond the end is there."""
    there = part.first <= number <= part.tip.last or access.find(
        actor.tenant, conversation, number, part.first
    )
    if not there:
        raise Invalid("reply_to", "This conversation has no such message")


def get(actor: Actor, conversation: str, number: str) -> Message:
    part = access.look(actor, conversation)
    [shown] = show_all(actor, conversation, [access.fetch(actor, conversation, number, part)])
    return shown


def attachment(actor: Actor, conversation: str, number: str, document: str, query: AttachedQuery) -> Content:
    """Where a file of a message is. Raises NotFound, Conflict."""
    item = access.fetch(actor, conversation, number, access.look(actor, conversation))
    return attachments.content(actor, item.lender, item.attachments, document, query)


def edit(actor: Actor, conversation: str, number: str, patch: MessagePatch, version: int | None) -> Message:
    """By its author. Raises NotFound, Forbidden, Stale."""
    part = access.enter(actor, conversation)
    item = access.fetch(actor, conversation, number, part)
    if item.by.id != actor.user:
        raise Forbidden("A message is changed by its author")
    if item.forwarded:
        raise Forbidden("What is forwarded stays as it was said")
    if item.call:
        raise Forbidden("What is left of a call stays as it is")
    if item.notice:
        raise Forbidden("Who came and went stays told")
    if patch.body is UNSET:
        return unchanged(show_message(conversation, item), version)
    attachments.check(actor, patch.body, item.attachments, before=item.attachments)
    edits = changes(body=patch.body, edited=clock.now(), mentions=mentions_in(patch.body) or None)
    try:
        changed = Table(actor.tenant).update(
            keys.message(conversation, item.number),
            *edits,
            next_version(),
            kind=MessageItem,
            condition=at_version(version) & ALIVE,
        )
    except Lost:
        raise Stale from None
    return show_message(conversation, changed)


def delete(actor: Actor, conversation: str, number: str, version: int | None) -> None:
    """By its author, or who keeps order there. A tombstone stays. Raises NotFound, Forbidden, Stale."""
    part = access.enter(actor, conversation)
    item = access.fetch(actor, conversation, number, part)
    if item.notice:
        raise Forbidden("Who came and went stays told")
    if item.by.id != actor.user:
        access.moderate(part)
    emptied = changes(
        body="",
        mentions=None,
        attachments=None,
        reactions=None,
        forwarded=None,
        call=None,
        deleted=clock.now(),
    )
    try:
        Table(actor.tenant).update(
            keys.message(conversation, item.number),
            *emptied,
            next_version(),
            kind=MessageItem,
            condition=at_version(version) & ALIVE,
        )
    except Lost:
        raise Stale from None


def react(actor: Actor, conversation: str, number: str, emoji: str, *, on: bool) -> None:
    """1 WRU a KB. Reactions lie in the message, so they have a limit. Raises NotFound, Invalid, Conflict,
    TooMany."""
    part = access.enter(actor, conversation)
    limits.take("reactions", f"{actor.tenant}#{actor.user}")
    mine = f"{check_emoji(emoji)} {actor.user}"
    item = access.fetch(actor, conversation, number, part)
    path, condition = Path("reactions"), PRESENT & ALIVE
    if on:
        _check_room(item, mine)
        # Others react at this moment too.
        condition = condition & (path.does_not_exist() | path.contains(mine) | fewer(path, MOST_REACTIONS))
    action = path.add(value({mine})) if on else path.delete(value({mine}))
    try:
        Table(actor.tenant).update(
            keys.message(conversation, item.number), action, kind=MessageItem, condition=condition
        )
    except Lost:
        _check_room(access.fetch(actor, conversation, number, part), mine)
        raise NotFound from None


def _check_room(item: MessageItem, mine: str) -> None:
    """Raises Conflict."""
    if mine in item.reactions:
        return
    if len(item.reactions) >= MOST_REACTIONS:
        raise Conflict(f"At most {MOST_REACTIONS} reactions", limit=MOST_REACTIONS)
    emojis = {one.partition(" ")[0] for one in item.reactions}
    if len(emojis) >= MOST_EMOJIS and mine.partition(" ")[0] not in emojis:
        raise Conflict(f"At most {MOST_EMOJIS} different emojis", limit=MOST_EMOJIS)
