"""Large channels: frames go to those who have said that they follow one now, a slice of them at a time."""

from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.chat import access, telling
from chalicelib.chat.model import MessageItem, kind_of
from chalicelib.core import bus, keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import NotFound
from chalicelib.core.events import ChannelNews
from chalicelib.core.schema import Body, Id
from chalicelib.core.table import Table
from chalicelib.groups import service as groups
from chalicelib.live import watching, wire
from chalicelib.live.watching import Watcher

SLICE = 1000  # connections a message: less than a second of one worker, some four where more attend
PAUSE = 0.7  # seconds between two parts of a crowd's pushes: 250 a second and worker
ROOM = "chat"  # of the topics that a connection watches, ours
MOST = 30


class Attend(Body):
    conversations: Annotated[list[Id], Meta(max_length=MOST)]


def attend(actor: Actor, connection: str, asked: Attend) -> list[str]:
    """From now on these large channels, and no others. Those where the actor has no part are left out."""
    wanted = [one for one in dict.fromkeys(asked.conversations) if _may(actor, one)]
    watching.replace(actor.tenant, connection, [f"{ROOM}/{one}" for one in wanted], ROOM)
    return wanted


def _may(actor: Actor, conversation: str) -> bool:
    try:
        return kind_of(conversation) == "channel" and bool(access.enter(actor, conversation))
    except NotFound:
        return False


def tell(news: ChannelNews) -> None:
    here, crowd = _here(news)
    if not here:
        return
    wanted = [keys.message(news.conversation, number) for number in news.messages]
    found = Table(news.tenant).get_many(wanted, MessageItem, consistent=True)
    items = sorted(found.values(), key=lambda item: item.number)
    if items:
        kind = "message.new" if news.new else "message.changed"
        telling.push_messages(
            kind, news.conversation, items, lambda frame: push(news, here, frame, crowd=crowd)
        )


def _here(news: ChannelNews) -> tuple[list[Watcher], bool]:
    """Of a slice of those who attend, the members; the slice behind it is another message.

    And whether there are more than this slice.
    """
    topic = f"{ROOM}/{news.conversation}"
    here, further = watching.watchers(news.tenant, topic, news.after, SLICE)
    if further:
        bus.send("chat", [msgspec.structs.replace(news, after=further)])
    return members_among(news.tenant, news.conversation, here), bool(further or news.after)


def members_among(tenant: str, conversation: str, here: list[Watcher]) -> list[Watcher]:
    members = (
        groups.are_members(tenant, conversation[1:], {watcher.user for watcher in here}) if here else set()
    )
    return [watcher for watcher in here if watcher.user in members]


def push(news: ChannelNews, here: list[Watcher], frame: wire.Frame, *, crowd: bool) -> None:
    topic = f"{ROOM}/{news.conversation}"
    if crowd:
        watching.push_in_parts(news.tenant, topic, here, frame, PAUSE)
    else:
        watching.push(news.tenant, topic, here, frame)
