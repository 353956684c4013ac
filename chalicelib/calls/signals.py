"""Signals of WebRTC, from one device in a call to another. They are passed on and kept nowhere."""

import msgspec

from chalicelib.calls import keeping
from chalicelib.calls.model import parts
from chalicelib.calls.shapes import NewSignal
from chalicelib.chat import calling
from chalicelib.core import limits
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Invalid, NotFound, TooLarge
from chalicelib.live import service as live
from chalicelib.live import wire


def send(actor: Actor, call: str, new: NewSignal) -> None:
    """Both are in the call at this moment and take part in its conversation, or it goes nowhere.

    3 RRU. Raises NotFound, Invalid, TooLarge, TooMany.
    """
    id_, conversation = parts(call)
    calling.part_of(actor, conversation)
    limits.take("signals", f"{actor.tenant}#{actor.user}")
    item = keeping.running(actor.tenant, conversation, id_)
    if not item.present(actor.user, new.device):
        raise NotFound
    theirs = next((one for one in item.here if one.device == new.to and one.device != new.device), None)
    if not theirs or not item.present(theirs.person.id, theirs.device):
        raise NotFound
    if not calling.taking_part(actor.tenant, conversation, [theirs.person.id]):
        raise NotFound
    if new.description is None and not new.candidates:
        raise Invalid("description", "A signal has a description or candidates")
    frame = {"type": "call.signal", "call": call, "person": actor.user}
    frame |= msgspec.to_builtins(new)
    if len(wire.encoded(frame)) > wire.LARGEST_FRAME:
        raise TooLarge(limit=wire.LARGEST_FRAME)
    live.push(actor.tenant, [theirs.person.id], frame)
