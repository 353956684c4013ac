"""Films and sounds, as people look at them: in lists, beside words, and playing."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Screen
from tests.browser.test_documents import mine
from tests.documents.files import looked_at
from tests.documents.test_films import made, pattern, tone, with_ffmpeg
from tests.people import Network, Person

pytestmark = with_ffmpeg


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture
def person(network: Network, tmp_path: Path) -> Person:
    """Somebody with a film and a sound."""
    person = network.person("Fay Filmer")
    film = made(tmp_path, "Mast.webm", *pattern(7)).read_bytes()
    looked_at(network, person, film, "Mast.webm", content_type="video/webm")
    sound = made(tmp_path, "Wind.ogg", *tone(3)).read_bytes()
    looked_at(network, person, sound, "Wind.ogg", content_type="audio/ogg")
    return person


def test_a_film_shows_its_picture_and_its_length(screen: Screen, person: Person) -> None:
    page = screen(person, mine(person))
    page.get_by_role("button", name="Show as a grid").click()
    expect(page.locator(".thumb-video img[data-loaded]")).to_have_count(1)
    expect(page.get_by_text("0:07", exact=True)).to_be_visible()


def test_a_film_plays_where_it_is(screen: Screen, person: Person) -> None:
    page = screen(person, mine(person))
    page.get_by_role("button", name="Mast.webm", exact=True).click()
    film = page.get_by_role("dialog").locator("video")
    expect(film).to_have_attribute("poster", re.compile(r"/\d+\.webp\?"))
    assert film.evaluate("async one => { one.muted = true; await one.play(); return one.duration }") > 6


def test_a_sound_plays_where_it_is(screen: Screen, person: Person) -> None:
    page = screen(person, mine(person))
    page.get_by_role("button", name="Wind.ogg", exact=True).click()
    sound = page.get_by_role("dialog").locator("audio")
    assert sound.evaluate("async one => { one.muted = true; await one.play(); return one.duration }") > 2


def test_a_film_beside_words_is_looked_at_there(screen: Screen, network: Network, tmp_path: Path) -> None:
    author = network.person("Fay Filmer")
    film = made(tmp_path, "Van.webm", *pattern(65)).read_bytes()
    beside = looked_at(network, author, film, "Van.webm", content_type="video/webm", space=f"a{author.id}")[
        "id"
    ]
    group = author.make_group("Van")
    author.post(f"/v1/groups/{group}/posts", {"body": "Off we go", "attachments": [beside]})
    page = screen(network.owner, f"/at/{network.slug}/groups/{group}")
    expect(page.get_by_text("1:05", exact=True)).to_be_visible()
    page.get_by_role("button", name="Van.webm").click()
    expect(page.get_by_role("dialog").locator("video")).to_be_visible()
