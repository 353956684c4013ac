"""Files go straight to S3 and become documents once they are there and right."""

import hashlib

import httpx
import pytest

from chalicelib.core import clock, keys
from chalicelib.core.table import Table, changes
from chalicelib.documents import arrivals, storage
from chalicelib.documents.model import UploadItem
from tests.documents.files import announced, begin, complete, content_of, names, put, send, stored
from tests.people import Network, Person


def test_a_file_is_sent_and_fetched_by_the_client_itself(trio: list[Person]) -> None:
    made = put(trio[0], b"All of it", "There and back.txt")
    assert (made["name"], made["kind"], made["size"], made["number"]) == ("There and back.txt", "text", 9, 1)
    assert content_of(trio[0], made["id"]).content == b"All of it"


@pytest.mark.parametrize("content", [b"shorter", b"longer than said", b"other bytes!"])
def test_s3_takes_nothing_but_what_was_announced(trio: list[Person], content: bytes) -> None:
    upload = begin(trio[0], b"as announced", f"{len(content)} not.txt")
    send(upload, content)
    assert complete(trio[0], upload).status_code == 422


def test_what_was_not_sent_yet_is_no_document(trio: list[Person]) -> None:
    upload = begin(trio[0], b"on its way", "Not yet.txt")
    assert complete(trio[0], upload).status_code == 422
    assert "Not yet.txt" not in names(trio[0], f"space=u{trio[0].id}")
    assert send(upload, b"on its way").is_success
    assert complete(trio[0], upload).is_success


def test_completing_again_answers_the_same(trio: list[Person]) -> None:
    upload = begin(trio[0], b"once", "Once.txt")
    send(upload, b"once")
    told = [complete(trio[0], upload).json()["id"] for _ in range(2)]
    assert told == [upload["document"]] * 2
    assert names(trio[0], f"space=u{trio[0].id}").count("Once.txt") == 1


def test_a_new_version_that_is_completed_again_is_one_version(trio: list[Person]) -> None:
    made = put(trio[0], b"one", "Twice told.txt")
    upload = begin(trio[0], b"two", document=made["id"])
    send(upload, b"two")
    assert [complete(trio[0], upload).json()["number"] for _ in range(2)] == [2, 2]


def test_an_upload_is_nobody_elses(trio: list[Person]) -> None:
    upload = begin(trio[0], b"mine", "Mine.txt")
    asked = [
        trio[1].ask("GET", f"/v1/uploads/{upload['id']}"),
        trio[1].ask("POST", f"/v1/uploads/{upload['id']}/completion", {}),
    ]
    assert [answer.status_code for answer in asked] == [404, 404]
    assert trio[1].ask("DELETE", f"/v1/uploads/{upload['id']}").status_code == 404
    assert trio[0].get(f"/v1/uploads/{upload['id']}")["name"] == "Mine.txt"


def test_what_is_given_up_counts_no_more(network: Network) -> None:
    (person,) = network.people("Giver Up")
    upload = begin(person, b"x" * 1000)
    assert stored(person)[0] == 1000
    person.delete(f"/v1/uploads/{upload['id']}")
    assert person.ask("DELETE", f"/v1/uploads/{upload['id']}").status_code == 404
    assert stored(person)[0] == 0
    assert complete(person, upload).status_code == 404


def lapse(network: Network, person: Person, upload: str, *, since: int = 1) -> None:
    """Its time is over since so many seconds, and DynamoDB takes it away."""
    past = clock.now() - since
    kept = keys.upload(person.id, upload)
    Table(network.tenant).update(kept, *changes(until=past - clock.DAY, expires=past), kind=UploadItem)
    network.cloud.expire(f"{network.tenant}#u#{person.id}")
    network.cloud.wait_idle()


def test_what_was_never_completed_counts_no_more_after_its_time(network: Network) -> None:
    person = network.person("Never Ending")
    upload = begin(person, b"x" * 1000)
    send(upload, b"x" * 1000)
    lapse(network, person, upload["id"])
    assert stored(person)[0] == 0
    assert storage.look(storage.key(network.tenant, upload["document"], upload["id"])) is None


def test_told_twice_it_is_given_back_once(network: Network) -> None:
    person = network.person("Never Ending")
    put(person, b"kept", "Kept.txt")
    upload = begin(person, b"x" * 1000)
    lapse(network, person, upload["id"])
    news = arrivals.News(
        tenant=network.tenant, type="UploadExpired", user=person.id, upload=upload["id"],
        document=upload["document"], size=1000,
    )  # fmt: skip
    arrivals.answer(news)
    assert stored(person)[0] == len(b"kept")


def test_what_was_completed_or_given_up_is_not_given_back_again(network: Network) -> None:
    person = network.person("Ends All")
    put(person, b"kept", "Kept.txt")
    person.delete(f"/v1/uploads/{begin(person, b'x' * 1000)['id']}")
    network.cloud.expire(f"{network.tenant}#u#{person.id}")
    network.cloud.wait_idle()
    assert stored(person)[0] == len(b"kept")


def test_after_a_day_nobody_completes_it(network: Network) -> None:
    person = network.person("Late Again")
    upload = begin(person, b"late")
    send(upload, b"late")
    kept = keys.upload(person.id, upload["id"])
    Table(network.tenant).update(kept, *changes(until=clock.now()), kind=UploadItem)
    assert complete(person, upload).status_code == 404
    assert person.ask("DELETE", f"/v1/uploads/{upload['id']}").status_code == 404


def test_a_name_that_is_taken_is_told_with_whose_it_is(trio: list[Person]) -> None:
    made = put(trio[0], b"first", "Taken.txt")
    refused = trio[0].ask("POST", "/v1/documents", announced(b"second", "TAKEN.txt"))
    assert (refused.status_code, refused.json()["document"]) == (409, made["id"])
    both = put(trio[0], b"second", "Taken.txt", keep_both=True)
    assert both["name"] == "Taken (2).txt"


def test_of_two_who_send_the_same_name_at_once_neither_is_lost(trio: list[Person]) -> None:
    first, second = (begin(trio[0], content, "Race.txt") for content in (b"one", b"two"))
    assert send(first, b"one").is_success
    assert send(second, b"two").is_success
    assert complete(trio[0], first).is_success
    assert complete(trio[0], second).status_code == 409
    assert complete(trio[0], second, keep_both=True).json()["name"] == "Race (2).txt"


@pytest.fixture
def in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Larger than S3 asks of a part, smaller than ours."""
    monkeypatch.setattr(storage, "WHOLE", 1024)
    monkeypatch.setattr(storage, "PART", 5 * 1024**2)


def _parts(content: bytes, size: int) -> list[bytes]:
    return [content[at : at + size] for at in range(0, len(content), size)]


def _asked(parts: list[bytes]) -> dict[str, list[dict[str, object]]]:
    told = [{"number": n, "sha256": hashlib.sha256(p).hexdigest()} for n, p in enumerate(parts, 1)]
    return {"parts": told}


@pytest.mark.usefixtures("in_parts")
def test_a_large_file_goes_in_parts_and_on_after_a_break(trio: list[Person]) -> None:
    content = b"0123456789abcdef" * (12 * 1024**2 // 16)
    upload = begin(trio[0], content, "Large.bin")
    parts = _parts(content, upload["part_size"])
    assert (upload["form"], upload["parts"], len(parts)) == (None, 3, 3)
    urls = trio[0].post(f"/v1/uploads/{upload['id']}/parts", _asked(parts))["parts"]
    for one in (urls[0], urls[2]):
        sent = httpx.put(one["url"], content=parts[one["number"] - 1], headers=one["headers"], timeout=60)
        assert sent.is_success, sent.text
    there = trio[0].get(f"/v1/uploads/{upload['id']}")["there"]
    assert [(part["number"], part["size"]) for part in there] == [(1, 5 * 1024**2), (3, 2 * 1024**2)]
    done = [part | {"etag": "x"} for part in _asked(parts)["parts"]]
    assert complete(trio[0], upload, parts=done).status_code == 422, "a part is missing"
    httpx.put(urls[1]["url"], content=parts[1], headers=urls[1]["headers"], timeout=60).raise_for_status()
    etags = {part["number"]: part["etag"] for part in trio[0].get(f"/v1/uploads/{upload['id']}")["there"]}
    done = [part | {"etag": etags[part["number"]]} for part in _asked(parts)["parts"]]
    made = complete(trio[0], upload, parts=done)
    assert made.is_success, made.text
    assert content_of(trio[0], made.json()["id"]).content == content


@pytest.mark.usefixtures("in_parts")
def test_what_was_put_together_and_then_given_up_is_gone(network: Network, trio: list[Person]) -> None:
    content = b"x" * 2048
    upload = begin(trio[0], content, "Taken meanwhile.bin")
    [url] = trio[0].post(f"/v1/uploads/{upload['id']}/parts", _asked([content]))["parts"]
    etag = httpx.put(url["url"], content=content, headers=url["headers"]).headers["etag"]
    put(trio[0], b"quicker", "Taken meanwhile.bin")
    done = [part | {"etag": etag} for part in _asked([content])["parts"]]
    assert complete(trio[0], upload, parts=done).status_code == 409
    trio[0].delete(f"/v1/uploads/{upload['id']}")
    assert storage.look(storage.key(network.tenant, upload["document"], upload["id"])) is None


@pytest.mark.parametrize("etag", ["", "\0", "not\none", "ß"])
@pytest.mark.usefixtures("in_parts")
def test_what_is_no_etag_is_refused(trio: list[Person], etag: str) -> None:
    upload = begin(trio[0], b"x" * 2048, "Tagged.bin", keep_both=True)
    done = [part | {"etag": etag} for part in _asked([b"x"])["parts"]]
    answer = complete(trio[0], upload, parts=done)
    assert (answer.status_code, answer.json()["field"]) == (422, "parts[0].etag")


@pytest.mark.usefixtures("in_parts")
def test_a_part_that_is_not_there_has_no_link(trio: list[Person]) -> None:
    upload = begin(trio[0], b"x" * 2048, "Few parts.bin")
    asked = {"parts": [{"number": 2, "sha256": "0" * 64}]}
    assert trio[0].ask("POST", f"/v1/uploads/{upload['id']}/parts", asked).status_code == 422


@pytest.mark.parametrize(
    "name",
    ["a/b.txt", "a\\b.txt", "..", ".", "line\nbreak", "turned\u202etxt.exe", "x" * 300, " ", "\u200b", ""],
)
def test_names_that_mean_something_else_are_refused(trio: list[Person], name: str) -> None:
    refused = trio[0].ask("POST", "/v1/documents", announced(b"x", name))
    assert (refused.status_code, refused.json()["field"]) == (422, "name")


@pytest.mark.parametrize("name", ["Ünï ✓ 文書.txt", "a'b\"c;d%00.txt", ".hidden", "no ending", "CON"])
def test_a_name_comes_back_as_it_was_given(trio: list[Person], name: str) -> None:
    made = put(trio[0], name.encode(), name)
    told = content_of(trio[0], made["id"]).headers["content-disposition"]
    assert made["name"] == name
    assert told.startswith('attachment; filename="')
    assert "\n" not in told


def test_a_link_is_for_one_document_and_a_few_minutes(trio: list[Person]) -> None:
    made, other = put(trio[0], b"one", "One link.txt"), put(trio[0], b"two", "Other link.txt")
    url = trio[0].get(f"/v1/documents/{made['id']}/content")["url"]
    assert httpx.get(url.replace(made["id"], other["id"])).status_code == 403
    assert "X-Amz-Expires=300" in url


def test_what_could_run_in_a_page_is_never_shown_in_one(trio: list[Person]) -> None:
    for ending, kind in (("html", "text/html"), ("svg", "image/svg+xml"), ("js", "text/javascript")):
        made = put(trio[0], b"<script>1</script>", f"Runs.{ending}", content_type=kind)
        told = content_of(trio[0], made["id"], "?inline=true").headers
        assert told["content-type"] == "application/octet-stream"
        assert told["content-disposition"].startswith("attachment")


def test_a_large_file_that_is_given_up_leaves_no_parts(network: Network, trio: list[Person]) -> None:
    before = stored(trio[0])
    upload = trio[0].post("/v1/documents", {"name": "Given up.bin", "size": 40_000_000})
    trio[0].delete(f"/v1/uploads/{upload['id']}")
    assert stored(trio[0]) == before
    bucket = network.cloud.resources["DocumentsBucket"]
    left = network.cloud.aws.client("s3").list_multipart_uploads(Bucket=bucket).get("Uploads", [])
    assert [one for one in left if one["Key"].endswith(upload["id"])] == []
