from bench.line import Line
from bench.report import number


def test_a_line_holds_up_to_its_budget() -> None:
    assert [Line("", value, "WRU", 3).holds for value in (2.9, 3, 3.1)] == [True, True, False]


def test_a_line_without_a_budget_neither_holds_nor_fails() -> None:
    assert Line("a", 1.5, "s").plain() == {"name": "a", "value": 1.5, "unit": "s"}


def test_a_line_with_a_budget_tells_whether_it_holds() -> None:
    told = {"name": "a", "value": 4, "unit": "RRU", "budget": 3, "note": "why", "holds": False}
    assert Line("a", 4, "RRU", 3, "why").plain() == told


def test_numbers_have_three_figures() -> None:
    assert [number(value) for value in (0.966, 12.345, 1234.5, 3.0)] == ["0.97", "12.3", "1,234", "3"]
