"""The brand guard: from a few colours of the customer's to all that the client and the mails show.

A palette always passes WCAG 2.2 AA, whatever it is made from: docs/decisions/0015-brand-guard.md.
"""

import math
from functools import lru_cache
from typing import NamedTuple

from msgspec import UnsetType

from chalicelib.tenants.colours import Oklch, contrast, css, oklch
from chalicelib.tenants.model import Check, ColourField, Colours, OwnColours, Pair, Palette, Theme, Unfit

BLACK, WHITE = "#000000", "#ffffff"
ACCENT = "#3b5bdb"  # where the customer chose none
TEXT = 4.5  # WCAG 1.4.3
CONTROL = 3.0  # WCAG 1.4.11
HOVER = 0.06  # what a button changes in OKLCH lightness under the pointer
NEARLY_BLACK = 0.15  # below it one darkness looks like another
TINT = 0.035  # the chroma of accent_subtle at most
DARK_HEADER = 0.35  # a brighter one, made for light, would glare above a dark page
_HALVINGS = 12


class Neutrals(NamedTuple):
    """What the client puts links and buttons on: docs/branding.md, web/src/styles/tokens.css."""

    page: str
    surface: str
    filled: str  # the darkest of the light ones, the lightest of the dark ones
    subtle: tuple[float, float]  # the OKLCH lightness of accent_subtle: the best, and how far it may give way


NEUTRALS: dict[Theme, Neutrals] = {
    "light": Neutrals("#f8f9fb", "#ffffff", "#f1f3f5", (0.94, 0.985)),
    "dark": Neutrals("#15171b", "#1d1f23", "#25272c", (0.30, 0.20)),
}


@lru_cache(maxsize=4096)  # the colours are few, and each feed opened asks for them
def palette(
    accent: str | None, accent_dark: str | None, header: str | None, header_dark: str | None
) -> Palette:
    if not header_dark and header:
        header_dark = _dimmed(header)
    return Palette(
        light=_colours("light", accent or ACCENT, header or NEUTRALS["light"].surface),
        dark=_colours("dark", accent_dark or accent or ACCENT, header_dark or NEUTRALS["dark"].surface),
    )


def unfit(own: OwnColours) -> list[Unfit]:
    """What fails of the customer's own colours. Headers never do: black or white is legible on any."""
    return [*_unfit(own.accent, "accent", "light"), *_unfit(own.accent_dark, "accent_dark", "dark")]


def _unfit(colour: str | None | UnsetType, field: ColourField, theme: Theme) -> list[Unfit]:
    if not colour:  # nor UNSET
        return []
    ratio, best = _worst(colour, theme), nearest(colour, theme)
    needs: tuple[tuple[Pair, float], ...] = (("link", TEXT), ("button", CONTROL))
    return [
        Unfit(field=field, theme=theme, pair=pair, ratio=_told(ratio), needed=needed, nearest=best)
        for pair, needed in needs
        if ratio < needed
    ]


def checks(shown: Palette) -> list[Check]:
    """What somebody has to tell apart in a palette, each on the worst of its grounds."""
    return [*_checks("light", shown.light), *_checks("dark", shown.dark)]


def _checks(theme: Theme, colours: Colours) -> list[Check]:
    def check(pair: Pair, front: str, needed: float, *grounds: str) -> Check:
        ratio = min(contrast(front, ground) for ground in grounds)
        return Check(theme=theme, pair=pair, ratio=_told(ratio), needed=needed)

    return [
        check("link", colours.link, TEXT, *_grounds(theme), colours.accent_subtle),
        check("button", colours.accent, CONTROL, *_grounds(theme)),
        check("text", colours.on_accent, TEXT, colours.accent, colours.accent_hover),
        check("header", colours.on_header, TEXT, colours.header),
    ]


def nearest(accent: str, theme: Theme) -> str:
    """The accent that passes with the least change of lightness; itself where it passes."""
    if _worst(accent, theme) >= TEXT:
        return accent
    given = oklch(accent)
    fails, passes = given.lightness, 0.0 if theme == "light" else 1.0
    for _ in range(_HALVINGS):
        middle = (fails + passes) / 2
        if _worst(css(given._replace(lightness=middle)), theme) >= TEXT:
            passes = middle
        else:
            fails = middle
    return css(given._replace(lightness=passes))


def _colours(theme: Theme, wanted: str, header: str) -> Colours:
    accent = nearest(wanted, theme).lower()
    on_accent = _on(accent)
    return Colours(
        accent=accent,
        accent_hover=_hover(accent, on_accent),
        accent_subtle=_subtle(accent, theme),
        on_accent=on_accent,
        link=accent,
        header=header.lower(),
        on_header=_on(header),
    )


def _on(ground: str) -> str:
    """Black or white: the better of them has 4.58:1 at least on any colour."""
    return max(BLACK, WHITE, key=lambda text: contrast(text, ground))


def _hover(accent: str, on_accent: str) -> str:
    """Away from the text upon it; at the ends, where there is no further, visibly back."""
    colour = oklch(accent)
    lightness = colour.lightness + (HOVER if on_accent == BLACK else -HOVER)
    if lightness < NEARLY_BLACK:
        lightness = 2 * NEARLY_BLACK
    elif lightness > 1:
        lightness = colour.lightness - HOVER
    return css(colour._replace(lightness=lightness))


def _subtle(accent: str, theme: Theme) -> str:
    """A tint of the accent, as far from the page as the accent stays legible upon it."""
    colour, (wanted, last) = oklch(accent), NEUTRALS[theme].subtle
    for step in range(9):
        lightness = wanted + (last - wanted) * step / 8
        tint = css(Oklch(lightness, min(colour.chroma, TINT), colour.hue))
        if contrast(accent, tint) >= TEXT:
            return tint
    return NEUTRALS[theme].page


def _dimmed(header: str) -> str:
    colour = oklch(header)
    return css(colour._replace(lightness=DARK_HEADER)) if colour.lightness > DARK_HEADER else header


def _grounds(theme: Theme) -> tuple[str, ...]:
    return NEUTRALS[theme].page, NEUTRALS[theme].surface, NEUTRALS[theme].filled


def _worst(colour: str, theme: Theme) -> float:
    return min(contrast(colour, ground) for ground in _grounds(theme))


def _told(ratio: float) -> float:
    """Cut, not rounded: 4.499 does not pass, and must not look as if it did."""
    return math.floor(ratio * 100) / 100
