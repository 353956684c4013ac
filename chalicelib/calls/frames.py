"""Frames about calls from clients: signals alone, for the rest is rare and asked over REST."""

from chalicelib.calls import signals
from chalicelib.calls.shapes import NewSignal, Signal
from chalicelib.core.actor import Actor
from chalicelib.live import frames
from chalicelib.live.wire import Frame


def hang() -> None:
    """Once, where the app is put together."""
    frames.on("call.signal", Signal, _signal)


def _signal(actor: Actor, _: str, asked: Signal) -> Frame:
    new = NewSignal(
        device=asked.device, to=asked.to, description=asked.description, candidates=asked.candidates
    )
    signals.send(actor, asked.call, new)
    return {"type": "call.signalled"}
