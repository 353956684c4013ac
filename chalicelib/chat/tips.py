"""Where a conversation's messages end, and which were written last: all that sending needs to know.

A tip may be old. It says that message `last` is there and that `marks` hold what was written up to it;
what came later is met on the way, one number after the other. So a tip out of this process's memory is
as good as one from the table, and spares half a read unit.
"""

from collections.abc import Sequence
from typing import NamedTuple

from chalicelib.chat.model import MARKS_OF_ALL, HeadItem, Marked, MessageItem, mark
from chalicelib.core import keys
from chalicelib.core.errors import NotFound
from chalicelib.core.table import Table

MOST_KEPT = 1000  # channels a process remembers; some 3 KB each


class Tip(NamedTuple):
    last: int
    marks: Sequence[Marked]

    def number_of(self, wanted: str) -> int | None:
        return next((one.number for one in reversed(self.marks) if one.mark == wanted), None)


_kept: dict[tuple[str, str], Tip] = {}


def channel(tenant: str, conversation: str) -> Tip:
    """Of a group's channel, to whoever is in the group. Raises NotFound where nobody has opened it."""
    return _kept.get((tenant, conversation)) or read(tenant, conversation)


def read(tenant: str, conversation: str) -> Tip:
    """0.5 RRU."""
    head = Table(tenant).find(keys.conversation(conversation), HeadItem)
    if not head:
        raise NotFound
    tip = Tip(head.last, head.marks)
    _keep(tenant, conversation, tip)
    return tip


def advance(tenant: str, conversation: str, tip: Tip, met: Sequence[MessageItem]) -> None:
    """The messages that were met behind a tip, in order and without a gap."""
    marks = [*tip.marks, *(Marked(mark(m.by.id, m.client), m.number) for m in met)]
    _keep(tenant, conversation, Tip(met[-1].number, marks[-MARKS_OF_ALL:]))


def _keep(tenant: str, conversation: str, tip: Tip) -> None:
    if len(_kept) >= MOST_KEPT:
        _kept.clear()  # forgetting is kinder than growing
    _kept[tenant, conversation] = tip
