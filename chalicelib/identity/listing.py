"""How people are listed: small rows beside the person, written in one transaction with what they tell.

A list is a partition, and there is one for each thing that people are looked for by: everybody,
a department, a location, a role. Beside it is one by the later words of the names. So a search by
name, with one filter or none, reads no row in vain. See docs/decisions/0014-directory-filters.md.
"""

from typing import Any, Literal, Protocol

from chalicelib.core import keys
from chalicelib.core.actor import Role
from chalicelib.core.items import Item, Path, changes, value
from chalicelib.core.keys import Key
from chalicelib.core.names import beginnings, folded
from chalicelib.core.table import Table

EVERYBODY = "people"
Field = Literal["department", "location"]
FIELDS: tuple[Field, ...] = ("department", "location")


class Listed(Protocol):
    """What the rooms' own views of a person have in common."""

    id: str
    name: str
    role: Role
    department: str
    location: str


class Row(Item):
    """All of a person that is looked for, folded, so that what other filters leave out is not fetched."""

    user: str
    name: str
    role: Role
    department: str = ""
    location: str = ""


class FacetItem(Item):
    value: str  # as somebody wrote it last
    people: int = 0


def filed(text: str) -> str:
    """A department or location as it is compared."""
    return folded(text) if text.strip() else ""


def row(person: Listed) -> Row:
    return Row(
        user=person.id,
        name=folded(person.name),
        role=person.role,
        department=filed(person.department),
        location=filed(person.location),
    )


def under(field: Field | Literal["role"], filed_value: str) -> str:
    """The list of those with this department, location or role."""
    return f"{field}#{filed_value}"


def by_words(listed: str) -> str:
    """The same people by each word of their name but the first."""
    return f"words#{listed}"


def moving(table: Table, before: Listed | None, after: Listed) -> list[dict[str, Any]]:
    """The writes by which the lists follow a person; theirs must hold that `before` is still so."""
    old, new = _rows(before) if before else {}, _rows(after)
    return [
        *(table.deleting(key) for key in old if key not in new),
        *(table.putting(key, row) for key, row in new.items() if row != old.get(key)),
        *(write for field in FIELDS for write in _counting(table, field, before, after)),
    ]


def _rows(person: Listed) -> dict[Key, Row]:
    one = row(person)
    lists = [EVERYBODY]
    lists += [under(field, getattr(one, field)) for field in FIELDS if getattr(one, field)]
    if one.role != "member":  # nearly everybody is: a list of them would be as long as the first
        lists.append(under("role", one.role))
    whole, *later = beginnings(one.name)
    rows = {keys.listing(name, whole, one.user): one for name in lists}
    return rows | {keys.listing(by_words(name), text, one.user): one for name in lists for text in later}


def _counting(table: Table, field: Field, before: Listed | None, after: Listed) -> list[dict[str, Any]]:
    old, new = getattr(before, field, ""), getattr(after, field)
    if old == new:
        return []
    was, now = filed(old), filed(new)
    step = Path("people").add
    writes = []
    if was and was != now:  # none left is no reason to forget the word: lists pass over it
        writes.append(table.updating(keys.facet(field, was), step(value(-1))))
    if now:
        more = [step(value(1))] if was != now else []
        writes.append(table.updating(keys.facet(field, now), *changes(value=new.strip()), *more))
    return writes
