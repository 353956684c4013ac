"""The company in Atrium's table, written straight into it as bench/seed.py does."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from bench import seed
from bench.peers import company
from chalicelib.core import clock, ids, keys
from chalicelib.core.table import Table
from chalicelib.feed.model import row
from chalicelib.groups.model import JoinedItem, member_item
from chalicelib.people.model import Card


class Filled(NamedTuple):
    """Ids, in the order of the company's numbers."""

    tenant: str
    people: list[str]
    groups: list[str]


def fill() -> Filled:
    tenant = seed.tenant()
    people = seed.people(tenant, company.PEOPLE)
    groups = [ids.ulid() for _ in range(company.GROUPS)]
    filled, table = Filled(tenant, people, groups), Table(tenant)
    table.write_many(_groups(filled))
    table.write_many(_memberships(filled))
    table.write_many(_posts(filled))
    return filled


def _groups(filled: Filled) -> Iterator[Any]:
    for number, members in company.members().items():
        item = seed.QuietGroup(
            id=filled.groups[number],
            name=company.group_name(number),
            visibility="private",
            created=clock.now(),
            by=filled.people[0],
            members=len(members),
            hush=seed.HUSH,
        )
        yield keys.group(item.id), item


def _memberships(filled: Filled) -> Iterator[Any]:
    now = clock.now()
    for number, members in company.members().items():
        group, name = filled.groups[number], company.group_name(number)
        mine = JoinedItem(role="member", name=name, visibility="private", joined=now)
        for person in members:
            user = filled.people[person]
            yield keys.member(group, user), member_item("member", now)
            yield keys.joined(user, group), mine


def _posts(filled: Filled) -> Iterator[Any]:
    """Posts of the last hours, and their rows in the feeds."""
    members = company.members()
    start = clock.now() * 1000 - company.OLD * 60_000
    for number, post in enumerate(company.old_posts()):
        at = start + number * 60_000
        author, container = filled.people[post.by], f"g{filled.groups[post.group]}"
        item = seed.QuietPost(
            by=Card(author, company.person_name(post.by), f"avatars/{author}"),
            body=post.body,
            created=at // 1000,
            seq=seed.SEQUENCE,
            hush=seed.HUSH,
        )
        id_ = ids.ulid(at)
        yield keys.post(container, id_), item
        for person in members[post.group]:
            yield keys.feed(f"u{filled.people[person]}", id_), row(container, "group", at // 1000)
