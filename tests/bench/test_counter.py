"""What the product's calls of DynamoDB cost, counted against the local engine."""

from collections.abc import Iterator

import pytest

from bench.counter import Counter, counting
from chalicelib.core import ids
from chalicelib.core.keys import Key, Listed
from chalicelib.core.table import ABSENT, Item, Lost, Table, changes
from infra.local.cloud import Cloud

KB = 1024


class Note(Item):
    text: str = ""


@pytest.fixture
def table(cloud: Cloud) -> Table:
    """Of a tenant of its own. Its kind wakes no function."""
    assert cloud.alive()
    return Table(ids.tenant())


@pytest.fixture
def counter(table: Table) -> Iterator[Counter]:
    """Counts this thread; whatever other tests have set off goes on beside it."""
    table.put(Key("a", "note"), Note(text="x" * 3 * KB))
    with counting() as counter:
        yield counter


def cost(counter: Counter) -> tuple[float, float]:
    """Of the test: (read, written)."""
    total = counter.sum("MainThread")
    return total.read, total.write


def test_a_get_costs_half_of_a_consistent_one(counter: Counter, table: Table) -> None:
    table.get(Key("a", "note"), Note)
    table.get(Key("a", "note"), Note, consistent=True)
    assert cost(counter) == (0.5 + 1, 0)


def test_a_miss_costs_too(counter: Counter, table: Table) -> None:
    table.get(Key("b", "note"), Note)
    assert cost(counter) == (0.5, 0)


def test_a_batch_costs_each_item_also_those_that_are_missing(counter: Counter, table: Table) -> None:
    table.get_many([Key("a", "note"), Key("b", "note"), Key("c", "note")], Note)
    assert cost(counter) == (1.5, 0)


def test_a_query_costs_the_sum_of_its_items(counter: Counter, table: Table) -> None:
    table.write_many((Key("q", f"note{n:03}"), Note(text="x" * 60)) for n in range(50))
    before = cost(counter)[0]
    table.query("q", Note)
    assert cost(counter)[0] - before == 1  # 50 items of some 100 bytes are two blocks, not fifty


def test_a_query_that_finds_nothing_costs_too(counter: Counter, table: Table) -> None:
    table.query("nobody", Note)
    assert cost(counter) == (0.5, 0)


def test_a_put_over_a_larger_item_costs_the_larger(counter: Counter, table: Table) -> None:
    table.put(Key("a", "note"), Note(text="short"))
    assert cost(counter) == (0, 4)


def test_an_update_costs_the_larger_of_before_and_after(counter: Counter, table: Table) -> None:
    table.update(Key("a", "note"), *changes(text="x" * 5 * KB), kind=Note)
    table.update(Key("a", "note"), *changes(text="short"), kind=Note)
    assert cost(counter) == (0, 6 + 6)


def test_a_delete_costs_what_was_there(counter: Counter, table: Table) -> None:
    table.delete(Key("a", "note"), Note)
    table.delete(Key("a", "note"), Note)
    assert cost(counter) == (0, 4 + 1)


def test_a_batch_of_writes_costs_each_of_them(counter: Counter, table: Table) -> None:
    table.write_many([(Key("b", "note"), Note()), (Key("c", "note"), Note())], [Key("a", "note")])
    assert cost(counter) == (0, 1 + 1 + 4)


def test_a_condition_that_fails_costs_a_write(counter: Counter, table: Table) -> None:
    with pytest.raises(Lost):
        table.put(Key("a", "note"), Note(text="short"), condition=ABSENT)
    assert cost(counter) == (0, 4)


def test_a_transaction_costs_twice(counter: Counter, table: Table) -> None:
    table.transact(*(table.putting(Key(pk, "note"), Note(text="x" * 400)) for pk in "bcd"))
    assert cost(counter) == (0, 6)


def test_a_transaction_that_fails_costs_too(counter: Counter, table: Table) -> None:
    with pytest.raises(Lost):
        table.transact(
            table.putting(Key("b", "note"), Note()),
            table.putting(Key("a", "note"), Note(), condition=ABSENT),
        )
    assert cost(counter) == (0, 2 * (1 + 4))


def test_what_is_listed_is_written_once_more(counter: Counter, table: Table) -> None:
    table.put(Key("b", "note"), Note(), listed=Listed("notes", "b"))
    assert cost(counter) == (0, 1 + 1)


def test_a_new_place_in_the_list_is_two_writes_more(counter: Counter, table: Table) -> None:
    table.put(Key("b", "note"), Note(), listed=Listed("notes", "b"))
    before = cost(counter)[1]
    table.put(Key("b", "note"), Note(), listed=Listed("notes", "c"))
    assert cost(counter)[1] - before == 1 + 2


def test_the_items_that_it_looks_at_itself_are_not_counted(counter: Counter, table: Table) -> None:
    table.update(Key("a", "note"), *changes(text="short"), kind=Note)
    assert counter.sum("MainThread").calls == 1


def test_nothing_is_counted_afterwards(table: Table) -> None:
    with counting() as counter:
        pass
    table.get(Key("a", "note"), Note)
    assert counter.charges == []
