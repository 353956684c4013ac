"""The chat that every system gets: fifty people in one conversation; one of them has nineteen more."""

from typing import NamedTuple

PEOPLE = 50
PAIRS = 19  # other conversations of person 0
OLD = 60  # messages in the large one before anything is measured
PAGE = 50
LIST = PAIRS + 1
READER = 0  # whose list is asked for


class Said(NamedTuple):
    by: int
    body: str


def said(start: int, count: int) -> list[Said]:
    """`count` messages to all fifty, by one after another."""
    return [Said(number % PEOPLE, text(number)) for number in range(start, start + count)]


def text(number: int) -> str:
    return (
        f"Number {number}. The lift in house B works again. Thank you for climbing stairs with us all week!"
    )


def pair_text(other: int) -> str:
    return f"Person {other} here: have you seen the plan for hall 4? Ines would like to talk about it."


def page(written: list[Said]) -> list[str]:
    """The newest, newest first."""
    return [one.body for one in reversed(written)][:PAGE]


def newest(written: list[Said]) -> list[str]:
    """What the reader's list shows: the newest message of each conversation, the livelier first."""
    return [written[-1].body, *(pair_text(other) for other in range(PAIRS, 0, -1))]
