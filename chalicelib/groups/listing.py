"""How groups are found: by name in the index, by any word of it in small rows beside them.

Secret groups are in neither; whoever is in one finds it among their own.
"""

from collections.abc import Sequence
from typing import Any

from chalicelib.core import keys
from chalicelib.core.actor import Actor
from chalicelib.core.keys import Key, Listed
from chalicelib.core.names import beginnings, fits, folded, met_at, words
from chalicelib.core.pagination import read as read_cursor
from chalicelib.core.pagination import sifted
from chalicelib.core.pagination import write as write_cursor
from chalicelib.core.schema import Page
from chalicelib.core.table import Path, Table
from chalicelib.groups.access import my_groups
from chalicelib.groups.model import Group, GroupItem, GroupRow, Groups, JoinedItem, show

ALL = "groups"

# Written with the group


def place(item: GroupItem) -> Listed | None:
    found = not item.deleted and item.visibility != "secret"
    return keys.listed_group(folded(item.name), item.id) if found else None


def placing(table: Table, item: GroupItem) -> Sequence[Any]:
    listed = place(item)
    return table.listing(listed) if listed else (Path("gpk").remove(), Path("gsk").remove())


def moving(table: Table, before: GroupItem | None, after: GroupItem) -> list[dict[str, Any]]:
    """The writes by which the rows follow a group; the group's must hold that `before` is still so."""
    old, new = _found_by(before) if before else {}, _found_by(after)
    return [
        *(table.deleting(key) for key in old if key not in new),
        *(table.putting(key, row) for key, row in new.items() if row != old.get(key)),
    ]


def _found_by(item: GroupItem) -> dict[Key, GroupRow]:
    return _rows(item.id, item.name) if place(item) else {}


def _rows(group: str, name: str) -> dict[Key, GroupRow]:
    whole = folded(name)
    return {keys.listing(ALL, text, group): GroupRow(group=group, name=whole) for text in beginnings(whole)}


# Read


def listed(actor: Actor, query: Groups) -> Page[Group]:
    """By name: mine, and those that can be found."""
    mine = my_groups(actor.tenant, actor.user)
    asked = words(query.q)
    scope = f"groups {query.mine} {asked}"
    if asked:
        return _search(actor, query, scope, asked, mine)
    return _by_name(actor, query, scope, mine)


def _by_name(actor: Actor, query: Groups, scope: str, mine: dict[str, JoinedItem]) -> Page[Group]:
    at = read_cursor(actor, scope, query.cursor)
    table = Table(actor.tenant)
    found: dict[str, GroupItem] = {}
    if not (query.mine or actor.is_guest):
        items = table.query("groups", GroupItem, after=at, limit=query.limit + 1, listed=True)
        found = {_place(item.name, item.id): item for item in items}
    unlisted = {_place(row.name, group): group for group, row in _unlisted(actor, query, mine).items()}
    ahead = sorted(set(found) | {p for p in unlisted if at is None or p > at})[: query.limit + 1]
    missing = [unlisted[p] for p in ahead if p not in found]
    more = table.get_many([keys.group(group) for group in missing], GroupItem)
    found |= {
        p: more[keys.group(unlisted[p])] for p in ahead if p in unlisted and keys.group(unlisted[p]) in more
    }
    shown = [found[p] for p in ahead[: query.limit] if p in found and not found[p].deleted]
    return Page(
        items=[show(item, mine[item.id].role if item.id in mine else None) for item in shown],
        next=write_cursor(actor, scope, ahead[query.limit - 1]) if len(ahead) > query.limit else None,
    )


def _place(name: str, group: str) -> str:
    return keys.listed_group(folded(name), group).gsk


def _unlisted(actor: Actor, query: Groups, mine: dict[str, JoinedItem]) -> dict[str, JoinedItem]:
    """Of my groups, those that the list of all does not bring, or should not."""
    all_mine = query.mine or actor.is_guest
    return {group: row for group, row in mine.items() if all_mine or row.visibility == "secret"}


def _search(
    actor: Actor, query: Groups, scope: str, asked: list[str], mine: dict[str, JoinedItem]
) -> Page[Group]:
    table = Table(actor.tenant)
    word = max(asked, key=len)
    start = keys.listing(ALL, word, "")
    prefix = start.sk.removesuffix("#")
    own: list[GroupRow] = []
    for group, joined in _unlisted(actor, query, mine).items():
        for key, row in _rows(group, joined.name).items():
            row.sk = key.sk
            own.append(row)

    def fetch(at: str | None, limit: int) -> list[GroupRow]:
        rows: list[GroupRow] = []
        if not (query.mine or actor.is_guest):
            rows = table.query(start.pk, GroupRow, prefix=prefix, after=at, limit=limit)
        ahead = [row for row in own if row.sk.startswith(prefix) and (at is None or row.sk > at)]
        both = {row.sk: row for row in [*rows, *ahead]}  # one, where a membership's copy is late
        return [both[sk] for sk in sorted(both)][:limit]

    def keep(row: GroupRow) -> bool:
        """Whatever the word meets twice is kept once."""
        met = met_at(row.name, word)
        return met is not None and row.sk == keys.listing(ALL, met, row.group).sk and fits(row.name, asked)

    def groups(rows: Sequence[GroupRow]) -> list[Group]:
        items = table.get_many([keys.group(row.group) for row in rows], GroupItem)
        found = [items[key] for row in rows if (key := keys.group(row.group)) in items]
        return [
            show(item, mine[item.id].role if item.id in mine else None)
            for item in found
            if not item.deleted and (item.id in mine or item.visibility != "secret")
        ]

    return sifted(actor, scope, query, fetch, lambda row: row.sk, keep, groups)
