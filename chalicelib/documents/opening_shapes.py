"""What clients send and get of who opened a document that must be read."""

from chalicelib.core.schema import Answer, Paging
from chalicelib.people.service import Card


class Readers(Paging):
    """Who opened it; or, with `opened=false`, who has not yet."""

    opened: bool = True


class Reader(Answer):
    person: Card
    opened_at: str | None
