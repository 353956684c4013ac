"""The newest comments, kept with their post, so that a page of posts shows them without further reads."""

from chalicelib.core import keys
from chalicelib.core.table import ALIVE, PRESENT, Lost, Path, Table, changes, value
from chalicelib.people import service as people
from chalicelib.posts.model import GONE, CommentItem, Excerpt, Place, PostItem

SHOWN = 2
LONGEST = 300  # characters of a body: two of them leave a post small enough to be read for 0.5 RRU
READS = (SHOWN, 20, 200)  # comments a read, for so long as tombstones are all there is
TRIES = 5


def keep(tenant: str, place: Place) -> None:
    """Makes `latest` right, whatever happened. Writes only where it changed, and without news (hush)."""
    table, key = Table(tenant), keys.post(place.container, place.post)
    for _ in range(TRIES):
        # The post first: whoever writes `latest` after this moment makes our write fail, so the comments
        # that are read now are newer than what is written over.
        item = table.get(key, PostItem, consistent=True)
        if not item or item.deleted:
            return
        latest = _newest(tenant, place)
        if latest == item.latest:
            return
        written = Path("latest_version")
        unchanged = (
            written == value(item.latest_version) if item.latest_version > 1 else written.does_not_exist()
        )
        try:
            table.update(
                key,
                *changes(latest=latest or None, latest_version=item.latest_version + 1, hush="1"),
                kind=PostItem,
                condition=PRESENT & ALIVE & unchanged,
            )
        except Lost:
            continue
        return
    raise RuntimeError("others write the same post; the queue brings this again")


def _newest(tenant: str, place: Place) -> list[Excerpt]:
    key = keys.comment(place.post, "")
    before: str | None = None
    living: list[CommentItem] = []
    for size in READS:
        items = Table(tenant).query(
            key.pk,
            CommentItem,
            prefix=key.sk,
            before=before,
            limit=size,
            newest_first=True,
            consistent=True,
        )
        living += [item for item in items if not item.deleted]
        if len(living) >= SHOWN or len(items) < size:
            break
        before = items[-1].sk
    newest = living[:SHOWN]
    cards = people.cards(tenant, {item.by for item in newest})
    return [
        Excerpt(item.comment, cards.get(item.by, GONE), _cut(item.body), item.created, len(item.attachments))
        for item in newest
    ]


def _cut(body: str) -> str:
    return body if len(body) <= LONGEST else f"{body[: LONGEST - 1]}…"
