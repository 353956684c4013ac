"""Logos and favicons: from a browser on another port to S3, looked at, and shown under /brand/."""

import subprocess
import sys
from collections.abc import Callable

import httpx
import pytest

from chalicelib.core import clock
from tests.people import Network, Person
from tests.tenants import pictures
from tests.tenants.sending import kind_of, offer, send, upload, wear


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network("Acme")


@pytest.fixture(scope="module")
def owner(network: Network) -> Person:
    return network.owner


@pytest.mark.parametrize(
    "content", [pictures.png(), pictures.jpeg(), pictures.webp(), pictures.SVG], ids=kind_of
)
def test_a_picture_that_was_sent_is_shown_as_it_is(content: bytes, owner: Person) -> None:
    logo = wear(owner, content).json()["logo"]
    shown = owner.client.get(logo)
    assert (shown.status_code, shown.content) == (200, content)
    assert shown.headers["content-type"] == kind_of(content)


def test_what_is_shown_may_be_kept_for_ever_and_runs_nothing(owner: Person) -> None:
    shown = owner.client.get(wear(owner, pictures.SVG).json()["logo"])
    assert shown.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert (
        shown.headers["content-security-policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )
    assert shown.headers["x-content-type-options"] == "nosniff"


def test_a_file_has_its_networks_id_in_its_path(network: Network, owner: Person) -> None:
    logo = wear(owner, pictures.png()).json()["logo"]
    assert logo.startswith(f"/brand/{network.tenant}/")
    assert logo.endswith(".png")


def test_logo_dark_logo_and_favicon_are_apart(found_network: Callable[..., Network]) -> None:
    owner = found_network().owner
    sent = {
        slot: upload(owner, pictures.png(shade=shade), slot)
        for shade, slot in enumerate(("logo", "logo_dark", "favicon"))
    }
    worn = owner.put("/v1/branding", sent)
    assert [owner.client.get(worn[slot]).content for slot in sent] == [
        pictures.png(shade=shade) for shade in range(3)
    ]


def test_null_takes_a_logo_away(owner: Person) -> None:
    logo = wear(owner, pictures.png()).json()["logo"]
    assert owner.put("/v1/branding", {"logo": None})["logo"] is None
    assert owner.client.get(logo).status_code == 404


def test_a_new_logo_removes_the_old_file(owner: Person) -> None:
    old = wear(owner, pictures.png()).json()["logo"]
    new = wear(owner, pictures.jpeg()).json()["logo"]
    assert [owner.client.get(path).status_code for path in (old, new)] == [404, 200]


def test_the_same_picture_sent_again_stays_when_the_first_goes(owner: Person) -> None:
    content = pictures.png(shade=7)
    wear(owner, content)
    assert owner.client.get(wear(owner, content).json()["logo"]).content == content


def test_other_changes_leave_the_logo(owner: Person) -> None:
    logo = wear(owner, pictures.png()).json()["logo"]
    assert owner.put("/v1/branding", {"welcome": "Hello"})["logo"] == logo
    assert owner.client.get(logo).status_code == 200


def test_what_is_not_kept_is_shown_to_nobody(network: Network, owner: Person) -> None:
    offered = offer(owner, pictures.SVG)
    send(offered, pictures.SVG)
    for path in (f"/brand/{network.tenant}/{offered['id']}", f"/brand/%2e%2e/{offered['fields']['key']}"):
        assert owner.client.get(path).status_code == 404


# The form


def test_a_page_on_another_port_may_send_and_hear_the_answer(network: Network, owner: Person) -> None:
    content = pictures.png()
    offered = offer(owner, content)
    assert httpx.URL(offered["url"]).port != httpx.URL(network.cloud.url).port
    asked = {"Origin": network.cloud.url, "Access-Control-Request-Method": "POST"}
    preflight = httpx.options(offered["url"], headers=asked)
    answer = send(offered, content, Origin=network.cloud.url)
    assert [preflight.status_code, answer.status_code] == [200, 204]
    for told in (preflight, answer):
        assert told.headers["access-control-allow-origin"] in ("*", network.cloud.url)


def test_the_pages_policy_lets_them_send_there(owner: Person) -> None:
    policy = owner.client.get("/").headers["content-security-policy"]
    place = httpx.URL(offer(owner, pictures.png())["url"])
    [connect] = [part for part in policy.split(";") if part.strip().startswith("connect-src ")]
    assert f"http://{place.netloc.decode()}" in connect.split()


@pytest.mark.parametrize("region", ["us-east-1", "eu-central-1"])
def test_on_aws_a_form_goes_where_the_pages_policy_lets_it(region: str) -> None:
    """In a process of its own: here the environment is the local cloud's."""
    code = """if True:
        from chalicelib.core.actor import Actor
        from chalicelib.tenants import model, uploads
        new = model.NewUpload(slot="logo", content_type="image/png", size=10)
        made = uploads.offer(Actor("T", "u", "owner"), new)
        print(made.url, made.fields["x-amz-algorithm"])"""
    told = {
        "AWS_REGION": region,
        "BRAND_BUCKET": "brands",
        "AWS_ACCESS_KEY_ID": "id",
        "AWS_SECRET_ACCESS_KEY": "x",
    }
    answer = subprocess.run(
        [sys.executable, "-c", code], env=told, capture_output=True, text=True, check=True
    )
    assert answer.stdout.split() == [f"https://brands.s3.{region}.amazonaws.com/", "AWS4-HMAC-SHA256"]


@pytest.mark.parametrize("more", [-1, 1])
def test_s3_takes_exactly_the_size_that_was_announced(more: int, owner: Person) -> None:
    content = pictures.png()
    offered = offer(owner, content)
    assert send(offered, content[:-1] if more < 0 else content + b"\0").status_code == 400


def test_s3_takes_no_other_type_and_no_other_place(owner: Person) -> None:
    content = pictures.png()
    for field, value in (("Content-Type", "text/html"), ("key", "brand/other/logo.png")):
        offered = offer(owner, content)
        offered["fields"][field] = value
        assert send(offered, content).status_code == 403


@pytest.mark.parametrize(
    ("slot", "largest"), [("logo", 524_288), ("logo_dark", 524_288), ("favicon", 131_072)]
)
def test_what_is_too_large_is_told_before_it_is_sent(slot: str, largest: int, owner: Person) -> None:
    wanted = {"slot": slot, "content_type": "image/png", "size": largest}
    assert owner.ask("POST", "/v1/branding/uploads", wanted).status_code == 201
    refused = owner.ask("POST", "/v1/branding/uploads", wanted | {"size": largest + 1})
    assert (refused.status_code, refused.json()["field"], refused.json()["limit"]) == (422, "size", largest)


def test_asking_again_with_the_same_key_gives_the_same_place(owner: Person) -> None:
    wanted = {"slot": "logo", "content_type": "image/png", "size": 10}
    forms = [owner.post("/v1/branding/uploads", wanted, Idempotency_Key="form-1") for _ in range(2)]
    assert forms[0]["id"] == forms[1]["id"]


# The id


def refused(answer: httpx.Response, field: str, words: str) -> None:
    assert answer.status_code == 422, answer.text
    assert answer.json()["field"] == field
    assert words in answer.json()["detail"]


def test_an_upload_is_used_once(owner: Person) -> None:
    used = upload(owner, pictures.png())
    assert owner.ask("PUT", "/v1/branding", {"logo": used}).status_code == 200
    refused(owner.ask("PUT", "/v1/branding", {"logo": used}), "logo", "no such upload")


def test_an_upload_that_never_came_is_refused(owner: Person) -> None:
    offered = offer(owner, pictures.png())
    refused(owner.ask("PUT", "/v1/branding", {"logo": offered["id"]}), "logo", "never sent")


def test_an_upload_is_for_what_it_was_asked_for(owner: Person) -> None:
    sent = upload(owner, pictures.png(), "favicon")
    refused(owner.ask("PUT", "/v1/branding", {"logo": sent}), "logo", "something else")


def test_another_networks_upload_is_none(owner: Person, found_network: Callable[..., Network]) -> None:
    theirs = upload(found_network("Other").owner, pictures.png())
    refused(owner.ask("PUT", "/v1/branding", {"logo": theirs}), "logo", "no such upload")


NEVER_SENT = "01arz3ndektsv4rrffq69g5fav"


@pytest.mark.parametrize("id_", ["x", "../favicon/x", "/", NEVER_SENT])
def test_what_is_no_id_is_refused(id_: str, owner: Person) -> None:
    refused(owner.ask("PUT", "/v1/branding", {"logo": id_}), "logo", "no upload's id")


def test_an_upload_older_than_an_hour_is_refused(owner: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = upload(owner, pictures.png())
    now = clock.now
    monkeypatch.setattr(clock, "now", lambda: now() + clock.HOUR + 5)
    refused(owner.ask("PUT", "/v1/branding", {"logo": sent}), "logo", "older than an hour")


def test_one_bad_file_keeps_the_whole_change_from_happening(owner: Person) -> None:
    before = owner.get("/v1/branding")
    wanted = {"name": "New name", "logo": upload(owner, pictures.png() + b"more")}
    refused(owner.ask("PUT", "/v1/branding", wanted), "logo", "follows the end")
    assert owner.get("/v1/branding") == before


def test_a_change_that_comes_too_late_leaves_the_upload_for_another_try(owner: Person) -> None:
    sent = upload(owner, pictures.png())
    assert owner.ask("PUT", "/v1/branding", {"logo": sent}, If_Match='"99.x"').status_code == 412
    assert owner.ask("PUT", "/v1/branding", {"logo": sent}).status_code == 200


# Who


def test_admins_alone_send_and_preview(network: Network) -> None:
    (member,) = network.people("Mem Ber")
    wanted = {"slot": "logo", "content_type": "image/png", "size": 10}
    assert member.ask("POST", "/v1/branding/uploads", wanted).status_code == 403
    assert member.ask("POST", "/v1/branding/previews", {"accent": "#123abc"}).status_code == 403
