"""What calls ask of conversations: who takes part, whom not to disturb, and the message that one leaves."""

from collections.abc import Iterable

from chalicelib.chat import access, fold, log, tips
from chalicelib.chat.access import Part
from chalicelib.chat.model import GATHERED, CallNote, MessageItem, Outcome, PresenceItem, SeatItem, kind_of
from chalicelib.chat.tips import Tip
from chalicelib.core import clock, keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import NotFound
from chalicelib.core.table import Table
from chalicelib.groups import service as groups
from chalicelib.people.service import Card

__all__ = ["CallNote", "Outcome", "Part", "audience", "leave_note", "part_of", "taking_part", "undisturbed"]


def part_of(actor: Actor, conversation: str) -> Part:
    """0.5 RRU. Raises NotFound."""
    return access.enter(actor, conversation)


def taking_part(tenant: str, conversation: str, users: Iterable[str]) -> set[str]:
    """Those of the people who take part at this moment. 1 RRU each; in a channel half."""
    if kind_of(conversation) == "channel":
        return groups.are_members(tenant, conversation[1:], users)
    wanted = {keys.seat(conversation, user): user for user in users}
    found = Table(tenant).get_many(wanted, SeatItem, consistent=True)
    return {wanted[key] for key in found}


def audience(tenant: str, conversation: str) -> set[str] | None:
    """Everybody who takes part; None where they are more than fifty."""
    if kind_of(conversation) != "channel":
        return {seat.user for seat in fold.seats_of(Table(tenant), conversation)}
    members = groups.members_of(tenant, conversation[1:], None, GATHERED + 1)
    return set(members) if len(members) <= GATHERED else None


def undisturbed(tenant: str, users: Iterable[str]) -> set[str]:
    """Without those who do not wish to be disturbed now. 0.5 RRU each."""
    places = {user: keys.presence(user) for user in users}
    found = Table(tenant).get_many(places.values(), PresenceItem)
    now = clock.now()
    silent = {place for place, item in found.items() if item.status == "dnd" and item.until > now}
    return {user for user, place in places.items() if place not in silent}


def leave_note(tenant: str, conversation: str, by: Card, note: CallNote, words: str, since: int) -> None:
    """What is left of a call, as a message: once, however often this is asked.

    `since` is the number of a message from before the call: it is looked for behind that.
    """
    # Longer than any name that a client may give: nobody takes its place.
    name = f"what is left of the call {note.id}"
    item = MessageItem(by=by, body=words, client=name, created=clock.milliseconds(), call=note)
    try:
        tip = tips.channel(tenant, conversation) if kind_of(conversation) == "channel" else Tip(since, ())
    except NotFound:
        return
    log.append(tenant, conversation, tip, item)
