"""The newest message as lists show it, once it is edited or deleted."""

from chalicelib.chat.model import HeadItem, MessageItem, SeatItem, Snippet, snippet_of
from chalicelib.core import keys
from chalicelib.core.items import Item
from chalicelib.core.keys import Key
from chalicelib.core.table import Lost, Path, Table, changes, value


def mend(table: Table, conversation: str, shown: MessageItem) -> None:
    """What was shown may have been changed while it was written down. 1 RRU, where it was not."""
    now = table.get(keys.message(conversation, shown.number), MessageItem, consistent=True)
    if now and now.version > shown.version:
        refresh(table, conversation, now)


def refresh(table: Table, conversation: str, item: MessageItem) -> None:
    """Wherever this message is the newest: never back to an older version of it."""
    snippet = snippet_of(item)
    if not _write(table, keys.conversation(conversation), snippet, HeadItem):
        return
    place = keys.seat(conversation, "")
    for seat in table.query(place.pk, SeatItem, prefix=place.sk, consistent=True):
        if seat.snippet and seat.snippet.number == snippet.number and seat.snippet.version < snippet.version:
            _write(table, keys.seat(conversation, seat.user), snippet, SeatItem)


def _write(table: Table, place: Key, snippet: Snippet, kind: type[Item]) -> bool:
    same = Path(["snippet", "number"]) == value(snippet.number)
    older = Path(["snippet", "version"]) < value(snippet.version)
    try:
        table.update(place, *changes(snippet=snippet, hush="1"), kind=kind, condition=same & older)
    except Lost:
        return False
    return True
