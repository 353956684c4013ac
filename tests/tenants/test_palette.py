"""The brand guard's arithmetic: whatever colours go in, what comes out is legible.

Contrast is computed here a second time, by WCAG's own words, so that the guard does not check itself.
"""

import colorsys
import math
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.tenants import colours
from chalicelib.tenants.model import Colours, OwnColours, Theme
from chalicelib.tenants.palette import ACCENT, NEUTRALS, checks, nearest, palette, unfit

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
THEMES = st.sampled_from(["light", "dark"])
# docs/branding.md; the web client has the same.
GROUNDS: dict[Theme, tuple[str, ...]] = {
    "light": ("#f8f9fb", "#ffffff", "#f1f3f5"),
    "dark": ("#15171b", "#1d1f23", "#25272c"),
}
TOKENS = Path(__file__).parents[2] / "web/src/styles/tokens.css"


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def legible(shown: Colours, theme: Theme) -> None:
    for ground in (*GROUNDS[theme], shown.accent_subtle):
        assert ratio(shown.link, ground) >= 4.5
    for ground in GROUNDS[theme]:
        assert ratio(shown.accent, ground) >= 3
        assert ratio(shown.accent_hover, ground) >= 3
    assert ratio(shown.on_accent, shown.accent) >= 4.5
    assert ratio(shown.on_accent, shown.accent_hover) >= 4.5
    assert ratio(shown.on_header, shown.header) >= 4.5


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21),
        ("#777777", "#ffffff", 4.478),
        ("#ff0000", "#ffffff", 3.998),
        ("#abc123", "#abc123", 1),
    ],
)
def test_contrast_is_wcags(one: str, other: str, expected: float) -> None:
    assert colours.contrast(one, other) == pytest.approx(expected, abs=0.001)
    assert colours.contrast(other, one) == colours.contrast(one, other)


# Computed with the CSS Color 4 sample code of https://www.w3.org/TR/css-color-4/
@pytest.mark.parametrize(
    ("colour", "lightness", "chroma", "hue"),
    [
        ("#ff0000", 0.62796, 0.25768, 29.23),
        ("#00ff00", 0.86644, 0.29483, 142.5),
        ("#0000ff", 0.45201, 0.31321, 264.05),
    ],
)
def test_oklch_is_csss(colour: str, lightness: float, chroma: float, hue: float) -> None:
    found = colours.oklch(colour)
    assert found.lightness == pytest.approx(lightness, abs=0.0005)
    assert found.chroma == pytest.approx(chroma, abs=0.0005)
    assert found.hue * 180 / 3.141592653589793 % 360 == pytest.approx(hue, abs=0.1)


@given(COLOURS)
def test_a_colour_comes_back_from_oklch(colour: str) -> None:
    assert colours.css(colours.oklch(colour)) == colour


@given(COLOURS, COLOURS, st.none() | COLOURS, st.none() | COLOURS)
@example("#ffffff", "#000000", None, None)
@example("#000000", "#ffffff", None, None)
@example("#767676", "#ffff00", "#0000ff", "#7f7f7f")
def test_every_palette_is_legible(
    accent: str, header: str, accent_dark: str | None, header_dark: str | None
) -> None:
    shown = palette(accent, accent_dark, header, header_dark)
    legible(shown.light, "light")
    legible(shown.dark, "dark")
    assert all(check.ratio >= check.needed for check in checks(shown))


def test_the_default_palette_is_legible_and_the_default_accent_its_own() -> None:
    shown = palette(None, None, None, None)
    legible(shown.light, "light")
    legible(shown.dark, "dark")
    assert shown.light.accent == ACCENT


@given(COLOURS, THEMES)
def test_the_nearest_passes(colour: str, theme: Theme) -> None:
    assert min(ratio(nearest(colour, theme), ground) for ground in GROUNDS[theme]) >= 4.5


@given(COLOURS, THEMES)
def test_the_nearest_of_what_passes_is_itself(colour: str, theme: Theme) -> None:
    passing = nearest(colour, theme)
    assert nearest(passing, theme) == passing


@given(COLOURS, THEMES)
def test_no_nearer_lightness_passes(colour: str, theme: Theme) -> None:
    """A step of one hundredth back towards what was given fails."""
    found, own = colours.oklch(nearest(colour, theme)), colours.oklch(colour)
    step = 0.01 if own.lightness > found.lightness else -0.01
    if abs(own.lightness - found.lightness) > abs(step):
        nearer = colours.css(own._replace(lightness=found.lightness + step))
        assert min(ratio(nearer, ground) for ground in GROUNDS[theme]) < 4.5


@given(COLOURS, THEMES)
def test_the_nearest_keeps_its_hue(colour: str, theme: Theme) -> None:
    before, after = colours.oklch(colour), colours.oklch(nearest(colour, theme))
    if after.chroma > 0.04:  # below it eight bits a channel cannot hold a hue
        turn = abs(before.hue - after.hue) % 6.2832
        assert min(turn, 6.2832 - turn) < 0.12


@given(COLOURS)
def test_a_button_changes_under_the_pointer(colour: str) -> None:
    shown = palette(colour, None, None, None)
    for theme in (shown.light, shown.dark):
        assert abs(colours.oklch(theme.accent).lightness - colours.oklch(theme.accent_hover).lightness) > 0.04


@given(COLOURS)
def test_a_header_made_for_light_does_not_glare_in_dark(colour: str) -> None:
    assert colours.oklch(palette(None, None, colour, None).dark.header).lightness < 0.37


@given(COLOURS)
def test_a_header_chosen_for_dark_is_kept(colour: str) -> None:
    assert palette(None, None, None, colour).dark.header == colour


@given(COLOURS)
def test_a_colour_is_refused_exactly_where_it_is_not_legible(colour: str) -> None:
    for own, theme in ((OwnColours(accent=colour), "light"), (OwnColours(accent_dark=colour), "dark")):
        worst = min(ratio(colour, ground) for ground in GROUNDS[theme])  # type: ignore[index]
        assert [one.pair for one in unfit(own)] == ["link"] * (worst < 4.5) + ["button"] * (worst < 3)


def test_a_ratio_just_below_does_not_look_as_if_it_passed() -> None:
    [problem] = unfit(OwnColours(accent="#60727c"))
    assert 4.5 > ratio("#60727c", "#f1f3f5") > 4.49
    assert problem.ratio == 4.49


def test_the_guard_has_the_grounds_of_the_docs() -> None:
    for theme, neutrals in NEUTRALS.items():
        assert (neutrals.page, neutrals.surface, neutrals.filled) == GROUNDS[theme]


def test_nothing_the_client_puts_links_on_is_worse_than_the_guard_thinks() -> None:
    tokens = TOKENS.read_text("utf-8")
    for step in ("n1", "n2", "n3"):
        found = re.search(
            rf"--{step}: light-dark\(oklch\((.+?)% (.+?) (.+?)\), oklch\((.+?)% (.+?) (.+?)\)\)", tokens
        )
        assert found, f"need the neutral {step} for this test to mean anything"
        numbers = [float(number) for number in found.groups()]
        light, dark = (
            luminance(colours.css(colours.Oklch(lightness / 100, chroma, hue * math.pi / 180)))
            for lightness, chroma, hue in (numbers[:3], numbers[3:])
        )
        assert light >= min(map(luminance, GROUNDS["light"]))
        assert dark <= max(map(luminance, GROUNDS["dark"]))


def test_the_tint_shows_the_hue_of_the_accent() -> None:
    for hue in range(0, 360, 30):
        accent = "#" + "".join(f"{round(c * 255):02x}" for c in colorsys.hsv_to_rgb(hue / 360, 0.8, 0.6))
        shown = palette(accent, None, None, None)
        for theme in (shown.light, shown.dark):
            assert colours.oklch(theme.accent_subtle).chroma > 0.008, accent
