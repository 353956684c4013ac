from chalicelib.chat import history, members, messages, missed, presence, reading, service
from chalicelib.chat.search import search
from chalicelib.chat.shapes import (
    Changes,
    ChangesQuery,
    Chat,
    ChatPatch,
    Conversation,
    ConversationPatch,
    Found,
    History,
    HistoryQuery,
    Message,
    MessagePatch,
    NewConversation,
    NewForward,
    NewMessage,
    NewPresence,
    NewSeat,
    PresenceQuery,
    Presences,
    Read,
    SearchQuery,
    Seat,
)
from chalicelib.core.actor import Actor
from chalicelib.core.http import Room
from chalicelib.core.schema import Page, Paging
from chalicelib.documents.attachments import AttachedQuery, Content

room = Room("chat")


@room.post("/v1/conversations", body=NewConversation, answer=Conversation, etag=True, problems=[404])
def start(actor: Actor, body: NewConversation) -> Conversation:
    """Begin a conversation with one person or a few, or open a group's channel; what is there is found."""
    return service.start(actor, body)


@room.get("/v1/conversations", query=Paging, answer=Page[Conversation])
def listed(actor: Actor, query: Paging) -> Page[Conversation]:
    """My conversations, by last activity."""
    return service.listed(actor, query)


@room.get("/v1/conversations/{conversation}", answer=Conversation, etag=True)
def get(actor: Actor, conversation: str) -> Conversation:
    """A conversation."""
    return service.get(actor, conversation)


@room.patch(
    "/v1/conversations/{conversation}",
    body=ConversationPatch,
    answer=Conversation,
    etag=True,
    problems=[403, 412],
)
def edit(actor: Actor, conversation: str, body: ConversationPatch, version: int | None) -> Conversation:
    """Name a conversation of a few people, or give it a picture."""
    return service.edit(actor, conversation, body, version)


@room.put("/v1/conversations/{conversation}/mute", status=204)
def mute(actor: Actor, conversation: str) -> None:
    """Keep a conversation quiet, for me."""
    reading.mute(actor, conversation, on=True)


@room.delete("/v1/conversations/{conversation}/mute")
def unmute(actor: Actor, conversation: str) -> None:
    """Hear of it again."""
    reading.mute(actor, conversation, on=False)


@room.put("/v1/conversations/{conversation}/read", body=Read, status=204)
def read(actor: Actor, conversation: str, body: Read) -> None:
    """I have read up to this message; it never goes back."""
    reading.mark(actor, conversation, body)


# People


@room.get("/v1/conversations/{conversation}/members", query=Paging, answer=Page[Seat])
def seats(actor: Actor, conversation: str, query: Paging) -> Page[Seat]:
    """Who takes part, and how far they have read where they show it."""
    return members.members(actor, conversation, query)


@room.put("/v1/conversations/{conversation}/members/{user}", body=NewSeat, status=204, problems=[403, 409])
def seat(actor: Actor, conversation: str, user: str, body: NewSeat) -> None:
    """Bring somebody in, with what was said before or without it; or give a role."""
    members.put(actor, conversation, user, body)


@room.delete("/v1/conversations/{conversation}/members/{user}", problems=[403, 409])
def unseat(actor: Actor, conversation: str, user: str) -> None:
    """Leave, or put somebody out."""
    members.remove(actor, conversation, user)


# Messages


@room.post("/v1/conversations/{conversation}/messages", body=NewMessage, answer=Message, etag=True)
def send(actor: Actor, conversation: str, body: NewMessage) -> Message:
    """Write, or reply. Sent again with the same `client_id`, it is the same message."""
    return messages.send(actor, conversation, body)


@room.post("/v1/conversations/{conversation}/forwards", body=NewForward, answer=Message, etag=True)
def forward(actor: Actor, conversation: str, body: NewForward) -> Message:
    """Forward a message into this conversation."""
    return messages.forward(actor, conversation, body)


@room.get("/v1/conversations/{conversation}/messages", query=HistoryQuery, answer=History)
def read_history(actor: Actor, conversation: str, query: HistoryQuery) -> History:
    """What was said, oldest first: the newest, around a message, or around the first unread."""
    return history.read(actor, conversation, query)


@room.get("/v1/conversations/{conversation}/search", query=SearchQuery, answer=Found)
def search_history(actor: Actor, conversation: str, query: SearchQuery) -> Found:
    """Messages with these words, newest first: up to 500 are looked through at a time, `next` goes on."""
    return search(actor, conversation, query)


@room.get("/v1/conversations/{conversation}/messages/{number}", answer=Message, etag=True)
def get_message(actor: Actor, conversation: str, number: str) -> Message:
    """A message."""
    return messages.get(actor, conversation, number)


@room.patch(
    "/v1/conversations/{conversation}/messages/{number}",
    body=MessagePatch,
    answer=Message,
    etag=True,
    problems=[403, 412],
)
def edit_message(
    actor: Actor, conversation: str, number: str, body: MessagePatch, version: int | None
) -> Message:
    """Change my message."""
    return messages.edit(actor, conversation, number, body, version)


@room.delete("/v1/conversations/{conversation}/messages/{number}", problems=[403, 412])
def delete_message(actor: Actor, conversation: str, number: str, version: int | None) -> None:
    """Delete a message; a tombstone keeps its place."""
    messages.delete(actor, conversation, number, version)


@room.get(
    "/v1/conversations/{conversation}/messages/{number}/attachments/{document}",
    query=AttachedQuery,
    answer=Content,
    problems=[409],
)
def attachment(actor: Actor, conversation: str, number: str, document: str, query: AttachedQuery) -> Content:
    """Where a file of a message is, or its picture, for some minutes."""
    return messages.attachment(actor, conversation, number, document, query)


@room.put(
    "/v1/conversations/{conversation}/messages/{number}/reactions/{emoji}",
    status=204,
    problems=[409, 422],
)
def react(actor: Actor, conversation: str, number: str, emoji: str) -> None:
    """React to a message with an emoji."""
    messages.react(actor, conversation, number, emoji, on=True)


@room.delete("/v1/conversations/{conversation}/messages/{number}/reactions/{emoji}", problems=[409, 422])
def take_back(actor: Actor, conversation: str, number: str, emoji: str) -> None:
    """Take my reaction back."""
    messages.react(actor, conversation, number, emoji, on=False)


# Me and others


@room.get("/v1/me/chat", answer=Chat)
def settings(actor: Actor) -> Chat:
    """How I chat."""
    return reading.settings(actor)


@room.patch("/v1/me/chat", body=ChatPatch, answer=Chat)
def set_settings(actor: Actor, body: ChatPatch) -> Chat:
    """Show others what I have read, or do not."""
    return reading.set_(actor, body)


@room.get("/v1/me/chat/changes", query=ChangesQuery, answer=Changes)
def changes(actor: Actor, query: ChangesQuery) -> Changes:
    """What is new or changed in my conversations since a frame's cursor; or that all is to be read again."""
    return missed.since(actor, query.since, missed.LARGEST_ANSWER)


@room.put("/v1/me/presence", body=NewPresence, status=204)
def say(actor: Actor, body: NewPresence) -> None:
    """I am here, for two minutes and a half."""
    presence.say(actor, body)


@room.get("/v1/presence", query=PresenceQuery, answer=Presences)
def ask(actor: Actor, query: PresenceQuery) -> Presences:
    """Who of these people is there."""
    return presence.ask(actor, query)
