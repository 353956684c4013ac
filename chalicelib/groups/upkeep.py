"""A group changed: the memberships that carry its name follow, a page at a time."""

import msgspec

from chalicelib.core import bus, keys
from chalicelib.core.events import AnyEvent, GroupChanged, GroupDeleted
from chalicelib.core.table import PRESENT, Lost, Table, changes
from chalicelib.groups.access import find
from chalicelib.groups.members import members_of
from chalicelib.groups.model import JoinedItem

PAGE = 200  # members a message


def answer(event: AnyEvent) -> None:
    match event:
        case GroupChanged():
            _rename(event)
        case GroupDeleted():
            _empty(event)


def _rename(event: GroupChanged) -> None:
    group = find(event.tenant, event.group)
    if not group:
        return
    table = Table(event.tenant)
    members = members_of(event.tenant, group.id, event.after or None, PAGE)
    for user in members:
        now = changes(name=group.name, visibility=group.visibility)
        try:
            table.update(keys.joined(user, group.id), *now, kind=JoinedItem, condition=PRESENT)
        except Lost:
            continue
    if len(members) == PAGE:
        bus.send("groups", [msgspec.structs.replace(event, after=members[-1])])


def _empty(event: GroupDeleted) -> None:
    members = members_of(event.tenant, event.group, None, PAGE)
    Table(event.tenant).write_many(
        deletes=[
            k for user in members for k in (keys.joined(user, event.group), keys.member(event.group, user))
        ]
    )
    if len(members) == PAGE:
        bus.send("groups", [event])
