"""Faces and covers, of people and of groups: sent to S3, looked at, stripped of what they say, and shown."""

import hashlib
import io
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from PIL import Image

from tests.documents import samples
from tests.people import Network, Person
from tests.tenants import pictures as drawn

TURNED = 0x0112  # EXIF's orientation


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture
def person(network: Network) -> Person:
    return network.person("Pia Picture")


@pytest.fixture(params=["me", "group"])
def place(request: pytest.FixtureRequest, person: Person) -> str:
    """Where pictures of the person, or of a group of theirs, are put."""
    return "/v1/me" if request.param == "me" else f"/v1/groups/{person.make_group()}"


def send(person: Person, place: str, content: bytes, slot: str = "avatar", kind: str = "image/jpeg") -> str:
    """The id of what was sent."""
    announced = {"slot": slot, "content_type": kind, "size": len(content)}
    upload = person.post(f"{place}/pictures", announced)
    sent = httpx.post(upload["url"], data=upload["fields"], files={"file": ("file", content)}, timeout=30)
    assert sent.is_success, sent.text
    return str(upload["id"])


def wear(person: Person, place: str, content: bytes, slot: str = "avatar") -> Any:
    return person.put(f"{place}/pictures/{slot}", {"upload": send(person, place, content, slot)})


def shown(network: Network, address: str) -> httpx.Response:
    return httpx.get(f"{network.cloud.url}{address}", timeout=30)


@pytest.mark.parametrize("slot", ["avatar", "cover"])
def test_a_picture_is_shown_at_an_address_that_stays(
    network: Network, person: Person, place: str, slot: str
) -> None:
    address = wear(person, place, samples.photo(), slot)[slot]
    answer = shown(network, address)
    assert answer.headers["content-type"] == "image/jpeg"
    assert "immutable" in answer.headers["cache-control"]
    assert person.get(place)[slot] == address


def test_it_says_neither_where_nor_by_what_it_was_taken(network: Network, person: Person, place: str) -> None:
    content = samples.photo()
    assert samples.CAMERA.encode() in content, "need something to take out"
    kept = shown(network, wear(person, place, content)["avatar"]).content
    assert samples.CAMERA.encode() not in kept
    assert set(Image.open(io.BytesIO(kept)).getexif()) <= {TURNED}


def test_it_stands_as_it_was_taken(network: Network, person: Person, place: str) -> None:
    """Apps send what the camera gave them; browsers turn it."""
    turned = Image.Exif()
    turned[TURNED] = 6
    content = io.BytesIO()
    Image.new("RGB", (80, 40), "red").save(content, "JPEG", exif=turned)
    kept = shown(network, wear(person, place, content.getvalue())["avatar"]).content
    assert Image.open(io.BytesIO(kept)).getexif()[TURNED] == 6


def test_a_group_that_is_deleted_takes_its_pictures_along(network: Network, person: Person) -> None:
    place = f"/v1/groups/{person.make_group()}"
    addresses = [wear(person, place, samples.photo(), slot)[slot] for slot in ("avatar", "cover")]
    person.delete(place)
    assert [shown(network, address).status_code for address in addresses] == [404, 404]


def test_sent_once_more_it_is_the_same(person: Person, place: str) -> None:
    upload = {"upload": send(person, place, samples.photo())}
    first, again = (person.put(f"{place}/pictures/avatar", upload)["avatar"] for _ in range(2))
    assert first == again


def test_what_was_there_before_goes(network: Network, person: Person, place: str) -> None:
    before = wear(person, place, samples.photo())["avatar"]
    wear(person, place, samples.photo(size=(80, 80)))
    assert shown(network, before).status_code == 404


def test_without_a_picture_there_is_none(network: Network, person: Person, place: str) -> None:
    before = wear(person, place, samples.photo())["avatar"]
    person.delete(f"{place}/pictures/avatar")
    assert person.get(place)["avatar"] is None
    assert shown(network, before).status_code == 404


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "PNG"),
        (b"\x89PNG\r\n\x1a\ncut", "cut"),
        (b"words", "PNG"),
    ],
)
def test_what_is_no_picture_is_refused(person: Person, place: str, content: bytes, words: str) -> None:
    upload = send(person, place, content, kind="image/png")
    answer = person.ask("PUT", f"{place}/pictures/avatar", {"upload": upload})
    assert (answer.status_code, answer.json()["field"]) == (422, "upload")
    assert words in answer.json()["detail"]


def test_a_picture_that_is_too_large_is_refused_before_it_is_sent(person: Person, place: str) -> None:
    announced = {"slot": "avatar", "content_type": "image/png", "size": 600_000}
    answer = person.ask("POST", f"{place}/pictures", announced)
    assert (answer.status_code, answer.json()["limit"]) == (422, 524_288)


def test_what_another_sent_is_not_there(network: Network, person: Person, place: str) -> None:
    theirs = send(person, place, samples.photo())
    stranger = network.person("Sam Stranger")
    assert stranger.ask("PUT", "/v1/me/pictures/avatar", {"upload": theirs}).status_code == 422


def test_who_borrows_an_address_takes_nothing_from_its_owner(
    network: Network, person: Person, place: str
) -> None:
    theirs = wear(person, place, samples.photo())["avatar"]
    borrower = network.person("Bo Borrower")
    assert borrower.ask("PATCH", "/v1/me", {"avatar": theirs}).status_code == 422
    borrower.delete("/v1/me/pictures/avatar")
    assert shown(network, theirs).status_code == 200


def test_a_picture_that_is_written_over_goes_too(network: Network, person: Person) -> None:
    before = wear(person, "/v1/me", samples.photo())["avatar"]
    assert person.patch("/v1/me", {"avatar": before})["avatar"] == before
    assert shown(network, before).status_code == 200
    person.patch("/v1/me", {"avatar": None})
    assert shown(network, before).status_code == 404


def test_words_of_ones_own_carry_the_new_face(person: Person) -> None:
    group = person.make_group()
    address = wear(person, "/v1/me", drawn.png(16, 16))["avatar"]
    post = person.post(f"/v1/groups/{group}/posts", {"body": "Look"})
    assert post["author"]["avatar"] == address


def test_a_groups_picture_is_its_owners(network: Network, person: Person) -> None:
    group = person.make_group()
    member = network.person("Mel Member")
    member.join(group)
    announced = {"slot": "cover", "content_type": "image/png", "size": 10}
    assert member.ask("POST", f"/v1/groups/{group}/pictures", announced).status_code == 403
    assert member.ask("DELETE", f"/v1/groups/{group}/pictures/cover").status_code == 403


def test_an_address_says_nothing_of_what_it_shows(person: Person) -> None:
    content = drawn.png(8, 8)
    address = wear(person, "/v1/me", content)["avatar"]
    assert hashlib.sha256(content).hexdigest()[:16] not in address, (
        "who has a picture cannot ask who wears it"
    )
