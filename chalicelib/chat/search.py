"""What somebody looks for in a conversation: read through from the newest back, some at a time."""

import re

from chalicelib.chat import access, history
from chalicelib.chat.model import MessageItem
from chalicelib.chat.shapes import HIGHEST, Found, SearchQuery
from chalicelib.chat.show import show_all
from chalicelib.core.actor import Actor
from chalicelib.core.names import plain
from chalicelib.core.pagination import fitting
from chalicelib.core.pagination import read as read_cursor
from chalicelib.core.pagination import write as write_cursor

LOOKED = 500  # messages a request: of short ones some 20 RRU
AT_ONCE = 100
MOST_READ = (
    250_000  # characters a request: of long ones it looks through fewer, or they would take it a minute
)
_TARGET = re.compile(r"\]\(/people/[^)\]\s]*\)")  # of a mention: nobody looks for ids


def search(actor: Actor, conversation: str, query: SearchQuery) -> Found:
    """Newest first: those with all the words, each anywhere; without any, all. Raises NotFound, BadCursor."""
    part = access.look(actor, conversation)
    words = plain(query.q).split()
    scope = f"search {conversation} {' '.join(words)}"
    place = read_cursor(actor, scope, query.cursor)
    at = int(place) if place else HIGHEST + 1
    looked = _looked_through(actor, conversation, part.first, at)
    found = [item for item in looked if _fits(item, words)]
    shown = show_all(actor, conversation, found[: query.limit])
    shown = shown[: fitting(shown)]
    if len(shown) < len(
        found
    ):  # the rest is for the next request, which begins behind the last that is shown
        looked = [item for item in looked if item.number >= shown[-1].number]
    last = looked[-1].number if looked else part.first
    return Found(
        items=shown,
        looked=len(looked),
        next=write_cursor(actor, scope, str(last)) if last > part.first else None,
    )


def _looked_through(actor: Actor, conversation: str, first: int, at: int) -> list[MessageItem]:
    """Newest first, as many as one request can look through: at least some, if there are any."""
    looked: list[MessageItem] = []
    size = 0
    while len(looked) < LOOKED:
        wanted = min(AT_ONCE, LOOKED - len(looked))
        some = history.before(actor, conversation, first, at, wanted)
        for item in some:
            size += len(item.body)
            looked.append(item)
            if size > MOST_READ:
                return looked
        if len(some) < wanted:
            break
        at = some[-1].number
    return looked


def _fits(item: MessageItem, words: list[str]) -> bool:
    if item.deleted or item.notice:
        return False
    text = plain(_TARGET.sub("]", item.body))
    return all(word in text for word in words)
