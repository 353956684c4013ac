from chalicelib.core.actor import Actor
from chalicelib.core.http import Room
from chalicelib.feed import service
from chalicelib.feed.model import Feed, FeedQuery, Seen

room = Room("feed")


@room.get("/v1/feed", query=FeedQuery, answer=Feed)
def feed(actor: Actor, query: FeedQuery) -> Feed:
    """My home feed, newest first, each entry with the reason why it is there."""
    return service.read(actor, query)


@room.put("/v1/feed/seen", body=Seen, status=204)
def mark_seen(actor: Actor, body: Seen) -> None:
    """I have seen the feed up to this post."""
    service.mark_seen(actor, body)
