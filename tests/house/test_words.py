"""What the server says to people, the web client says in their language: `said` of web/src/core/words."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parents[2]
SAID: dict[str, str] = json.loads((PROJECT / "web/src/core/words/en.json").read_text("utf-8"))["said"]

# Which argument is the sentence. No BadRequest: only a broken client meets one, and its kind has words.
SAYING = {
    "Unauthorized": 0, "Forbidden": 0, "NotFound": 0, "Conflict": 0, "Invalid": 1,
    "TooLarge": 0, "TooMany": 1,
    "NotTaken": 0, "LeftOut": 0,  # a document's `reason`, a folder's
    "Unsuitable": 0, "_Found": 0,  # an upload; they become an Invalid
    "count_attempt": 2,  # it hands the sentence on to a TooMany
}  # fmt: skip
# Sentences that stand elsewhere: what is handed on, and msgspec's, which problem-words.ts reads.
HANDED_ON = {"str(reason)", "seen.refused", "found", "too_many", "detail"}
# Said to programs alone: our client never does what they are about, or mends it without a word.
TO_PROGRAMS = {
    "The access token has expired",
    "The access token is not valid",
    "The refresh token is not valid",
    "This refresh token was used before, so its session has ended",
    "The cookie is another network's",
    "This connection has ended",
    "A signal has a description or candidates",
    "Another person's device has this name",
    "This is no entry's post",
    "This is no upload's id",
    "A picture of ours is put on by its upload",
    "At most {} characters",
    "A query has no null",
    "Either the token or the network whose cookie has it",
    "This or `tenant`, for the network whose cookie has it",
    "At most {} bytes",
    "A file that is sent in one piece says its SHA-256",
    "A folder has no versions",
    "All {} parts are to be named, once each",
    "S3 has other parts than these: ask what is there, and send the rest",
    "The file was not sent yet",
    "The folder lies in another space",
    "This file has {} parts",
    "Send an access token: Authorization: Bearer ...",
    "The first request with this Idempotency-Key is still at work",
    "This Idempotency-Key came with another body",
}


def test_every_sentence_of_the_server_has_a_translation() -> None:
    sentences = {text: place for place, text in _said() if isinstance(text, str)}
    assert len(sentences) > 30
    assert {text: place for text, place in sentences.items() if text not in {*SAID, *TO_PROGRAMS}} == {}


def test_no_translation_is_of_what_nobody_says() -> None:
    assert set(SAID) - {text for _, text in _said() if isinstance(text, str)} == set()


def test_every_sentence_is_to_be_found_where_it_is_said() -> None:
    assert [(place, ast.unparse(text)) for place, text in _said() if isinstance(text, ast.expr)] == []


def _said() -> Iterator[tuple[str, str | ast.expr]]:
    """(place, sentence) of each; a sentence that only running tells is the expression."""
    for file in (PROJECT / "chalicelib").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            position = SAYING.get(name)
            if position is None or len(node.args) <= position:
                continue
            given = node.args[position]
            if ast.unparse(given) not in HANDED_ON:
                yield f"{file.relative_to(PROJECT)}:{node.lineno}", _sentence(given)


def _sentence(given: ast.expr) -> str | ast.expr:
    """The text, with {} for what is filled in."""
    match given:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)
        case _:
            return given
