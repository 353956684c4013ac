"""Calls: begun, joined, changed, declined, left. docs/decisions/0020-calls.md."""

import re

from msgspec import UNSET

from chalicelib.calls import chime, ending, ice, keeping, model
from chalicelib.calls.model import KEPT, LARGEST, LEASE, MOST, MOST_KNOWN, CallItem, Place, parts, take_out
from chalicelib.calls.shapes import DEVICE, Call, Joined, Meeting, NewCall, NewPlace, PlacePatch, Running
from chalicelib.calls.show import show
from chalicelib.chat import calling
from chalicelib.core import clock, keys, limits
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Conflict, NotFound, TooMany
from chalicelib.core.table import ABSENT, Lost, Table
from chalicelib.people.service import card_of

TRIES = 5
_DEVICE = re.compile(DEVICE)

# Begun


def start(actor: Actor, conversation: str, new: NewCall) -> Joined:
    """Or joined, where one goes on already. 2 WRU. Raises NotFound, Conflict, TooMany."""
    part = calling.part_of(actor, conversation)
    limits.take("calls", f"{actor.tenant}#{actor.user}")
    coming = NewPlace(muted=new.muted, camera=new.camera, meetings=new.meetings)
    for _ in range(TRIES):
        found = keeping.find(actor.tenant, conversation)
        if found and not found.is_over:
            try:
                return _join(actor, conversation, found.id, new.device, coming)
            except NotFound:  # it ended at this moment
                continue
        if found:
            ending.finish(actor.tenant, conversation, found)
        item = CallItem(
            id=actor.mint,
            by=card_of(actor),
            media=new.media,
            started=clock.now(),
            since=part.tip.last,
            rings=part.kind != "channel" or calling.audience(actor.tenant, conversation) is not None,
            here=[_place(actor, new.device, coming)],
            been=[actor.user],
            version=1,
            expires=clock.now() + KEPT,
        )
        try:
            Table(actor.tenant).put(keys.call(conversation), item, condition=ABSENT)
        except Lost:
            continue
        return _joined(actor, conversation, item, new.device)
    raise TooMany(1, "Others begin and end calls here at this moment")


def join(actor: Actor, call: str, device: str, coming: NewPlace) -> Joined:
    """Or from another device, which takes the call over. Raises NotFound, Conflict, TooMany."""
    id_, conversation = parts(call)
    calling.part_of(actor, conversation)
    if not _DEVICE.match(device):
        raise NotFound
    limits.take("places", f"{actor.tenant}#{actor.user}")
    return _join(actor, conversation, id_, device, coming)


def _join(actor: Actor, conversation: str, id_: str, device: str, coming: NewPlace) -> Joined:
    def edit(item: CallItem) -> bool:
        others = [one for one in item.here if one.person.id != actor.user]
        if any(one.device == device for one in others):
            raise Conflict("Another person's device has this name")
        here = [*others, _place(actor, device, coming)]
        _make_room(item, here)
        item.here = here
        item.declined = [user for user in item.declined if user != actor.user]
        item.been = [*dict.fromkeys([*item.been, actor.user])][:MOST_KNOWN]
        item.people = max(item.people, len(item.here))
        if others and not item.answered:
            item.answered = clock.now()
        return True

    item = _change(actor, conversation, id_, edit)
    return _joined(actor, conversation, item, device)


def _make_room(item: CallItem, here: list[Place]) -> None:
    """The seventh makes it a meeting, where there are meetings and all apps can hold one. Raises Conflict."""
    if len(here) <= MOST and not item.meeting:
        return
    if not chime.is_set_up():
        raise Conflict(f"At most {MOST} in a call; larger meetings are not set up here", limit=MOST)
    if not all(one.meetings for one in here):
        raise Conflict(f"At most {MOST} in a call, for an app in it holds no larger meetings", limit=MOST)
    if len(here) > LARGEST:
        raise Conflict(f"At most {LARGEST} in a meeting", limit=LARGEST)
    item.meeting = item.meeting or chime.begin(item)


def _joined(actor: Actor, conversation: str, item: CallItem, device: str) -> Joined:
    meeting = None
    if item.meeting:
        item, meeting = _in_meeting(actor, conversation, item, device)
    return Joined(
        call=show(conversation, item),
        servers=ice.servers(actor),
        servers_seconds=ice.SECONDS,
        meeting=meeting,
    )


def _in_meeting(actor: Actor, conversation: str, item: CallItem, device: str) -> tuple[CallItem, Meeting]:
    """One that has ended by itself is begun again, by the first whom its end brings here."""
    try:
        return item, chime.join(actor, item, device)
    except chime.Gone:
        before = item.meeting

    def edit(call: CallItem) -> bool:
        if call.meeting == before:
            call.meeting = chime.begin(call)
        return False  # the others are told by the meeting that they were in

    item = _change(actor, conversation, item.id, edit)
    return item, chime.join(actor, item, device)


def _place(actor: Actor, device: str, coming: NewPlace) -> Place:
    now = clock.now()
    return Place(
        device,
        card_of(actor),
        now,
        now + LEASE,
        muted=coming.muted,
        camera=coming.camera,
        meetings=coming.meetings,
    )


# Read


def get(actor: Actor, call: str) -> Call:
    """Raises NotFound, also of one that is over."""
    id_, conversation = parts(call)
    calling.part_of(actor, conversation)
    return show(conversation, keeping.running(actor.tenant, conversation, id_))


def running(actor: Actor, conversation: str) -> Running:
    """Raises NotFound."""
    calling.part_of(actor, conversation)
    item = keeping.find(actor.tenant, conversation)
    is_there = item and not item.is_over
    call = show(conversation, item) if item and is_there else None
    return Running(call=call, most=LARGEST if chime.is_set_up() else MOST, larger=chime.is_set_up())


# Changed


def update(actor: Actor, call: str, device: str, patch: PlacePatch) -> Call:
    """Muted, with a camera, with a screen, away; or only that I am still there. 1 WRU. Raises NotFound,
    TooMany."""
    id_, conversation = parts(call)
    calling.part_of(actor, conversation)
    limits.take("places", f"{actor.tenant}#{actor.user}")

    def edit(item: CallItem) -> bool:
        mine = _mine(actor, item, device)
        before = (mine.muted, mine.camera, mine.screen, mine.away)
        mine.away = patch.away is True
        mine.until = clock.now() + (model.GRACE if mine.away else LEASE)
        mine.muted = mine.muted if patch.muted is UNSET else patch.muted
        mine.camera = mine.camera if patch.camera is UNSET else patch.camera
        mine.screen = mine.screen if patch.screen is UNSET else patch.screen
        item.expires = clock.now() + KEPT
        return before != (mine.muted, mine.camera, mine.screen, mine.away)

    return show(conversation, _change(actor, conversation, id_, edit))


def leave(actor: Actor, call: str, device: str) -> None:
    """Out of the call; nothing, where one is out already. Raises NotFound."""
    id_, conversation = parts(call)
    calling.part_of(actor, conversation)

    def edit(item: CallItem) -> bool:
        take_out(item, [_mine(actor, item, device)], conversation[0])
        return True

    try:
        _change(actor, conversation, id_, edit)
    except NotFound:
        return


def decline(actor: Actor, call: str) -> None:
    """It rings no more for me; of two, the call is over. Raises NotFound."""
    id_, conversation = parts(call)
    calling.part_of(actor, conversation)

    def edit(item: CallItem) -> bool:
        if not item.rings or actor.user in item.declined:
            return False
        if any(one.person.id == actor.user for one in item.here):
            return False
        item.declined = [*item.declined, actor.user]
        if conversation[0] == "d" and not item.answered:
            item.ended = clock.now()
        return True

    _change(actor, conversation, id_, edit)


def _mine(actor: Actor, item: CallItem, device: str) -> Place:
    mine = item.present(actor.user, device)
    if not mine:
        raise NotFound
    return mine


def _change(actor: Actor, conversation: str, id_: str, edit: keeping.Edit) -> CallItem:
    return keeping.change(actor.tenant, conversation, id_, edit)
