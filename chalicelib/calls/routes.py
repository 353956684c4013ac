from chalicelib.calls import service, signals
from chalicelib.calls.shapes import Call, Joined, NewCall, NewPlace, NewSignal, PlacePatch, Running
from chalicelib.core.actor import Actor
from chalicelib.core.http import Room

room = Room("calls")


@room.post("/v1/conversations/{conversation}/calls", body=NewCall, answer=Joined, problems=[404, 409])
def start(actor: Actor, conversation: str, body: NewCall) -> Joined:
    """Call everybody in a conversation; where a call goes on already, join it."""
    return service.start(actor, conversation, body)


@room.get("/v1/conversations/{conversation}/calls", answer=Running)
def running(actor: Actor, conversation: str) -> Running:
    """The call that goes on in a conversation, if one does, and how many can take part in calls here."""
    return service.running(actor, conversation)


@room.get("/v1/calls/{call}", answer=Call)
def get(actor: Actor, call: str) -> Call:
    """A call that goes on."""
    return service.get(actor, call)


@room.put("/v1/calls/{call}/decline", status=204)
def decline(actor: Actor, call: str) -> None:
    """Let it ring no more for me."""
    service.decline(actor, call)


@room.put("/v1/calls/{call}/participants/{device}", body=NewPlace, answer=Joined, problems=[409])
def join(actor: Actor, call: str, device: str, body: NewPlace) -> Joined:
    """Accept or join a call; from a second device it moves there. Again, for new credentials."""
    return service.join(actor, call, device, body)


@room.patch("/v1/calls/{call}/participants/{device}", body=PlacePatch, answer=Call)
def update(actor: Actor, call: str, device: str, body: PlacePatch) -> Call:
    """Say every 30 seconds that I am still there, and what I send."""
    return service.update(actor, call, device, body)


@room.delete("/v1/calls/{call}/participants/{device}")
def leave(actor: Actor, call: str, device: str) -> None:
    """Hang up. The call ends with the last who leaves; of two, with the first."""
    service.leave(actor, call, device)


@room.post("/v1/calls/{call}/signals", body=NewSignal, status=204)
def signal(actor: Actor, call: str, body: NewSignal) -> None:
    """Pass a signal of WebRTC on to another device in the call."""
    signals.send(actor, call, body)
