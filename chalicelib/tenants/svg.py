"""Whether an SVG is a still picture. What is not on the lists below is refused, not taken out.

Read by expat as browsers read XML, in UTF-8 alone and without entities, so that nobody reads something else.
"""

import re
from xml.parsers import expat  # nosec B407

from chalicelib.tenants import svg_paint
from chalicelib.tenants.svg_names import ATTRIBUTES, ELEMENTS, FUNCTIONS, NOTES, WORDS

LARGEST = 512 * 1024
DEEPEST = 100
MOST = 20_000  # elements

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
# Each goes once over a text, whatever is in it: none begins again within what it has read.
_FUNCTION = re.compile(r"(?<![\w-])([\w-]+)\(")
_ELSEWHERE = re.compile(r"url\((?!\s*([\"']?)#[^\s\"'()]+\1\s*\))", re.IGNORECASE)
_RULE = re.compile(r"@(?!media\b)[\w-]*", re.IGNORECASE)


class _Found(Exception):
    """Something that a still picture has not."""


def refusal(content: bytes) -> str | None:
    """What a file has that a logo may not have, in words; None where it is a still picture."""
    if len(content) > LARGEST:
        return "The SVG is too large"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "The SVG is not in UTF-8"
    try:
        _Reader().read(content)
    except _Found as found:
        return str(found)
    except expat.ExpatError as error:
        return f"It is no SVG: line {error.lineno} is no well-formed XML"
    return None


class _Reader:
    def __init__(self) -> None:
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        self._open: list[tuple[str, int]] = []  # (name, number in the drawing)
        self._elements = 0
        self._style: list[str] = []
        self._drawing = svg_paint.Drawing()

    def read(self, content: bytes) -> None:
        """Raises _Found, or ExpatError."""
        self._parser.Parse(content, True)
        try:
            self._drawing.check()
        except svg_paint.Endless:
            raise _Found("It refers to itself, which grows without end") from None
        except svg_paint.TooMuch:
            raise _Found(
                "Its masks, patterns and copies multiply: it grows too large to be painted"
            ) from None

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "utf8", "us-ascii"):
            raise _Found("The SVG is not in UTF-8")

    def _doctype(self, _name: str, _system: str | None, _public: str | None, has_inside: int) -> None:
        if has_inside:
            raise _Found("It declares entities of its own; save it as plain or optimised SVG")

    def _instruction(self, target: str, _data: str) -> None:
        raise _Found(f"It has an instruction <?{target[:40]}?>, which a logo may not have")

    def _start(self, full_name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > MOST or len(self._open) >= DEEPEST:
            raise _Found("It has too many elements, or too many within each other")
        name = _element(full_name)
        if self._open and self._open[-1][0] == "style":
            raise _Found(f"It has a <{name[:40]}> in a <style>, which a logo may not have")
        if not self._open and name != "svg":
            raise _Found(f"It is no SVG: its first element is <{full_name.rpartition(' ')[2][:40]}>")
        for full_attribute, content in attributes.items():
            _check(name, full_attribute, content)
        parent = self._open[-1][1] if self._open else 0
        self._open.append((name, self._drawing.add(name, parent, attributes)))

    def _text(self, text: str) -> None:
        if self._open and self._open[-1][0] == "style":
            self._style.append(text)

    def _end(self, _full_name: str) -> None:
        name, _ = self._open.pop()
        if name == "style":
            sheet = "".join(self._style)
            _check_css("<style>", sheet)
            self._drawing.add_sheet(sheet)
            self._style.clear()


def _element(full_name: str) -> str:
    """The name of an SVG element, "" of a note. Raises _Found."""
    space, _, name = full_name.rpartition(" ")
    if space in NOTES:
        return ""
    if space != _SVG or name not in ELEMENTS:
        raise _Found(f"It has a <{name[:40]}>, which a logo may not have")
    return name


def _check(element: str, full_name: str, content: str) -> None:
    space, _, name = full_name.rpartition(" ")
    if space in NOTES or not element:
        return
    if name == "href" and space in ("", _XLINK):
        if not content.strip().startswith("#"):
            raise _Found(f"Its <{element}> refers to something outside the file: {content[:60]!r}")
    elif space == _XML and name in ("space", "lang"):
        return
    elif name not in ATTRIBUTES and not name.startswith(("data-", "aria-")):
        raise _Found(f"It has {name[:40]} on a <{element}>, which a logo may not have")
    elif space:
        raise _Found(f"It has {name[:40]} of an unknown kind, which a logo may not have")
    elif name not in WORDS and not name.startswith(("data-", "aria-")):
        _check_css(name, content)


def _check_css(where: str, text: str) -> None:
    """A value or a style sheet. Escapes could spell anything, so there are none. Raises _Found."""
    if "\\" in text:
        raise _Found(f"Its {where} has a backslash, which a logo may not have")
    plain = svg_paint.COMMENT.sub(" ", text)
    rule = _RULE.search(plain)
    if rule:
        raise _Found(f"Its {where} has {rule[0][:40]}, which a logo may not have")
    for part in (text, plain):
        if _ELSEWHERE.search(part):
            raise _Found(f"Its {where} refers to something outside the file by url()")
        for function in _FUNCTION.findall(part):
            if function.lower() not in FUNCTIONS:
                raise _Found(f"Its {where} has {function[:40]}(), which a logo may not have")
