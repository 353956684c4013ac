"""How a call is shown to whoever takes part in its conversation."""

import msgspec

from chalicelib.calls.model import CallItem, name
from chalicelib.calls.shapes import Call, CallParticipant
from chalicelib.core import clock, settings
from chalicelib.live.wire import Frame


def show(conversation: str, item: CallItem) -> Call:
    now = clock.now()
    ring_until = item.started + settings.ring_seconds() if item.rings else None
    return Call(
        id=name(item.id, conversation),
        conversation=conversation,
        by=item.by,
        media=item.media,
        started_at=clock.rfc3339(item.started),
        ring_until=clock.rfc3339(ring_until) if ring_until else None,
        answered_at=clock.rfc3339(item.answered) if item.answered else None,
        declined=item.declined,
        participants=[
            CallParticipant(
                person=one.person,
                device=one.device,
                joined_at=clock.rfc3339(one.joined),
                muted=one.muted,
                camera=one.camera,
                screen=one.screen,
                away=one.away,
            )
            for one in item.here
            if one.until > now
        ],
        meeting=bool(item.meeting),
        version=item.version,
    )


def frame(type_: str, conversation: str, item: CallItem) -> Frame:
    return {"type": type_, "call": msgspec.to_builtins(show(conversation, item))}
