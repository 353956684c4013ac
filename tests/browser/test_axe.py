"""Every screen, light and dark, on a phone and a desktop: axe-core finds nothing in anybody's way."""

import os
from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import BrowserContext

from infra.local.cloud import Cloud
from tests.browser import company, screens
from tests.browser.company import Company
from tests.browser.screens import SCREENS, Screen
from tests.browser.watching import COLOURS

WIDTHS = {"phone": 360, "desktop": 1280}
HEIGHT = 900
THEMES: dict[Literal["light", "dark"], list[str]] = {
    "light": [],
    "dark": COLOURS,
}  # in the dark nothing else differs


@pytest.fixture(scope="module")
def larkmoor(cloud: Cloud) -> Company:
    return company.make(cloud, f"larkmoor-{os.getpid()}")


@pytest.mark.parametrize("shown", SCREENS, ids=lambda shown: shown.name)
def test_nothing_on_a_screen_is_in_anybodys_way(
    shown: Screen, larkmoor: Company, device: Callable[..., BrowserContext],
    axe: Callable[..., list[str]], allow: Callable[[str], None],
) -> None:  # fmt: skip
    allow(shown.allowed or "$never")
    context = device()
    if shown.who:
        larkmoor.sign_in(context, shown.who)
    page = context.new_page()
    page.goto(shown.path(larkmoor))
    screens.settle(page)
    shown.then(page)
    found = []
    for size, width in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for theme, rules in THEMES.items():
            page.emulate_media(color_scheme=theme)
            found += [f"{size}, {theme}: {violation}" for violation in axe(page, rules)]
    assert not found, "\n".join(found)
