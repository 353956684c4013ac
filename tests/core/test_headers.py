"""Whose request it is: CloudFront says so, and nobody else is believed."""

import httpx
import pytest

from chalicelib.core import headers

SECRET = "known to CloudFront and us"
PEER = "203.0.113.7"


@pytest.fixture
def behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORIGIN_SECRET", SECRET)


def told(address: str, secret: str = SECRET) -> dict[str, str]:
    return {"x-viewer-address": address, "x-origin-secret": secret}


@pytest.mark.usefixtures("behind")
def test_cloudfront_is_believed() -> None:
    assert headers.viewer(told("198.51.100.1"), PEER) == "198.51.100.1"


@pytest.mark.usefixtures("behind")
def test_all_addresses_of_a_household_are_one() -> None:
    mine = {headers.viewer(told(address), PEER) for address in ("2001:db8::1", "2001:db8:0:0:ffff::2")}
    assert mine == {"2001:db8::/64"}
    assert headers.viewer(told("2001:db8:0:1::1"), PEER) == "2001:db8:0:1::/64"


@pytest.mark.usefixtures("behind")
@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"x-viewer-address": "198.51.100.1"},
        told("198.51.100.1", ""),
        told("198.51.100.1", SECRET.upper()),
        told("198.51.100.1", SECRET[:-1]),
        told("198.51.100.1", "\ud800"),
        {"x-forwarded-for": "198.51.100.1", "cloudfront-viewer-address": "198.51.100.1:443"},
    ],
)
def test_who_does_not_know_the_secret_has_the_address_they_come_from(sent: dict[str, str]) -> None:
    assert headers.viewer(sent, PEER) == PEER


@pytest.mark.usefixtures("behind")
def test_cloudfront_without_an_address_is_the_peer() -> None:
    assert headers.viewer(told(""), PEER) == PEER


@pytest.mark.parametrize("secret", ["", SECRET])
def test_where_no_cloudfront_stands_before_it_nobody_is_believed(
    secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORIGIN_SECRET", "")
    assert headers.viewer(told("198.51.100.1", secret), PEER) == PEER


def guesses(client: httpx.Client, *sent: dict[str, str]) -> list[int]:
    return [client.get("/v1/me", headers={"Authorization": "Bearer guess"} | one).status_code for one in sent]


@pytest.mark.usefixtures("behind")
def test_viewers_behind_cloudfront_are_counted_each_by_themselves(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RATE_ADDRESS", "8")
    first, second = told("198.51.100.21"), told("198.51.100.22")
    assert guesses(client, first, first, first, second, second, second) == [401, 401, 429, 401, 401, 429]


@pytest.mark.usefixtures("behind")
def test_an_address_that_is_made_up_is_no_way_around_the_limit(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RATE_ADDRESS", "8")
    made_up = [told(f"198.51.100.{number}", "a guess") for number in range(30, 36)]
    assert guesses(client, *made_up)[2:] == [429] * 4
