"""The company that every system gets, and what its people should read: numbers and texts, no system's ids.

Runs in each peer's own environment, so it needs nothing but Python.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

PEOPLE = 1000
KINDS = 20  # groups of one kind share the people out between them: departments, sites, projects ...
SMALL = 50  # members of such a group
EVERYBODY = 0  # the group of all
GROUPS = 1 + KINDS * PEOPLE // SMALL
OLD = 220  # posts that are there before anything is measured
PAGE = 20
BODY = (
    "The racks for hall 4 arrive on **Tuesday**. Who can be there at seven to take them in? "
    "We need four people and the small fork-lift; Ines has the keys, and the plan is in the shared folder. "
)


class Post(NamedTuple):
    by: int
    group: int
    body: str


def groups_of(person: int) -> list[int]:
    """The group of all, and one of each kind: 21."""
    row, place = divmod(person, SMALL)
    here = PEOPLE // SMALL  # groups of a kind
    return [EVERYBODY, *(1 + kind * here + (row + kind * place) % here for kind in range(KINDS))]


def members() -> dict[int, list[int]]:
    """Of each group, in order."""
    found: dict[int, list[int]] = {group: [] for group in range(GROUPS)}
    for person in range(PEOPLE):
        for group in groups_of(person):
            found[group].append(person)
    return found


def old_posts() -> list[Post]:
    """Oldest first; one in eleven goes to everybody."""
    return list(posts(0, OLD, every=11))


def posts(start: int, count: int, *, every: int = 0) -> Iterator[Post]:
    """`count` posts into small groups by members of them; each `every`-th to everybody."""
    for number in range(start, start + count):
        by = number * 37 % PEOPLE
        group = EVERYBODY if every and number % every == 0 else groups_of(by)[1 + number % KINDS]
        yield Post(by, group, text(number))


def to_everybody(start: int, count: int) -> Iterator[Post]:
    yield from posts(start, count, every=1)


def text(number: int) -> str:
    return f"Number {number}. {BODY * 2}".strip()  # as Atrium keeps it


def page(reader: int, written: Sequence[Post]) -> list[str]:
    """What stands on the first page of a feed, newest first."""
    mine = set(groups_of(reader))
    return [post.body for post in reversed(written) if post.group in mine][:PAGE]


def person_name(person: int) -> str:
    return f"Person Number {person}"


def group_name(group: int) -> str:
    return f"Department of {group}"
