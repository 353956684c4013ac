"""WebSocket connections."""

from chalicelib.core.schema import Answer
from chalicelib.core.table import Item

TICKET_SECONDS = 30
MOST_CONNECTIONS = 50  # of one person, with all devices and tabs: each frame goes to each
CONNECTION_SECONDS = 2 * 3600 + 600  # API Gateway ends each after two hours


class TicketItem(Item):
    user: str
    session: str
    expires: int


class ConnectionItem(Item):
    tenant: str
    user: str
    session: str
    expires: int
    watched: list[str] = []


class WatcherItem(Item):
    """That a connection looks at something. It lives no longer than the connection."""

    user: str
    session: str
    expires: int

    @property
    def connection(self) -> str:
        return self.sk.removeprefix("l#")


class OnlineItem(Item):
    user: str
    connections: list[str] = []
    expires: int = 0


class Ticket(Answer):
    ticket: str
    url: str
    expires_in: int
