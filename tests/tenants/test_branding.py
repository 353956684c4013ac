"""What a network wears: chosen by its admins, previewed, refused where it is not legible, its own alone."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.people import Network, Person
from tests.tenants import pictures
from tests.tenants.sending import wear

YELLOW, GREEN, PALE_GREEN = "#ffee00", "#0a6b3d", "#7fd6a4"


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network("Acme")


@pytest.fixture(scope="module")
def owner(network: Network) -> Person:
    return network.owner


def preview(owner: Person, **colours: str | None) -> dict[str, Any]:
    shown: dict[str, Any] = owner.post("/v1/branding/previews", colours)
    return shown


def test_a_new_network_wears_the_default(found_network: Callable[..., Network]) -> None:
    shown = found_network("New").owner.get("/v1/branding")
    assert {
        shown[name] for name in ("accent", "accent_dark", "header", "header_dark", "logo", "favicon")
    } == {None}
    assert shown["palette"].keys() == {"light", "dark"}
    assert shown["palette"]["light"].keys() == {
        "accent", "accent_hover", "accent_subtle", "on_accent", "link", "header", "on_header",
    }  # fmt: skip


def test_colours_that_pass_are_worn_as_they_are(owner: Person) -> None:
    wanted = {"accent": GREEN, "accent_dark": PALE_GREEN, "header": "#102030", "header_dark": "#203040"}
    shown = owner.put("/v1/branding", wanted)
    assert {name: shown[name] for name in wanted} == wanted
    for theme, accent, header in (("light", GREEN, "#102030"), ("dark", PALE_GREEN, "#203040")):
        worn = shown["palette"][theme]
        assert (worn["accent"], worn["link"], worn["header"]) == (accent, accent, header)


def test_without_a_dark_accent_the_light_one_is_fitted(owner: Person) -> None:
    shown = owner.put("/v1/branding", {"accent": GREEN, "accent_dark": None})
    assert shown["accent_dark"] is None
    assert shown["palette"]["dark"]["accent"] not in (GREEN, PALE_GREEN)


def test_a_colour_that_is_not_legible_is_refused_with_the_nearest_that_is(owner: Person) -> None:
    before = owner.get("/v1/branding")
    refused = owner.ask("PUT", "/v1/branding", {"name": "Yellow", "accent": YELLOW})
    problem = refused.json()
    assert (refused.status_code, problem["field"], problem["theme"]) == (422, "accent", "light")
    assert problem["ratio"] < problem["needed"] == 4.5
    assert owner.get("/v1/branding") == before
    assert owner.put("/v1/branding", {"accent": problem["nearest"]})["accent"] == problem["nearest"]


def test_a_dark_accent_that_is_too_dark_is_refused_by_its_own_name(owner: Person) -> None:
    problem = owner.ask("PUT", "/v1/branding", {"accent_dark": "#330000"}).json()
    assert (problem["field"], problem["theme"]) == ("accent_dark", "dark")
    assert owner.put("/v1/branding", {"accent_dark": problem["nearest"]})


@pytest.mark.parametrize("colour", [YELLOW, "#ffffff", "#000000", "#808080"])
def test_a_header_may_have_any_colour(colour: str, owner: Person) -> None:
    worn = owner.put("/v1/branding", {"header": colour, "header_dark": colour})["palette"]
    assert (worn["light"]["header"], worn["dark"]["header"]) == (colour, colour)


def test_null_takes_a_colour_back_to_the_default(
    owner: Person, found_network: Callable[..., Network]
) -> None:
    owner.put("/v1/branding", {"accent": GREEN, "header": GREEN})
    wanted = dict.fromkeys(("accent", "accent_dark", "header", "header_dark"))
    default = found_network("New").owner.get("/v1/branding")["palette"]
    assert owner.put("/v1/branding", wanted)["palette"] == default


# Previews


def test_a_preview_is_what_is_worn_afterwards(owner: Person) -> None:
    shown = preview(owner, accent=GREEN, header="#102030")
    assert shown["problems"] == []
    assert owner.put("/v1/branding", {"accent": GREEN, "header": "#102030"})["palette"] == shown["palette"]


def test_a_preview_changes_nothing(owner: Person) -> None:
    before = owner.get("/v1/branding")
    preview(owner, accent=YELLOW, header=YELLOW)
    assert owner.get("/v1/branding") == before


def test_a_preview_takes_what_is_not_said_from_what_is_worn(owner: Person) -> None:
    owner.put("/v1/branding", {"accent": GREEN, "header": "#102030"})
    shown = preview(owner, header=None)["palette"]["light"]
    assert (shown["accent"], shown["header"]) == (GREEN, "#ffffff")


def test_a_preview_says_what_fails_and_shows_what_would_pass(owner: Person) -> None:
    shown = preview(owner, accent=YELLOW, accent_dark="#330000")
    problems = [(one["field"], one["theme"], one["pair"]) for one in shown["problems"]]
    assert problems == [
        ("accent", "light", "link"),
        ("accent", "light", "button"),
        ("accent_dark", "dark", "link"),
        ("accent_dark", "dark", "button"),
    ]
    assert shown["palette"]["light"]["accent"] == shown["problems"][0]["nearest"]
    assert shown["palette"]["dark"]["accent"] == shown["problems"][2]["nearest"]


def test_a_preview_tells_every_contrast(owner: Person) -> None:
    checks = preview(owner, accent=GREEN)["checks"]
    assert {(one["theme"], one["pair"]) for one in checks} == {
        (theme, pair) for theme in ("light", "dark") for pair in ("link", "button", "text", "header")
    }
    assert all(one["ratio"] >= one["needed"] for one in checks)


# Two networks


def test_two_networks_wear_their_own(found_network: Callable[..., Network]) -> None:
    ours, theirs = found_network("Ours"), found_network("Theirs")
    ours.owner.put("/v1/branding", {"accent": GREEN, "header": "#102030", "welcome": "To us"})
    wear(ours.owner, pictures.png())
    before = found_network("Nobody").owner.get("/v1/branding")["palette"]
    shown = theirs.client.get(f"/v1/tenants/{theirs.slug}/branding").json()
    assert (shown["name"], shown["logo"], shown["welcome"], shown["palette"]) == (
        "Theirs",
        None,
        None,
        before,
    )
    shown = ours.client.get(f"/v1/tenants/{ours.slug}/branding").json()
    assert (shown["name"], shown["accent"], shown["welcome"]) == ("Ours", GREEN, "To us")
    assert ours.tenant in shown["logo"]


def test_an_invitation_shows_the_brand_before_one_is_in(network: Network, owner: Person) -> None:
    owner.put("/v1/branding", {"accent": GREEN})
    invite = owner.post("/v1/invites", {"email": f"shown@{network.slug}.test"})
    shown = network.client.get(f"/v1{network.invitation(invite['id'])}").json()["tenant"]
    assert (shown["accent"], shown["palette"]["light"]["accent"]) == (GREEN, GREEN)


# The manifest


def manifest(network: Network) -> dict[str, Any]:
    answer = network.client.get(f"/v1/tenants/{network.slug}/manifest.webmanifest")
    assert answer.headers["content-type"] == "application/manifest+json"
    found: dict[str, Any] = answer.json()
    return found


def test_a_phone_installs_the_network_by_its_own_name_place_and_colour(
    network: Network, owner: Person
) -> None:
    owner.put("/v1/branding", {"name": "Acme Works International", "header": "#102030"})
    found = manifest(network)
    assert (found["name"], found["short_name"]) == ("Acme Works International", "Acme")
    assert found["id"] == found["start_url"] == found["scope"] == f"/at/{network.slug}/"
    assert (found["theme_color"], found["display"]) == ("#102030", "standalone")


def test_without_a_favicon_the_manifest_has_the_clients_icons(found_network: Callable[..., Network]) -> None:
    icons = manifest(found_network("Plain"))["icons"]
    assert [(icon["src"], icon["sizes"]) for icon in icons] == [
        ("/icons/192.png", "192x192"),
        ("/icons/512.png", "512x512"),
    ]


@pytest.mark.parametrize(
    ("content", "sizes", "kind", "more"),
    [
        (pictures.png(256, 256), "256x256", "image/png", 0),
        (pictures.jpeg(256, 256), "256x256", "image/jpeg", 0),
        (pictures.SVG, "any", "image/svg+xml", 0),
        (pictures.png(32, 32), "32x32", "image/png", 2),
    ],
)
def test_a_favicon_is_the_icon_and_too_small_a_one_not_the_only(
    content: bytes, sizes: str, kind: str, more: int, network: Network, owner: Person
) -> None:
    favicon = wear(owner, content, "favicon").json()["favicon"]
    own, *others = manifest(network)["icons"]
    assert own == {"src": favicon, "sizes": sizes, "type": kind}
    assert len(others) == more
