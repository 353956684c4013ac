"""A person's name or picture changed: the cards kept with their posts follow, a page at a time.

And what was said of a document, and who opened it, goes with the document.
"""

import msgspec

from chalicelib.core import bus, keys
from chalicelib.core.events import AnyEvent, DocumentRemoved, PersonChanged
from chalicelib.core.table import PRESENT, Lost, Table, changes
from chalicelib.documents import talk as documents
from chalicelib.people import service as people
from chalicelib.posts import talks
from chalicelib.posts.model import AuthoredItem, PostItem

PAGE = 200  # posts a message: a second or two of one worker


def answer(event: AnyEvent) -> None:
    if isinstance(event, PersonChanged):
        _refresh(event)
    elif isinstance(event, DocumentRemoved):
        _forget(event)


def _forget(event: DocumentRemoved) -> None:
    gone = talks.forget(event.tenant, event.document)
    if not (documents.forget_openings(event.tenant, event.document) and gone):
        bus.send("posts", [event])


def _refresh(event: PersonChanged) -> None:
    table = Table(event.tenant)
    card = people.cards(event.tenant, [event.user]).get(event.user)
    if not card:
        return
    key = keys.authored(event.user, "")
    pointers = table.query(key.pk, AuthoredItem, prefix=key.sk, after=event.after or None, limit=PAGE)
    for pointer in pointers:
        post = keys.post(pointer.container, pointer.sk.removeprefix(key.sk))
        try:
            table.update(post, *changes(by=card, hush="1"), kind=PostItem, condition=PRESENT)
        except Lost:
            continue
    if len(pointers) == PAGE:
        bus.send("posts", [msgspec.structs.replace(event, after=pointers[-1].sk)])
