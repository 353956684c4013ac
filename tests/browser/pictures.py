"""`python -m tests.browser.pictures`, which is `make screens`: docs/screens/, from the invented company."""

import base64
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from infra import chromium, web
from infra.local import testing
from tests.browser import company, screens
from tests.browser.company import Company
from tests.browser.conftest import DESKTOP, PHONE

FOLDER = Path(__file__).parents[2] / "docs/screens"
# (screen, theme, language); each as a desktop and a phone show it.
PICTURES = (
    ("sign-in", "light", "en"),
    ("feed", "light", "en"),
    ("feed", "dark", "en"),
    ("feed", "light", "ar"),
    ("post", "light", "en"),
    ("group", "light", "en"),
    ("chat-thread", "light", "en"),
    ("chat-thread", "dark", "en"),
    ("chat", "light", "en"),
    ("people", "light", "en"),
    ("person", "light", "en"),
    ("branding", "light", "en"),
)
DEVICES: dict[str, dict[str, Any]] = {"desktop": DESKTOP, "phone": PHONE}
# Chromium takes pictures as PNG; as WebP they are a third as large.
TO_WEBP = """async png => {
  const picture = await createImageBitmap(await (await fetch('data:image/png;base64,' + png)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext('2d').drawImage(picture, 0, 0);
  const webp = await canvas.convertToBlob({type: 'image/webp', quality: 0.8});
  return btoa([...new Uint8Array(await webp.arrayBuffer())].map(byte => String.fromCharCode(byte)).join(''));
}"""


def main() -> None:
    wanted = set(sys.argv[1:])
    web.build()
    FOLDER.mkdir(exist_ok=True)
    with testing.start() as cloud, sync_playwright() as playwright:
        larkmoor = company.make(cloud, "larkmoor")
        browser = chromium.launch(playwright)
        for name, theme, language in PICTURES:
            for device in DEVICES:
                if not wanted or name in wanted:
                    picture = take(browser, cloud.url, larkmoor, name, device, theme, language)
                    file = FOLDER / f"{_name(name, device, theme, language)}.webp"
                    file.write_bytes(picture)
                    print(
                        f"{file.relative_to(FOLDER.parent.parent)}  {len(picture) / 1000:.0f} KB", flush=True
                    )
        browser.close()


def take(
    browser: Browser, url: str, larkmoor: Company, name: str, device: str, theme: str, language: str
) -> bytes:
    screen = screens.BY_NAME[name]
    context = browser.new_context(
        base_url=url, color_scheme=theme, locale=language, reduced_motion="reduce", **DEVICES[device]
    )
    if screen.who:
        larkmoor.sign_in(context, screen.who)
    page = context.new_page()
    page.goto(screen.path(larkmoor))
    screens.settle(page)
    screen.then(page)
    picture = _webp(browser, page.screenshot())
    context.close()
    return picture


def _webp(browser: Browser, png: bytes) -> bytes:
    page: Page = browser.new_page()
    try:
        return base64.b64decode(page.evaluate(TO_WEBP, base64.b64encode(png).decode()))
    finally:
        page.close()


def _name(name: str, device: str, theme: str, language: str) -> str:
    return "-".join(
        [name, device, *([theme] if theme != "light" else []), *([language] if language != "en" else [])]
    )


if __name__ == "__main__":
    main()
