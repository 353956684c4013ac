"""A customer signs up."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from infra.local.cloud import Cloud
from tests.people import PASSWORD, Network
from tests.together import together


def sign_up(client: httpx.Client, slug: str, **other: Any) -> httpx.Response:
    owner = {"name": "Ada", "email": f"ada@{slug}.test", "password": PASSWORD} | other
    return client.post("/v1/tenants", json={"name": "Acme", "slug": slug, "owner": owner})


def test_who_signs_up_owns_the_network_and_is_signed_in(network: Network) -> None:
    me = network.owner.get("/v1/me")
    assert (me["tenant"], me["role"], me["email"]) == (network.tenant, "owner", f"olga@{network.slug}.test")


def test_the_sign_in_page_of_a_new_network_shows_its_name(network: Network) -> None:
    shown = network.client.get(f"/v1/tenants/{network.slug}/branding").json()
    assert (shown["name"], shown["slug"]) == ("Acme", network.slug)


def test_a_slug_that_is_taken_is_refused_by_name(network: Network) -> None:
    answer = sign_up(network.client, network.slug)
    assert (answer.status_code, answer.json()["field"]) == (409, "slug")


def test_of_two_who_take_the_same_slug_at_once_one_wins(
    cloud: Cloud, client: httpx.Client, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    slug = f"{network.slug}-both"
    statuses = together(monkeypatch, *[lambda: sign_up(client, slug)] * 2)
    assert statuses == [201, 409]
    assert Network(cloud, slug, "", client).sign_in(f"ada@{slug}.test").status_code == 201


def test_who_loses_the_slug_leaves_nothing_behind(network: Network) -> None:
    sign_up(network.client, network.slug, email="loser@other.test")
    assert network.sign_in("loser@other.test").status_code == 401


@pytest.mark.parametrize("slug", ["", "ab", "-acme", "acme-", "Acme", "a.b", "a" * 33, "äcme"])
def test_a_slug_is_a_plain_word(client: httpx.Client, slug: str) -> None:
    answer = sign_up(client, slug)
    assert (answer.status_code, answer.json()["field"]) == (422, "slug")


def test_the_same_person_may_own_several_networks(found_network: Callable[..., Network]) -> None:
    first, second = found_network(), found_network()
    email = "ada@both.test"
    for network in (first, second):
        assert sign_up(network.client, f"{network.slug}-too", email=email).status_code == 201
        there = Network(network.cloud, f"{network.slug}-too", "", network.client)
        assert there.sign_in(email).json()["tenant"]["slug"] == there.slug


@pytest.mark.parametrize("password", ["", "too short", "x" * 201])
def test_a_password_has_10_to_200_characters(client: httpx.Client, password: str) -> None:
    answer = sign_up(client, "any-slug", password=password)
    assert (answer.status_code, answer.json()["field"]) == (422, "owner.password")
