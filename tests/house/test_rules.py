"""The rules of the house that a reader of the code can check, checked."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib.core import errors, keys

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "chalicelib").rglob("*.py"))
LONGEST = 280  # lines: 250 and a little; what grows beyond is two files, or two rooms


def code(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def name(file: Path) -> str:
    return str(file.relative_to(ROOT))


def imports(tree: ast.Module) -> set[str]:
    """Everything imported, by its full name."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {str(node.module)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def calls(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """(called, first argument) of every call whose first argument is a text."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Attribute(attr=called) | ast.Name(id=called), args=[ast.Constant(str(text)), *_]
            ):
                yield called, text


def test_there_is_code_to_check() -> None:
    assert len(FILES) > 50


# The table


def test_nothing_reads_the_whole_table() -> None:
    asked = {text for file in FILES for called, text in calls(code(file))}
    assert {"GetItem", "Query"} <= asked, "this is how the table is asked"
    assert asked & {"Scan", "scan", "ExecuteStatement", "BatchExecuteStatement"} == set()


def test_only_the_table_talks_to_dynamodb() -> None:
    users = [name(file) for file in FILES if "chalicelib.core.dynamodb" in imports(code(file))]
    assert users == ["chalicelib/core/table.py"]


def test_only_one_file_calls_it_by_name() -> None:
    callers = {name(file) for file in FILES for _, text in calls(code(file)) if text.startswith("dynamodb")}
    assert callers == {"chalicelib/core/dynamodb.py"}


KEYS = {
    function_name: function
    for function_name, function in inspect.getmembers(keys, inspect.isfunction)
    if function.__module__.startswith(keys.__name__)
}


class Placeholder(str):
    """A parameter's name, also where a number would be written in so many digits."""

    __slots__ = ()

    def __format__(self, _: str) -> str:
        return str(self)


def patterns(of: str) -> list[tuple[str, str]]:
    """A key with its parameters' names in their places: ("u#<user>", "s#<id>")."""
    names = [name.rstrip("_") for name in inspect.signature(KEYS[of]).parameters]
    of_comment = tuple(KEYS[of](*(Placeholder(f"<{name}>") for name in names)))
    if of == "my_reaction":  # the post itself may be the target
        of_post = tuple(KEYS[of](*(f"<{'post' if name == 'target' else name}>" for name in names)))
        return [of_post, of_comment]
    return [of_comment]


PATTERNS = [(of, *pattern) for of in KEYS for pattern in patterns(of)]
DATA = ROOT / "docs/data.md"


@pytest.mark.parametrize(("of", "pk", "sk"), PATTERNS)
def test_every_key_is_documented_with_its_pattern(of: str, pk: str, sk: str) -> None:
    row = rf"^\| `{of}` \| `{re.escape(pk)}` \| `{re.escape(sk)}` \| \S.*\|$"
    assert re.search(row, DATA.read_text("utf-8"), re.MULTILINE), row


def test_no_key_is_documented_that_is_gone() -> None:
    documented = re.findall(r"^\| `(\w+)` \|", DATA.read_text("utf-8"), re.MULTILINE)
    assert sorted(documented) == sorted(of for of, _, _ in PATTERNS)


@pytest.mark.parametrize("of", KEYS)
def test_every_key_says_what_it_is_for(of: str) -> None:
    assert (KEYS[of].__doc__ or "").endswith(".")


def test_no_two_kinds_of_a_partition_begin_alike() -> None:
    """So a range of one kind holds no other."""
    places = [(pk.partition("<")[0], sk.partition("<")[0]) for _, pk, sk in PATTERNS]
    assert sorted(set(places)) == sorted(places)


FACTS = re.findall(r"`([^`]+)` [a-z]", DATA.read_text("utf-8").partition("look at facts only:")[2])


@pytest.mark.parametrize("fact", FACTS)
def test_only_one_kind_wakes_the_stream_by_a_fact(fact: str) -> None:
    named = [of for of, _, sk in PATTERNS if (sk.startswith(fact) if fact[-1] in "#>" else sk == fact)]
    assert len(named) == 1, named


def test_the_facts_are_those_that_the_streams_filters_let_through() -> None:
    filters = (ROOT / "infra/template/sources.yaml").read_text("utf-8")
    patterns = re.findall(r'"sk": \{"S": \[(.*?)\]', filters, re.DOTALL)
    let_through = {fact for part in patterns for fact in re.findall(r'"([a-zA-Z][#>]?)"', part)}
    assert let_through == set(FACTS)


# Problems


PROBLEMS = [
    kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, errors.Problem)
]


@pytest.mark.parametrize("problem", PROBLEMS, ids=[problem.__name__ for problem in PROBLEMS])
def test_every_problem_is_documented(problem: type[errors.Problem]) -> None:
    row = f"| {problem.status} | `/problems/{problem.slug}` | {problem.title} |"
    assert row in (ROOT / "docs/errors.md").read_text("utf-8")


def test_no_problem_is_documented_that_is_gone() -> None:
    documented = re.findall(r"`(/problems/[\w-]+)`", (ROOT / "docs/errors.md").read_text("utf-8"))
    assert set(documented) == {f"/problems/{problem.slug}" for problem in PROBLEMS}


def test_every_problem_has_a_type_of_its_own() -> None:
    assert len({problem.slug for problem in PROBLEMS}) == len(PROBLEMS)


# Files


@pytest.mark.parametrize("file", FILES, ids=name)
def test_a_file_is_short_enough_to_be_read_at_once(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= LONGEST


def test_nothing_in_a_view_but_a_call() -> None:
    """Views only translate: their functions hold a docstring and at most three statements."""
    for file in (ROOT / "chalicelib").glob("*/routes.py"):
        for node in ast.walk(code(file)):
            if isinstance(node, ast.FunctionDef):
                assert len(node.body) <= 4, f"{name(file)} {node.name}"
