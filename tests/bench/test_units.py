"""The worked examples of DynamoDB's documentation, and the corners beside them."""

import math
from typing import Any

import pytest

from bench import units

KB = 1024


@pytest.mark.parametrize(
    ("item", "length"),
    [
        pytest.param({"city": {"S": "Zürich"}}, 4 + 7, id="text in UTF-8"),
        pytest.param({"größe": {"S": ""}}, 7, id="a name in UTF-8"),
        pytest.param({"n": {"N": "123456"}}, 1 + 3 + 1, id="two digits a byte, and one more"),
        pytest.param({"n": {"N": "1.25"}}, 1 + 2 + 1, id="an odd digit takes a byte of its own"),
        pytest.param({"n": {"N": "007000000"}}, 1 + 1 + 1, id="zeros before and behind do not count"),
        pytest.param({"n": {"N": "-5"}}, 1 + 1 + 1 + 1, id="a minus takes a byte"),
        pytest.param({"n": {"N": "0"}}, 1 + 1, id="zero"),
        pytest.param({"b": {"B": "AAECAwQ="}}, 1 + 5, id="raw bytes, not base64"),
        pytest.param({"yes": {"BOOL": True}, "no": {"NULL": True}}, 4 + 3, id="one byte for true and null"),
        pytest.param({"s": {"SS": ["ab", "cde"]}}, 1 + 5, id="a set is its members"),
        pytest.param({"l": {"L": []}}, 1 + 3, id="an empty list"),
        pytest.param({"m": {"M": {}}}, 1 + 3, id="an empty map"),
        pytest.param({"l": {"L": [{"S": "a"}, {"N": "7"}]}}, 1 + 3 + (1 + 1) + (1 + 2), id="a list"),
        pytest.param({"m": {"M": {"key": {"S": "ab"}}}}, 1 + 3 + (1 + 3 + 2), id="a map"),
        pytest.param(None, 0, id="nothing"),
    ],
)
def test_the_size_of_an_item_is_that_of_its_names_and_values(item: Any, length: int) -> None:
    assert units.size(item) == length


@pytest.mark.parametrize(
    ("kilobytes", "consistent", "cost"),
    [
        pytest.param(3.5, True, 1, id="3.5 KB is one block of 4"),
        pytest.param(3.5, False, 0.5, id="half of it where a moment's delay is allowed"),
        pytest.param(10, True, 3, id="10 KB is three blocks"),
        pytest.param(8, False, 1, id="8 KB"),
        pytest.param(0, True, 1, id="a miss costs as much as the smallest item"),
        pytest.param(0, False, 0.5, id="and half of that"),
        pytest.param(40.8, True, 11, id="a query of ten items, 40.8 KB together"),
        pytest.param(1500 * 64 / KB, True, 24, id="a query of 1500 items of 64 bytes"),
    ],
)
def test_a_read_is_rounded_up_to_4_kb(kilobytes: float, *, consistent: bool, cost: float) -> None:
    assert units.read(math.ceil(kilobytes * KB), consistent=consistent) == cost


def test_a_batch_rounds_each_item_by_itself() -> None:
    both = units.read(round(1.5 * KB), consistent=True) + units.read(round(6.5 * KB), consistent=True)
    assert both * 4 == 12


@pytest.mark.parametrize(
    ("sizes", "cost"),
    [
        pytest.param([512], 1, id="512 bytes"),
        pytest.param([KB], 1, id="1 KB"),
        pytest.param([KB + 1], 2, id="a byte more"),
        pytest.param([300 * KB, 310 * KB], 310, id="from 300 KB to 310"),
        pytest.param([310 * KB, 0], 310, id="310 KB deleted"),
        pytest.param([0, 0], 1, id="nothing deleted"),
    ],
)
def test_a_write_is_the_larger_of_before_and_after_rounded_up_to_1_kb(sizes: list[int], cost: int) -> None:
    assert units.write(*sizes) == cost


def entry(place: str, text: str = "") -> dict[str, Any]:
    return {"pk": {"S": "p"}, "gpk": {"S": "people"}, "gsk": {"S": place}, "text": {"S": text}}


@pytest.mark.parametrize(
    ("before", "after", "cost"),
    [
        pytest.param(None, entry("a"), 1, id="into the index"),
        pytest.param(entry("a"), None, 1, id="out of it"),
        pytest.param(entry("a"), entry("b"), 2, id="to another place: out and in"),
        pytest.param(entry("a", "x"), entry("a", "y"), 1, id="changed where it stands"),
        pytest.param(entry("a", "x" * 1500), entry("a", "y"), 2, id="the larger of both"),
        pytest.param(entry("a"), entry("a"), 0, id="unchanged"),
        pytest.param({"pk": {"S": "p"}}, {"pk": {"S": "p"}, "n": {"N": "1"}}, 0, id="never in it"),
    ],
)
def test_an_index_costs_what_is_written_into_it(before: Any, after: Any, cost: int) -> None:
    assert units.indexed(before, after) == cost
