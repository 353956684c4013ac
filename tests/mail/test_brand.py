"""Mails wear the brand, and say everything without a picture."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest

from tests.people import Network
from tests.tenants import pictures
from tests.tenants.sending import wear


@pytest.fixture
def network(found_network: Callable[..., Network]) -> Network:
    return found_network("Acme & Sons")


def mailed(network: Network, name: str = "new") -> dict[str, Any]:
    """An invitation, as it came."""
    email = f"{name}@{network.slug}.test"
    network.owner.post("/v1/invites", {"email": email})
    [mail] = network.mails_to(email)
    return mail


def tags(html: str, wanted: str) -> list[dict[str, str | None]]:
    found = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag == wanted:
                found.append(dict(attrs))

    Reader().feed(html)
    return found


def test_the_button_wears_the_accent_and_a_text_that_is_legible_on_it(network: Network) -> None:
    shown = network.owner.put("/v1/branding", {"accent": "#0f5a8a"})["palette"]["light"]
    html = mailed(network)["html"]
    assert '<td bgcolor="#0f5a8a"' in html
    assert f"color:{shown['on_accent']};" in tags(html, "a")[0]["style"]


def test_the_head_wears_the_header_colour(network: Network) -> None:
    network.owner.put("/v1/branding", {"header": "#ffe08a"})
    assert "background:#ffe08a;color:#000000" in mailed(network)["html"]


def test_without_colours_it_wears_the_default_palette(network: Network) -> None:
    shown = network.owner.get("/v1/branding")["palette"]["light"]
    html = mailed(network)["html"]
    assert shown["accent"] in html
    assert "None" not in html


def test_the_logo_is_shown_from_an_address_that_everybody_can_open(network: Network) -> None:
    content = pictures.png()
    wear(network.owner, content)
    [logo] = tags(mailed(network)["html"], "img")
    assert network.client.get(str(logo["src"])).content == content


def test_the_logo_has_the_networks_name_where_it_is_not_shown(network: Network) -> None:
    wear(network.owner, pictures.png())
    [logo] = tags(mailed(network)["html"], "img")
    assert logo["alt"] == "Acme & Sons"


@pytest.mark.parametrize("content", [pictures.SVG, pictures.webp()])
def test_a_logo_that_mail_programs_do_not_know_gives_way_to_the_name(
    content: bytes, network: Network
) -> None:
    wear(network.owner, content)
    html = mailed(network)["html"]
    assert tags(html, "img") == []
    assert "Acme &amp; Sons</td>" in html


def test_a_password_reset_wears_the_brand_too(network: Network) -> None:
    network.owner.put("/v1/branding", {"accent": "#0f5a8a"})
    email = network.owner.session["user"]["email"]
    network.client.post("/v1/password-resets", json={"tenant": network.slug, "email": email})
    assert "#0f5a8a" in network.mails_to(email)[0]["html"]


def test_the_text_names_the_network_and_has_no_markup(network: Network) -> None:
    text = mailed(network)["text"]
    assert text.endswith("\n\nAcme & Sons\n")
    assert not re.search(r"<\w|#[0-9a-f]{6}", text)


def test_nothing_is_fetched_from_elsewhere(network: Network) -> None:
    wear(network.owner, pictures.png())
    html = mailed(network)["html"]
    assert set(re.findall(r"https?://[^/\s\"<]+", html)) == {network.cloud.url}


def test_two_networks_mails_wear_their_own(network: Network, found_network: Callable[..., Network]) -> None:
    other = found_network("Other")
    wear(network.owner, pictures.png())
    network.owner.put("/v1/branding", {"accent": "#0f5a8a"})
    other.owner.put("/v1/branding", {"accent": "#7a1fa2"})
    ours, theirs = mailed(network)["html"], mailed(other)["html"]
    assert ("#0f5a8a" in ours, "#0f5a8a" in theirs) == (True, False)
    assert ("#7a1fa2" in ours, "#7a1fa2" in theirs) == (False, True)
    assert network.tenant not in theirs.replace(other.tenant, "")
    assert tags(theirs, "img") == []
