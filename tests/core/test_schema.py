"""What a name may be made of."""

import re

import msgspec
import pytest

from chalicelib.core.schema import Line, Name


def fits(kind: object, text: str) -> bool:
    """As the server reads it, and as others read the pattern in the OpenAPI document: the two agree."""
    try:
        found = msgspec.convert(text, kind) == text
    except msgspec.ValidationError:
        found = False
    said = msgspec.json.schema(kind)
    short_enough = said.get("minLength", 0) <= len(text) <= said["maxLength"]
    assert found == (short_enough and re.search(said["pattern"], text) is not None)
    return found


JOINED = [
    "\u0646\u200f",
    "\u0645\u06cc\u200c\u062e\u0648\u0627",
    "\U0001f469\u200d\U0001f467",
    "\u2764\ufe0f",
    "e\u0301",
]
NAMES = ["X", " X ", "\u200bX", "\u674e", ".", "X" * 80, *JOINED]


@pytest.mark.parametrize("text", NAMES)
def test_a_name_has_something_to_see(text: str) -> None:
    assert fits(Name, text)


UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2064\u206f"
    "\u2800\u3000\u3164\ufe0f\ufeff\uffa0"
)


@pytest.mark.parametrize("text", ["", " ", "\u00a0", *UNSEEN, UNSEEN, "\u200f\u200e"])
def test_what_shows_nothing_is_no_name(text: str) -> None:
    assert not fits(Name, text)


UNFIT = "\0\t\n\x1b\x7f\x85\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize("unfit", UNFIT)
@pytest.mark.parametrize("text", ["{}X", "X{}", "X{}X", "X{}{}"])
@pytest.mark.parametrize("kind", [Name, Line])
def test_neither_names_nor_lines_are_turned_around_or_hold_controls(
    kind: object, text: str, unfit: str
) -> None:
    assert not fits(kind, text.replace("{}", unfit))


def test_a_line_may_be_empty() -> None:
    assert fits(Line, "")
    assert fits(Line, "Größe (Süd) \u200b 👩\u200d👧")
