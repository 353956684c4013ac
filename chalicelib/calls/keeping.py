"""A call is read, changed and written again on the condition that nobody else wrote meanwhile."""

import random
import time
from collections.abc import Callable

from chalicelib.calls.model import CallItem
from chalicelib.core import keys
from chalicelib.core.errors import NotFound, TooMany
from chalicelib.core.table import Lost, Table, at_version

TRIES = 20  # of fifty who come at once, each finds a moment
PAUSE = 0.02  # seconds

# Changes a call and says whether that is news to others; it may be asked again, of the call as it is then.
Edit = Callable[[CallItem], bool]


def find(tenant: str, conversation: str) -> CallItem | None:
    """Whatever lies there, ended or not. 1 RRU."""
    return Table(tenant).get(keys.call(conversation), CallItem, consistent=True)


def running(tenant: str, conversation: str, id_: str) -> CallItem:
    """Raises NotFound."""
    item = find(tenant, conversation)
    if not item or item.id != id_ or item.is_over:
        raise NotFound
    return item


def change(tenant: str, conversation: str, id_: str, edit: Edit) -> CallItem:
    """Of a running call. Raises NotFound, TooMany, and what `edit` raises."""
    for tried in range(TRIES):
        item = running(tenant, conversation, id_)
        if write(tenant, conversation, item, edit):
            return item
        time.sleep(random.uniform(0, PAUSE * (tried + 1)))  # noqa: S311  # nosec B311
    raise TooMany(1, "Too many change this call at this moment")


def write(tenant: str, conversation: str, item: CallItem, edit: Edit) -> bool:
    """False where somebody was faster."""
    was = item.version
    item.hush = "" if edit(item) else "1"
    item.version = was + 1
    try:
        Table(tenant).put(keys.call(conversation), item, condition=at_version(was))
    except Lost:
        return False
    return True


def gone(tenant: str, conversation: str, item: CallItem) -> None:
    """Takes an ended call away, unless another has begun in its place."""
    try:
        Table(tenant).delete(keys.call(conversation), CallItem, condition=at_version(item.version))
    except Lost:
        return
