"""What follows from events about calls, behind the requests: ringing, telling, and looking after them."""

from chalicelib.calls import chime, ending, keeping, model
from chalicelib.calls.model import LONGEST, LOOK, CallItem, Place, name, take_out
from chalicelib.calls.show import frame
from chalicelib.chat import calling
from chalicelib.core import bus, clock, settings
from chalicelib.core.errors import NotFound
from chalicelib.core.events import CallChanged, CallDue, CallStarted, ConversationChanged, MemberLeft
from chalicelib.live import service as live

ASIDE = -1  # a look beside those that are numbered, which brings no other

AnyNews = CallStarted | CallChanged | CallDue | ConversationChanged | MemberLeft


def answer(event: AnyNews) -> None:
    match event:
        case CallStarted():
            _ring(event)
        case CallChanged():
            _tell(event)
        case CallDue():
            _look_after(event)
        case ConversationChanged(private=False):
            _put_out(event.tenant, event.conversation)
        case MemberLeft():
            _put_out(event.tenant, f"g{event.group}")


def _ring(event: CallStarted) -> None:
    item = keeping.find(event.tenant, event.conversation)
    if not item or item.id != event.call:
        return
    bus.send("calls", [_due(event, 0)], delay=settings.ring_seconds())
    if item.ended:
        return
    everybody = calling.audience(event.tenant, event.conversation) or set()
    others = everybody - {one.person.id for one in item.here} - set(item.declined)
    live.push(
        event.tenant,
        calling.undisturbed(event.tenant, others),
        frame("call.ringing", event.conversation, item),
    )
    _push(event.tenant, event.conversation, item)


def _tell(event: CallChanged) -> None:
    item = keeping.find(event.tenant, event.conversation)
    if not item or item.id != event.call:
        return
    if item.ended:
        ending.finish(event.tenant, event.conversation, item)
        return
    if any(one.away for one in item.here):
        bus.send("calls", [_due(event, ASIDE)], delay=model.GRACE + 1)
    _push(event.tenant, event.conversation, item)


def _push(tenant: str, conversation: str, item: CallItem) -> None:
    """To all who may join it; in a large channel to those who are in it."""
    told = calling.audience(tenant, conversation)
    live.push(tenant, _users(item) if told is None else told, frame("call.changed", conversation, item))


def _look_after(event: CallDue) -> None:
    """The silent are taken out; a call that nobody answered ends, and so does one that was forgotten.

    Goes on until the call is over.

    The next look is sent before this one is counted: if the work ends in between there are two, and the one
    that comes later finds itself counted.
    """
    item = keeping.find(event.tenant, event.conversation)
    is_aside = event.look == ASIDE
    if not item or item.id != event.call or (item.looks > event.look and not is_aside):
        return

    silent: list[Place] = []

    def edit(call: CallItem) -> bool:
        call.looks = max(call.looks, event.look + 1)
        now = clock.now()
        silent[:] = [one for one in call.here if one.until <= now]
        if silent:
            take_out(call, silent, event.conversation[0])
        if call.rings and not call.answered and now >= call.started + settings.ring_seconds():
            call.ended = now
        if now >= call.started + LONGEST:
            call.ended = now
        return bool(silent or call.ended)

    if not item.is_over:
        if not is_aside:
            bus.send("calls", [_due(event, event.look + 1)], delay=LOOK)
        try:
            item = keeping.change(event.tenant, event.conversation, item.id, edit)
        except NotFound:  # it ended at this moment, and whoever ended it sees to the rest
            return
    if item.is_over:
        ending.finish(event.tenant, event.conversation, item)
    elif item.meeting and silent:
        chime.put_out(item, silent)


def _due(event: CallStarted | CallChanged | CallDue, look: int) -> CallDue:
    return CallDue(
        tenant=event.tenant,
        id="",
        at=clock.now(),
        conversation=event.conversation,
        call=event.call,
        look=look,
    )


def _put_out(tenant: str, conversation: str) -> None:
    """Who takes part no more is in no call there; they are told, as the others are."""
    item = keeping.find(tenant, conversation)
    if not item or item.is_over:
        return
    staying = calling.taking_part(tenant, conversation, _users(item))
    out = _users(item) - staying
    if not out:
        return
    places: list[Place] = []

    def edit(call: CallItem) -> bool:
        places[:] = [one for one in call.here if one.person.id in out]
        take_out(call, places, conversation[0])
        return True

    try:
        item = keeping.change(tenant, conversation, item.id, edit)
    except NotFound:
        return
    if item.meeting and not item.is_over:
        chime.put_out(item, places)
    told = {"type": "call.ended", "conversation": conversation, "call": name(item.id, conversation)}
    live.push(tenant, out, told | {"outcome": "out", "seconds": 0})


def _users(item: CallItem) -> set[str]:
    return {one.person.id for one in item.here}
