"""How much an SVG paints: masks, patterns and copies multiply, and a few KB could keep a browser for years.

What is hard to tell (inheritance, unusual style sheets) is taken for more than it is, never for less.
"""

import re
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple
from urllib.parse import unquote

MOST_COPIES = 2_000  # elements painted on behalf of others, once all is multiplied through
MOST_REFERENCES = 20_000
UNPAINTED = {"", "defs", "desc", "linearGradient", "metadata", "radialGradient", "stop", "style", "title"}
GRADIENTS = {"linearGradient", "radialGradient"}  # paint nothing themselves
ONCE = {"mask", "clip-path", "filter"}  # for an element as a whole; the others each element in it inherits

COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_URL = re.compile(r"url\(\s*[\"']?#([^\s\"'()]+)", re.IGNORECASE)
_PLAIN_STRING = re.compile(r"([\"'])([\w .#:%,-]*)\1")
_BRACKETS = re.compile(r"\([^(){}]*\)")
_HARD = re.compile(r"[\"'()\[\]@]")
_BETWEEN = re.compile(r"[\s>+~]+")
_PART = re.compile(r"[\w-]*(?:[.#][\w-]+)*")


class Reference(NamedTuple):
    by: str  # a property, or href
    to: str  # an id


class Endless(Exception):
    """Something refers to what it is in."""


class TooMuch(Exception):
    """More is painted than a picture needs."""


class Drawing:
    """What is in a file, as a reader meets it; elements are numbers, in the order of the file."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._parents: list[int] = []  # the root's is itself
        self._points: list[int] = []
        self._references: list[list[Reference]] = []
        self._known_as: dict[str, list[int]] = {}  # by name, .class, #id and *
        self._rules: list[tuple[str, Reference]] = []
        self._inherit = False

    def add(self, name: str, parent: int, attributes: dict[str, str]) -> int:
        number = len(self._names)
        self._names.append(name)
        self._parents.append(parent)
        self._points.append(1 + (len(attributes.get("d", "")) + len(attributes.get("points", ""))) // 2)
        self._references.append([])
        for full_name, content in attributes.items():
            self._note(number, full_name.rpartition(" ")[2], content)
        classes = (f".{one}" for one in attributes.get("class", "").split())
        for known in {name, "*", f"#{attributes.get('id', '')}", *classes}:
            self._known_as.setdefault(known, []).append(number)
        return number

    def add_sheet(self, text: str) -> None:
        self._inherit |= "inherit" in text.lower()
        self._rules += _rules(text)

    def check(self) -> None:
        """Raises Endless, TooMuch."""
        left = MOST_REFERENCES
        for selector, reference in self._rules:
            matched = self._known_as.get(selector, ())
            left -= len(matched)
            if left < 0:
                raise TooMuch
            for number in matched:
                self._references[number].append(reference)
        targets: list[list[tuple[str, int]]] = []  # of each element, with those that it inherits
        for number, parent in enumerate(self._parents):
            found = [one for one in targets[parent] if self._inherited(one[0])] if number else []
            for by, to in self._references[number]:
                elements = self._known_as.get(f"#{to}", ())
                found += [(by, one) for one in elements if self._names[one] not in GRADIENTS]
            targets.append(found)
            left -= len(found)
            if left < 0:
                raise TooMuch
        self._multiply(targets)

    def _multiply(self, targets: list[list[tuple[str, int]]]) -> None:
        painted = [0] * len(targets)
        for number in self._innermost_first(targets):
            name = self._names[number]
            if name not in UNPAINTED:
                copies = 1 + sum(painted[one] for by, one in targets[number] if by == "href")
                whole = sum(painted[one] for by, one in targets[number] if by in ONCE)
                for by, one in targets[number]:
                    if self._inherited(by):
                        copies += copies * painted[one] * (self._stands(number) if "marker" in by else 1)
                painted[number] += copies + whole
            if painted[number] > len(targets) + MOST_COPIES:
                raise TooMuch
            if number:
                painted[self._parents[number]] += painted[number]

    def _innermost_first(self, targets: list[list[tuple[str, int]]]) -> list[int]:
        before: dict[int, set[int]] = {
            number: {one for _, one in found} for number, found in enumerate(targets)
        }
        for number, parent in enumerate(self._parents):
            if number:
                before[parent].add(number)
        try:
            return list(TopologicalSorter(before).static_order())
        except CycleError:
            raise Endless from None

    def _inherited(self, by: str) -> bool:
        return by != "href" and (self._inherit or by not in ONCE)

    def _stands(self, number: int) -> int:
        """How often a marker does: at each point, or at those of anything that is copied."""
        return sum(self._points) if self._names[number] == "use" else self._points[number]

    def _note(self, number: int, name: str, content: str) -> None:
        found: list[Reference] = []
        if name == "href":
            found = [Reference("href", unquote(content.strip()[1:]))]
        elif name == "style":
            self._inherit |= "inherit" in content.lower()
            found = _declared(content)
        elif "(" in content and name not in ("id", "class"):
            found = [Reference(name, unquote(id_)) for id_ in _URL.findall(content)]
        else:
            self._inherit |= content.strip().lower() == "inherit"
        for one in found:
            if one.by.startswith("--"):  # anything may use it
                self._rules.append(("*", one))
            else:
                self._references[number].append(one)


def _declared(text: str) -> list[Reference]:
    return [
        Reference(declaration.partition(":")[0].strip().lower(), unquote(id_))
        for declaration in COMMENT.sub(" ", text).split(";")
        for id_ in _URL.findall(declaration)
    ]


def _rules(sheet: str) -> list[tuple[str, Reference]]:
    """What refers to something, by what it is for: a name, .class, #id, or * where that is hard to tell."""
    plain = COMMENT.sub(" ", _PLAIN_STRING.sub(r"\2", sheet))
    found: list[tuple[str, Reference]] = []
    *rules, rest = plain.split("}")
    for rule in rules:
        selectors, brace, body = rule.partition("{")
        if not brace or "{" in body or _HARD.search(_BRACKETS.sub("", body)) or _HARD.search(selectors):
            return _all(sheet)
        for reference in _declared(body):
            own = reference.by.startswith("--")
            found += [("*" if own else _meant(one), reference) for one in selectors.split(",")]
    return _all(sheet) if "{" in rest else found


def _all(sheet: str) -> list[tuple[str, Reference]]:
    return [("*", Reference("", unquote(id_))) for id_ in dict.fromkeys(_URL.findall(sheet))]


def _meant(selector: str) -> str:
    """Of `g .a path.b`: `.b`, which all that it selects has."""
    last = _BETWEEN.split(selector.strip())[-1]
    if not _PART.fullmatch(last):
        return "*"
    start = max(last.rfind("."), last.rfind("#"), 0)
    return last[start:] or "*"
