"""Frames from clients: the same verbs as over REST, answered with the frame's id."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from chalicelib.chat import access, attending, fold, messages, missed, presence, reading, service
from chalicelib.chat.attending import Attend
from chalicelib.chat.model import GATHERED
from chalicelib.chat.shapes import (
    ClientId,
    MessagePatch,
    NewForward,
    NewMessage,
    NewPresence,
    Number,
    Read,
    Words,
)
from chalicelib.core import limits
from chalicelib.core.actor import Actor
from chalicelib.core.schema import Body, Id, Line
from chalicelib.core.table import Table
from chalicelib.documents.attachments import Attachments
from chalicelib.groups import service as groups
from chalicelib.live import frames
from chalicelib.live import service as live

TYPING_SECONDS = 10  # shown so long after the last word that somebody types

Frame = dict[str, Any]


class Send(Body):
    conversation: Id
    client_id: ClientId
    body: Words = ""
    reply_to: Number | None = None
    attachments: Attachments = []


class Forward(Body):
    """`origin` is where it was said."""

    conversation: Id
    client_id: ClientId
    origin: Id
    message: Number


class Edit(Body):
    conversation: Id
    message: Number
    body: Words


class Delete(Body):
    conversation: Id
    message: Number


class React(Body):
    conversation: Id
    message: Number
    emoji: Line
    on: bool = True


class MarkRead(Body):
    conversation: Id
    message: Number


class Typing(Body):
    conversation: Id


class Heartbeat(Body):
    status: Literal["online", "away", "dnd"] | UnsetType = UNSET
    people: Annotated[list[Id], Meta(max_length=presence.MOST_ASKED)] = []


class Resume(Body):
    cursor: Annotated[str, Meta(max_length=20)] = ""


class Unread(Body):
    """Nothing but the question."""


def hang() -> None:
    """Once, where the app is put together."""
    frames.on("message.send", Send, _send)
    frames.on("message.forward", Forward, _forward)
    frames.on("message.edit", Edit, _edit)
    frames.on("message.delete", Delete, _delete)
    frames.on("message.react", React, _react)
    frames.on("read", MarkRead, _read)
    frames.on("typing", Typing, _typing)
    frames.on("presence", Heartbeat, _presence)
    frames.on("attend", Attend, _attend)
    frames.on("resume", Resume, _resume)
    frames.on("unread", Unread, _unread)
    live.on_left(presence.leave)


def _send(actor: Actor, _: str, asked: Send) -> Frame:
    new = NewMessage(
        body=asked.body,
        client_id=asked.client_id,
        reply_to=asked.reply_to,
        attachments=asked.attachments,
    )
    sent = messages.send(actor, asked.conversation, new)
    return {"type": "message.sent", "message": msgspec.to_builtins(sent)}


def _forward(actor: Actor, _: str, asked: Forward) -> Frame:
    new = NewForward(conversation=asked.origin, message=asked.message, client_id=asked.client_id)
    sent = messages.forward(actor, asked.conversation, new)
    return {"type": "message.sent", "message": msgspec.to_builtins(sent)}


def _edit(actor: Actor, _: str, asked: Edit) -> Frame:
    edited = messages.edit(actor, asked.conversation, str(asked.message), MessagePatch(body=asked.body), None)
    return {"type": "message.edited", "message": msgspec.to_builtins(edited)}


def _delete(actor: Actor, _: str, asked: Delete) -> Frame:
    messages.delete(actor, asked.conversation, str(asked.message), None)
    return {"type": "message.deleted"}


def _react(actor: Actor, _: str, asked: React) -> Frame:
    messages.react(actor, asked.conversation, str(asked.message), asked.emoji, on=asked.on)
    return {"type": "message.reacted"}


def _read(actor: Actor, _: str, asked: MarkRead) -> Frame:
    reading.mark(actor, asked.conversation, Read(message=asked.message))
    return {"type": "read.marked"}


def _typing(actor: Actor, _: str, asked: Typing) -> Frame:
    """Pushed at once and kept nowhere: it is over before a queue would bring it."""
    part = access.enter(actor, asked.conversation)
    limits.take("typing", f"{actor.tenant}#{actor.user}")
    frame = {
        "type": "typing",
        "conversation": asked.conversation,
        "person": actor.user,
        "seconds": TYPING_SECONDS,
    }
    if part.kind != "channel":
        seats = fold.seats_of(Table(actor.tenant), asked.conversation)
        live.push(actor.tenant, {seat.user for seat in seats} - {actor.user}, frame)
        return {"type": "typing.told"}
    members = groups.members_of(actor.tenant, asked.conversation[1:], None, GATHERED + 1)
    if len(members) <= GATHERED:
        live.push(actor.tenant, set(members) - {actor.user}, frame)
    return {"type": "typing.told"}


def _presence(actor: Actor, _: str, asked: Heartbeat) -> Frame:
    if asked.status is not UNSET:
        presence.say(actor, NewPresence(status=asked.status), presence.KEPT_BY_LINE)
    found = presence.of(actor, asked.people)
    return {"type": "presence", "people": msgspec.to_builtins(found)}


def _attend(actor: Actor, connection: str, asked: Attend) -> Frame:
    return {"type": "attending", "conversations": attending.attend(actor, connection, asked)}


def _resume(actor: Actor, _: str, asked: Resume) -> Frame:
    found: Frame = msgspec.to_builtins(missed.since(actor, asked.cursor))
    return {"type": "resumed"} | found


def _unread(actor: Actor, _: str, __: Unread) -> Frame:
    """What a badge counts, without a request of its own."""
    found = service.unread(actor)
    return {"type": "unread", "conversations": found}
