"""What is said of a document: its talk lies below its own id, as that of a post below the post.

The item that counts is made by who first says something: a document that nobody talks about costs nothing.
docs/decisions/0033-talk-about-documents.md
"""

from chalicelib.core import keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Forbidden, NotFound
from chalicelib.core.keys import Key
from chalicelib.core.table import ABSENT, Item, Lost, Table
from chalicelib.documents import talk as documents
from chalicelib.posts.model import Place, PostItem

FORGOTTEN = 200  # rows at a time


def fetch(actor: Actor, place: Place) -> tuple[PostItem, str]:
    """With the document's name, to whoever may read that. Raises NotFound; also of folders and in the bin."""
    about = documents.about(actor, place.post)
    there = Table(actor.tenant).find(keys.post(place.container, place.post), PostItem)
    return there or PostItem(by=about.by, created=about.created), about.name


def begin(actor: Actor, place: Place, item: PostItem) -> None:
    """Before anything is said of it: what has no item is not counted."""
    try:
        Table(actor.tenant).put(keys.post(place.container, place.post), item, condition=ABSENT)
    except Lost:
        return


def moderate(actor: Actor, place: Place) -> None:
    if documents.about(actor, place.post).may != "manage":
        raise Forbidden("Its author does this, and those who keep the order here")


def readable(actor: Actor, place: Place) -> tuple[Place, PostItem, str] | None:
    try:
        return place, *fetch(actor, place)
    except NotFound:
        return None


def forget(tenant: str, document: str) -> bool:
    """Some of what was said of a document that is gone for good; False where something is left."""
    table, place = Table(tenant), Place(document, f"d{document}")
    table.delete(keys.post(place.container, document), PostItem)  # first: then nothing is counted any more
    pk = keys.comment(document, "").pk
    for prefix in ("c#", "r#", "w#", "h#"):
        rows = table.query(pk, Item, prefix=prefix, limit=FORGOTTEN)
        mine = [_mine(document, row.sk) for row in rows if prefix == "r#"]
        table.write_many(deletes=[*(Key(pk, row.sk) for row in rows), *mine])
        if len(rows) == FORGOTTEN:
            return False
    return True


def _mine(document: str, sk: str) -> Key:
    """The same reaction among those of who reacted."""
    target, emoji_user = sk.removeprefix("r#").split("#", 1)
    emoji, _, user = emoji_user.rpartition("#")
    return keys.my_reaction(user, document, target, emoji)
