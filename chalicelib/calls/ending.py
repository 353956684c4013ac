"""A call is over: everybody is told, a message stays in the conversation, the item goes.

Each step can be done twice, and whoever comes first does them: the worker, or who begins the next call.
"""

from chalicelib.calls import chime, keeping
from chalicelib.calls.model import CallItem, name
from chalicelib.chat import calling
from chalicelib.chat.calling import CallNote, Outcome
from chalicelib.core import clock
from chalicelib.live import service as live


def finish(tenant: str, conversation: str, item: CallItem) -> None:
    """Of a call that has ended, or that nobody is in any more."""
    if not item.ended and not keeping.write(tenant, conversation, item, _end):
        return  # somebody came back at this moment
    note = _note(conversation, item)
    calling.leave_note(tenant, conversation, item.by, note, words(note), item.since)
    told = calling.audience(tenant, conversation) or {one.person.id for one in item.here}
    live.push(tenant, told, {"type": "call.ended", "conversation": conversation} | _told(note))
    if item.meeting:
        chime.end(item)
    keeping.gone(tenant, conversation, item)


def _end(item: CallItem) -> bool:
    item.ended = min(clock.now(), max(one.until for one in item.here)) if item.here else clock.now()
    return True


def _note(conversation: str, item: CallItem) -> CallNote:
    declined = bool(item.declined) and conversation[0] == "d"
    outcome: Outcome = "ended" if item.answered else "declined" if declined else "missed"
    seconds = item.ended - item.answered if item.answered else 0
    known = [*item.been, *item.declined]
    return CallNote(name(item.id, conversation), item.media, outcome, seconds, item.people, known)


def _told(note: CallNote) -> dict[str, str | int]:
    return {"call": note.id, "outcome": note.outcome, "seconds": note.seconds}


def words(note: CallNote) -> str:
    """For clients that do not know calls."""
    kind = "Video call" if note.media == "video" else "Call"
    if note.outcome != "ended":
        return f"{note.outcome.capitalize()} {kind.lower()}"
    minutes = max(1, round(note.seconds / 60))
    return f"{kind}, {minutes} min"
