"""How much an SVG paints: a small file may not keep a browser for years."""

import pytest

from chalicelib.tenants import svg

NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def refusal(inside: str, root: str = "") -> str:
    return svg.refusal(f"<svg {NAMES} {root}>{inside}</svg>".encode()) or ""


def nested(element: str, by: str, levels: int, each: int) -> str:
    """Levels of an element, of which each is painted so many times for each within the one before."""
    of = [
        f'<{element} id="p{n}">' + f"<rect {by.format(n + 1)}/>" * each + f"</{element}>"
        for n in range(levels)
    ]
    return "".join(of) + f'<{element} id="p{levels}"><rect/></{element}><rect {by.format(0)}/>'


WAYS = [
    ("mask", 'mask="url(#p{})"'),
    ("mask", 'style="fill:red;MASK:URL( &quot;#p{}&quot; )"'),
    ("mask", 'mask="url(#%70{})"'),
    ("pattern", 'fill="url(#p{})"'),
    ("clipPath", 'clip-path="url(#p{})"'),
    ("filter", 'filter="url(#p{})"'),
    ("marker", 'marker-mid="url(#p{})"'),
    ("pattern", 'style="fill:none;stroke:url(#p{})"'),
]


@pytest.mark.parametrize(("element", "by"), WAYS)
def test_what_multiplies_to_millions_is_refused(element: str, by: str) -> None:
    assert "multiply" in refusal(nested(element, by, 6, 10))
    assert refusal(nested(element, by, 2, 10)) == ""


def test_copies_of_copies_are_refused_where_they_multiply() -> None:
    copies = [f'<g id="a{n + 1}">' + f'<use xlink:href="#a{n}"/>' * 10 + "</g>" for n in range(6)]
    assert "multiply" in refusal('<g id="a0"><path/></g>' + "".join(copies))
    assert refusal('<g id="a0"><path/></g>' + "".join(copies[:2])) == ""


def test_many_copies_of_much_are_refused() -> None:
    assert "multiply" in refusal('<g id="a">' + "<path/>" * 100 + "</g>" + '<use href="#a"/>' * 50)


SHEETS = [
    ".a{}} .m%d{mask:url(#p%d)}",
    ".m%d{mask:url(#p%d)}",
    "g,.x .m%d{fill:red;mask:url('#p%d')}",
    "@media all{.m%d{mask:url(#p%d)}}",
    ".z%d{--p:url(#p%d)} rect{mask:var(--p)}",
    ".m%d{mask/**/:/* it's */url(#p%d)}",
    ".m%d{content:'/*';mask:url(#p%d);content:'*/'}",
    ".m%d{--x:) ( }.z{ );mask:url(#p%d);y:( }",
    "rect:not(.z%d){mask:url(#p%d)}",
    "rect[class='m%d']{mask:url(#p%d)}",
    "*{fill:none}.m%d{a:b;&{mask:url(#p%d)}}",
]


@pytest.mark.parametrize("sheet", SHEETS)
def test_what_multiplies_by_a_style_sheet_is_refused(sheet: str) -> None:
    rules = "".join(sheet % (n, n) for n in range(8))
    masks = nested("mask", 'class="m{}"', 6, 10)
    assert refusal(f"<style>{rules}</style>{masks}")


INHERITED = [
    '<pattern id="p"><g id="q">%s</g></pattern><g fill="url(#p)">%s</g>',
    '<pattern id="p">%s</pattern><defs fill="url(#p)"><mask id="m">%s</mask></defs><path mask="url(#m)"/>',
    '<pattern id="p">%s</pattern><g id="q">%s</g><use href="#q" fill="url(#p)"/>',
    '<mask id="p">%s</mask><g mask="url(#p)"><g style="mask:inherit">%s</g></g>',
]


@pytest.mark.parametrize("inside", INHERITED)
def test_what_each_within_inherits_counts_for_each(inside: str) -> None:
    assert "multiply" in refusal(inside % ("<rect/>" * 60, "<rect/>" * 60))
    assert refusal(inside % ("<rect/>" * 3, "<rect/>" * 60)) == ""


def test_a_mask_of_a_group_counts_once() -> None:
    assert (
        refusal('<mask id="m">' + "<rect/>" * 60 + '</mask><g mask="url(#m)">' + "<rect/>" * 60 + "</g>")
        == ""
    )


def test_a_marker_stands_at_each_point() -> None:
    line = '<marker id="m"><path/></marker><path style="marker:url(#m)" d="{}"/>'
    assert "multiply" in refusal(line.format("m0 0" + "h1" * 1500))
    assert refusal(line.format("m0 0" + "h1" * 15)) == ""


CIRCLES = [
    '<mask id="m"><rect mask="url(#m)"/></mask>',
    '<mask id="m"><rect fill="url(#p)"/></mask><pattern id="p"><rect mask="url(#m)"/></pattern>',
    '<g id="a"><use href="#a"/></g>',
    '<pattern id="p" href="#q"/><pattern id="q" xlink:href="#p"/>',
    "<style>rect{clip-path:url(#c)}</style><clipPath id='c'><rect/></clipPath>",
]


@pytest.mark.parametrize("inside", CIRCLES)
def test_what_refers_to_itself_is_refused(inside: str) -> None:
    assert "refers to itself" in refusal(inside)


def test_a_root_that_its_own_pattern_fills_is_refused() -> None:
    assert "refers to itself" in refusal('<pattern id="p"><rect/></pattern>', 'fill="url(#p)"')


DRAWN = [
    '<linearGradient id="g"><stop/></linearGradient>' + '<path fill="url(#g)"/>' * 5000,
    '<linearGradient id="h" href="#g"/><linearGradient id="g"/>' + '<path style="fill:url(#h)"/>' * 3000,
    "<style>.a{fill:url(#g)}@media (prefers-color-scheme:dark){.b{fill:#fff}}</style>"
    '<linearGradient id="g"><stop class="b"/></linearGradient>' + '<path class="a b"/>' * 500,
    "<style>.a{font-family:'Open Sans', &quot;Arial&quot;}.c{clip-path:url(#c)}/* it's */</style>"
    "<clipPath id='c'><path/></clipPath>" + '<g class="c"><path/></g>' * 500,
    '<clipPath id="c"><path/></clipPath><g clip-path="url(#c)">' + "<path/>" * 10_000 + "</g>",
    '<symbol id="s"><path/></symbol>' + '<use href="#s"/>' * 500,
]


@pytest.mark.parametrize("inside", DRAWN)
def test_what_programs_draw_is_not_too_much(inside: str) -> None:
    assert refusal(inside) == ""


@pytest.mark.parametrize(
    "inside",
    [
        "".join(f'<mask id="m{n}"><g mask="url(#m{n + 1})"/></mask>' for n in range(9000)),
        '<g id="a">' * 99 + "</g>" * 99 + '<use href="#a"/>' * 15_000,
        '<g fill="url(#a)">' * 98 + "<rect/>" * 15_000 + "</g>" * 98 + '<pattern id="a"/>',
        "<style>" + "*{fill:url(#a)}" * 10_000 + "</style><mask id='a'/>" + "<rect/>" * 15_000,
        "<style>" + "{" * 400_000 + "</style>",
        "<style>" + "'" * 200_000 + "}" * 200_000 + "</style>",
        "<style>a" + "(" * 200_000 + ",.b" * 60_000 + "{}</style>",
    ],
    ids=range(7),
)
def test_no_file_takes_long_to_count(inside: str) -> None:
    """What goes back and forth would take minutes here, and the test its time limit."""
    assert len(inside) < 512 * 1024 - 200
    refusal(inside)
