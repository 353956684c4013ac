from chalicelib.core.actor import Actor
from chalicelib.core.http import Room
from chalicelib.core.schema import Page, Paging
from chalicelib.documents.attachments import AttachedQuery, Content
from chalicelib.posts import access, comments, pins, reactions, service, walls
from chalicelib.posts.model import (
    Comment,
    CommentPatch,
    Comments,
    NewComment,
    NewPost,
    Participant,
    Post,
    PostPatch,
    Reactions,
    Reactor,
    Revision,
    Wall,
)

room = Room("posts")


@room.post("/v1/groups/{group}/posts", body=NewPost, answer=Post, etag=True)
def publish(actor: Actor, group: str, body: NewPost) -> Post:
    """Publish into a group I am in."""
    return service.publish_to_group(actor, group, body)


@room.get("/v1/groups/{group}/posts", query=Wall, answer=Page[Post])
def group_wall(actor: Actor, group: str, query: Wall) -> Page[Post]:
    """The wall of a group, newest first; with `pinned=true` what is pinned."""
    return walls.wall(actor, f"g{group}", query)


@room.post("/v1/people/{user}/posts", body=NewPost, answer=Post, etag=True, problems=[403])
def publish_on_my_wall(actor: Actor, user: str, body: NewPost) -> Post:
    """Publish on my own wall, for those who follow me."""
    return service.publish_to_wall(actor, user, body)


@room.get("/v1/people/{user}/posts", query=Wall, answer=Page[Post])
def personal_wall(actor: Actor, user: str, query: Wall) -> Page[Post]:
    """The wall of a person, newest first."""
    return walls.wall(actor, f"u{user}", query)


@room.get("/v1/posts/{post}", answer=Post, etag=True)
def get(actor: Actor, post: str) -> Post:
    """A post; or the talk about a document, by its `talk`."""
    return service.get(actor, post)


@room.patch("/v1/posts/{post}", body=PostPatch, answer=Post, etag=True, problems=[403, 412])
def edit(actor: Actor, post: str, body: PostPatch, version: int | None) -> Post:
    """Change my post; what it said before is kept."""
    return service.edit(actor, post, body, version)


@room.delete("/v1/posts/{post}", problems=[403, 412])
def delete(actor: Actor, post: str, version: int | None) -> None:
    """Delete a post; lists keep a tombstone."""
    service.delete(actor, post, version)


@room.get("/v1/posts/{post}/revisions", query=Paging, answer=Page[Revision])
def revisions(actor: Actor, post: str, query: Paging) -> Page[Revision]:
    """What a post said before its edits, newest first."""
    return service.revisions(actor, post, query)


@room.put("/v1/posts/{post}/pin", status=204, problems=[403, 409])
def pin(actor: Actor, post: str) -> None:
    """Pin a post to its wall."""
    pins.pin(actor, post)


@room.delete("/v1/posts/{post}/pin", problems=[403])
def unpin(actor: Actor, post: str) -> None:
    """Take a pin away."""
    pins.unpin(actor, post)


@room.get("/v1/posts/{post}/participants", query=Paging, answer=Page[Participant])
def participants(actor: Actor, post: str, query: Paging) -> Page[Participant]:
    """Who takes part in the talk below a post."""
    return comments.participants(actor, post, query)


@room.get("/v1/posts/{post}/attachments/{document}", query=AttachedQuery, answer=Content, problems=[409])
def attachment(actor: Actor, post: str, document: str, query: AttachedQuery) -> Content:
    """Where a file of a post is, or its picture, for some minutes."""
    return service.attachment(actor, post, document, query)


@room.get("/v1/posts/{post}/reactions", query=Reactions, answer=Page[Reactor])
def reactors(actor: Actor, post: str, query: Reactions) -> Page[Reactor]:
    """Who reacted to a post."""
    place, _, _ = access.fetch(actor, post)
    return reactions.reactors(actor, place, place.post, query)


@room.put("/v1/posts/{post}/reactions/{emoji}", status=204, problems=[422])
def react(actor: Actor, post: str, emoji: str) -> None:
    """React to a post with an emoji."""
    place = access.answering(actor, post)
    reactions.put(actor, place, place.post, emoji)


@room.delete("/v1/posts/{post}/reactions/{emoji}", problems=[422])
def take_back(actor: Actor, post: str, emoji: str) -> None:
    """Take my reaction back."""
    place, _, _ = access.fetch(actor, post)
    reactions.remove(actor, place, place.post, emoji)


@room.post("/v1/posts/{post}/comments", body=NewComment, answer=Comment, etag=True)
def comment(actor: Actor, post: str, body: NewComment) -> Comment:
    """Comment on a post, or reply to a comment."""
    return comments.add(actor, post, body)


@room.get("/v1/posts/{post}/comments", query=Comments, answer=Page[Comment])
def list_comments(actor: Actor, post: str, query: Comments) -> Page[Comment]:
    """The comments on a post."""
    return comments.listed(actor, post, query)


@room.get("/v1/comments/{comment}", answer=Comment, etag=True)
def get_comment(actor: Actor, comment: str) -> Comment:
    """A comment."""
    return comments.get(actor, comment)


@room.patch("/v1/comments/{comment}", body=CommentPatch, answer=Comment, etag=True, problems=[403, 412])
def edit_comment(actor: Actor, comment: str, body: CommentPatch, version: int | None) -> Comment:
    """Change my comment."""
    return comments.edit(actor, comment, body, version)


@room.delete("/v1/comments/{comment}", problems=[403, 412])
def delete_comment(actor: Actor, comment: str, version: int | None) -> None:
    """Delete a comment; a tombstone keeps its replies in place."""
    comments.delete(actor, comment, version)


@room.get(
    "/v1/comments/{comment}/attachments/{document}", query=AttachedQuery, answer=Content, problems=[409]
)
def comment_attachment(actor: Actor, comment: str, document: str, query: AttachedQuery) -> Content:
    """Where a file of a comment is, or its picture, for some minutes."""
    return comments.attachment(actor, comment, document, query)


@room.get("/v1/comments/{comment}/reactions", query=Reactions, answer=Page[Reactor])
def comment_reactors(actor: Actor, comment: str, query: Reactions) -> Page[Reactor]:
    """Who reacted to a comment."""
    target, place, _ = comments.fetch(actor, comment)
    return reactions.reactors(actor, place, target, query)


@room.put("/v1/comments/{comment}/reactions/{emoji}", status=204, problems=[422])
def react_to_comment(actor: Actor, comment: str, emoji: str) -> None:
    """React to a comment with an emoji."""
    target, place, _ = comments.fetch(actor, comment)
    reactions.put(actor, place, target, emoji)


@room.delete("/v1/comments/{comment}/reactions/{emoji}", problems=[422])
def take_back_from_comment(actor: Actor, comment: str, emoji: str) -> None:
    """Take my reaction to a comment back."""
    target, place, _ = comments.fetch(actor, comment)
    reactions.remove(actor, place, target, emoji)
