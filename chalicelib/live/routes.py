from chalicelib.core.actor import Actor
from chalicelib.core.http import Room
from chalicelib.live import service
from chalicelib.live.model import Ticket

room = Room("live")


@room.post("/v1/live/tickets", answer=Ticket)
def ticket(actor: Actor) -> Ticket:
    """A ticket for a WebSocket: open `url?ticket=...` within 30 seconds."""
    return service.ticket(actor)
