"""Pictures of what is uploaded, and what pictures say beyond their pixels."""

import io

import httpx
import pytest
from PIL import Image

from tests.documents import samples
from tests.documents.files import begin, complete, content_of, looked_at, put, send, stored
from tests.people import Network, Person


def variant(person: Person, id_: str, size: int) -> Image.Image:
    answer = httpx.get(person.get(f"/v1/documents/{id_}/preview?size={size}")["url"], timeout=30)
    assert answer.headers["content-type"] == "image/webp"
    return Image.open(io.BytesIO(answer.content))


def test_a_picture_is_shown_upright_in_three_sizes(network: Network, trio: list[Person]) -> None:
    content = samples.photo(size=(2400, 1200), turned=6)
    made = looked_at(network, trio[0], content, "Turned.jpg", content_type="image/jpeg")
    assert made["state"] == "clean"
    assert (made["preview"]["width"], made["preview"]["height"]) == (1200, 2400)
    assert made["preview"]["sizes"] == [320, 960, 1920]
    assert [variant(trio[0], made["id"], size).size for size in (320, 960, 1920)] == [
        (160, 320), (480, 960), (960, 1920),
    ]  # fmt: skip
    # Its upper left is what a viewer sees there.
    assert samples.is_red(variant(trio[0], made["id"], 320), (0.9, 0.1))


def test_a_list_says_where_its_thumbnails_are(network: Network, trio: list[Person]) -> None:
    made = looked_at(network, trio[0], samples.photo(size=(640, 320)), "Thumb.jpg", content_type="image/jpeg")
    [listed] = [one for one in trio[0].all("/v1/documents") if one["id"] == made["id"]]
    assert listed["thumbnail"] == made["thumbnail"], "a cache knows it again"
    answer = httpx.get(listed["thumbnail"], timeout=30)
    assert "immutable" in answer.headers["cache-control"]
    assert max(Image.open(io.BytesIO(answer.content)).size) == 320


def test_what_is_still_looked_at_has_no_thumbnail(network: Network, trio: list[Person]) -> None:
    network.cloud.pause()
    made = put(trio[0], samples.photo(), "Unseen.jpg", content_type="image/jpeg")
    network.cloud.resume()
    network.cloud.wait_idle()  # what it gives back of the quota is not to come while others count
    assert made["thumbnail"] is None


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_no_picture_says_where_it_was_taken(network: Network, trio: list[Person], kind: str) -> None:
    content = samples.photo(kind, turned=6)
    assert samples.CAMERA.encode() in content, "need something to take out"
    before = stored(trio[0])[0]
    made = looked_at(network, trio[0], content, f"Place.{kind}", content_type="application/octet-stream")
    kept = content_of(trio[0], made["id"]).content
    assert made["size"] == len(kept) == stored(trio[0])[0] - before
    assert not any(one in kept for one in (b"GPS", samples.CAMERA.encode()))
    old, new = Image.open(io.BytesIO(content)), Image.open(io.BytesIO(kept))
    assert new.getexif().get(0x0112) == old.getexif().get(0x0112)
    assert 2 not in new.getexif().get_ifd(0x8825)
    assert new.tobytes() == old.tobytes()
    small = variant(trio[0], made["id"], 320)
    assert (len(small.getexif()), small.info.get("xmp")) == (0, None)


@pytest.mark.parametrize("kind", ["JPEG", "TIFF", "film"])
def test_what_is_sent_once_more_says_no_place_either(network: Network, trio: list[Person], kind: str) -> None:
    film = b"\0\0\0\x18ftypisom\0\0\0\0isommp41\0\0\0\x24udta\xa9xyz+47.5596+007.5886+270.5/" + bytes(100)
    content = film if kind == "film" else samples.photo(kind)
    upload = begin(trio[0], content, f"Twice.{kind}", content_type="image/png")
    network.cloud.pause()
    send(upload, content)
    made = complete(trio[0], upload).json()
    network.cloud.resume()
    network.cloud.wait_idle()
    kept = content_of(trio[0], made["id"]).content
    assert kept != content
    assert send(upload, content).is_success, "the form is good for an hour"
    network.cloud.wait_idle()
    assert content_of(trio[0], made["id"]).content == kept
    bucket = network.cloud.resources["DocumentsBucket"]
    there = network.cloud.aws.client("s3").list_object_versions(
        Bucket=bucket, Prefix=upload["form"]["fields"]["key"]
    )
    assert len(there["Versions"]) == 1


def test_a_heic_says_neither_where_nor_by_which_camera(network: Network, trio: list[Person]) -> None:
    said = (samples.CAMERA.encode(), b"47,30.5N", b"Serial77", b"2026:01:02")
    assert all(one in samples.HEIC for one in said), "need something to take out"
    made = looked_at(network, trio[0], samples.HEIC, "IMG_1.heic", content_type="image/heic")
    kept = content_of(trio[0], made["id"]).content
    assert (made["state"], made["preview"], len(kept)) == ("clean", None, len(samples.HEIC))
    assert not any(one in kept for one in said)


def test_the_bytes_that_said_it_are_kept_nowhere(network: Network, trio: list[Person]) -> None:
    made = looked_at(network, trio[0], samples.photo(), "Nowhere.jpg")
    s3 = network.cloud.aws.client("s3")
    bucket = network.cloud.resources["DocumentsBucket"]
    [only] = s3.list_object_versions(Bucket=bucket, Prefix=f"documents/{network.tenant}/{made['id']}/")[
        "Versions"
    ]
    assert only["Size"] == made["size"]


def test_who_did_not_send_it_waits_until_it_was_looked_at(network: Network, trio: list[Person]) -> None:
    group = trio[0].make_group("Waiting")
    trio[1].join(group)
    network.cloud.pause()
    made = put(trio[0], samples.photo(), "Soon.jpg", space=f"g{group}")
    asked = [one.ask("GET", f"/v1/documents/{made['id']}/content").status_code for one in trio[:2]]
    network.cloud.resume()
    network.cloud.wait_idle()
    assert asked == [200, 409]
    assert b"GPS" not in content_of(trio[1], made["id"]).content


def test_a_pdf_is_shown_by_its_first_page(network: Network, trio: list[Person]) -> None:
    made = looked_at(network, trio[0], samples.pdf(pages=2), "Plan.pdf", content_type="application/pdf")
    assert (made["content_type"], made["kind"], made["state"]) == ("application/pdf", "pdf", "clean")
    assert (made["preview"]["pages"], made["preview"]["encrypted"]) == (2, False)
    assert variant(trio[0], made["id"], 320).size == (320, 320)


def test_words_are_kept_for_the_search(network: Network, trio: list[Person]) -> None:
    for content, name in ((b"Plain words", "Words.md"), (samples.docx("Plain words"), "Words.docx")):
        made = looked_at(network, trio[0], content, name, content_type="application/octet-stream")
        assert text_of(network, made["id"]).strip() == "Plain words"


def test_what_is_purged_leaves_nothing(network: Network, trio: list[Person]) -> None:
    made = looked_at(network, trio[0], samples.photo(), "To go.jpg")
    assert kept_of(network, made["id"]) == {"documents", "variants"}
    trio[0].delete(f"/v1/documents/{made['id']}")
    trio[0].delete(f"/v1/bin/{made['id']}")
    assert kept_of(network, made["id"]) == set()


def test_what_has_no_picture_says_so(network: Network, trio: list[Person]) -> None:
    made = looked_at(network, trio[0], b"words", "Words only.txt")
    assert made["preview"] is None
    assert trio[0].ask("GET", f"/v1/documents/{made['id']}/preview").status_code == 404


def text_of(network: Network, id_: str) -> str:
    found = network.cloud.aws.client("s3").get_object(
        Bucket=network.cloud.resources["DocumentsBucket"], Key=f"text/{network.tenant}/{id_}/{id_}.txt"
    )
    return str(found["Body"].read(), "utf-8")


def kept_of(network: Network, id_: str) -> set[str]:
    """The folders of the bucket that have something of it."""
    listed = network.cloud.aws.client("s3").list_objects_v2(Bucket=network.cloud.resources["DocumentsBucket"])
    return {one["Key"].partition("/")[0] for one in listed.get("Contents", ()) if id_ in one["Key"]}
