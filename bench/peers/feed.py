"""The feed's rounds: every system does the same work in turn; pages are compared with what was written."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from bench.peers import company
from bench.peers.company import Post
from bench.peers.figures import Took
from bench.peers.systems import FeedSystem, Pages

TO_ALL, TO_FEW, READS = 3, 10, 60  # in a round
PUBLISH_ALL = f"publish to {company.PEOPLE:,}"
PUBLISH_FEW = f"publish to {company.SMALL}"
READ = f"read {company.PAGE}"
System = TypeVar("System")
OPERATIONS = (PUBLISH_ALL, PUBLISH_FEW, READ)


class Feed:
    operations = OPERATIONS

    def __init__(self, systems: Sequence[FeedSystem]) -> None:
        self._systems = systems
        self._written = company.old_posts()

    def round(self, number: int) -> dict[str, dict[str, Took]]:
        """operation -> system -> what it took; another system begins each time."""
        start = company.OLD + number * (TO_ALL + TO_FEW)
        all_, few = list(company.to_everybody(start, TO_ALL)), list(company.posts(start + TO_ALL, TO_FEW))
        readers = [(number * READS + reader) * 7 % company.PEOPLE for reader in range(READS)]
        self._written += [*all_, *few]
        expected = [company.page(reader, self._written) for reader in readers]
        found: dict[str, dict[str, Took]] = {operation: {} for operation in OPERATIONS}
        for system in turned(self._systems, number):
            for operation, took in _work(system, all_, few, readers, expected):
                found[operation][system.name] = took
        return found


def _work(
    system: FeedSystem, all_: list[Post], few: list[Post], readers: list[int], expected: Pages
) -> Iterator[tuple[str, Took]]:
    yield PUBLISH_ALL, system.publish(all_)
    yield PUBLISH_FEW, system.publish(few)
    took, pages = system.read(readers)
    for reader, page, wanted in zip(readers, pages, expected, strict=True):
        if page != wanted:
            numbers = [[body.partition(". ")[0] for body in one] for one in (page, wanted)]
            raise RuntimeError(f"{system.name} shows {reader} {numbers[0]}, not {numbers[1]}")
    yield READ, took


def turned(systems: Sequence[System], number: int) -> list[System]:
    here = number % len(systems)
    return [*systems[here:], *systems[:here]]
