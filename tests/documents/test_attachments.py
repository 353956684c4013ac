"""Files beside words, in posts, comments and messages: who reads these may fetch them, and nobody else."""

import itertools
from collections.abc import Callable
from typing import Any, NamedTuple

import httpx
import pytest

from tests.documents import samples
from tests.documents.files import folder, looked_at, put
from tests.people import Network, Person


class Words(NamedTuple):
    """Something written, and where."""

    path: str

    def file(self, document: str, query: str = "") -> str:
        return f"{self.path}/attachments/{document}{query}"


Writer = Callable[[Person, list[str]], Words]
_numbers = itertools.count(1)


@pytest.fixture(scope="module")
def group(trio: list[Person]) -> str:
    """Of the first two."""
    id_ = trio[0].make_group("Site", visibility="private")
    trio[0].put(f"/v1/groups/{id_}/members/{trio[1].id}", {})
    return id_


@pytest.fixture(scope="module")
def post(trio: list[Person], group: str) -> str:
    return trio[0].publish(group)


@pytest.fixture(scope="module")
def conversation(trio: list[Person]) -> str:
    return str(trio[0].post("/v1/conversations", {"people": [trio[1].id]})["id"])


@pytest.fixture(params=["post", "comment", "message"])
def write(request: pytest.FixtureRequest, group: str, post: str, conversation: str) -> Writer:
    """Something that the first two read, and the third does not."""

    def in_post(by: Person, files: list[str]) -> Words:
        made = by.post(f"/v1/groups/{group}/posts", {"attachments": files})
        return Words(f"/v1/posts/{made['id']}")

    def in_comment(by: Person, files: list[str]) -> Words:
        made = by.post(f"/v1/posts/{post}/comments", {"attachments": files})
        return Words(f"/v1/comments/{made['id']}")

    def in_message(by: Person, files: list[str]) -> Words:
        made = by.post(f"/v1/conversations/{conversation}/messages", {"attachments": files})
        return Words(f"/v1/conversations/{conversation}/messages/{made['number']}")

    return {"post": in_post, "comment": in_comment, "message": in_message}[request.param]


def lent(network: Network, person: Person, name: str = "Plan.txt", content: bytes = b"words") -> str:
    """A file that was sent to be attached."""
    made = looked_at(network, person, content, name, space=f"a{person.id}", keep_both=True)
    return str(made["id"])


def names(person: Person, words: Words) -> list[str]:
    return [file["name"] for file in person.get(words.path)["files"]]


def fetched(person: Person, path: str) -> bytes:
    return httpx.get(person.get(path)["url"], timeout=30).content


def test_who_reads_the_words_reads_the_file(network: Network, trio: list[Person], write: Writer) -> None:
    file = lent(network, trio[0], content=b"for you")
    words = write(trio[0], [file])
    assert trio[1].get(words.path)["attachments"] == [file]
    assert [shown["id"] for shown in trio[1].get(words.path)["files"]] == [file]
    assert fetched(trio[1], words.file(file)) == b"for you"


def test_who_does_not_is_told_of_nothing(network: Network, trio: list[Person], write: Writer) -> None:
    file = lent(network, trio[0])
    words = write(trio[0], [file])
    stranger = trio[2].ask("GET", words.file(file))
    assert stranger.status_code == 404
    assert trio[1].ask("GET", f"/v1/documents/{file}").status_code == 404, "apart from the words it is hers"


def test_by_other_words_it_is_not_there(network: Network, trio: list[Person], write: Writer) -> None:
    file, other = lent(network, trio[0]), lent(network, trio[0])
    words = write(trio[0], [other])
    assert trio[1].ask("GET", words.file(file)).status_code == 404


def test_a_link_is_followed_as_far_as_one_may_read_there(
    network: Network, trio: list[Person], write: Writer
) -> None:
    mine = trio[0].make_group("Two of us", visibility="private")
    trio[0].put(f"/v1/groups/{mine}/members/{trio[2].id}", {})
    file = str(looked_at(network, trio[0], b"ours", "Ours.txt", space=f"g{mine}")["id"])
    words = write(trio[0], [file])
    assert names(trio[0], words) == ["Ours.txt"]
    assert names(trio[1], words) == []
    assert trio[1].get(words.path)["attachments"] == [file]
    assert trio[1].ask("GET", words.file(file)).status_code == 404


def test_a_file_that_one_may_not_read_cannot_be_attached(
    trio: list[Person], group: str, conversation: str, post: str
) -> None:
    theirs = put(trio[2], name="Theirs.txt")["id"]
    for path in (
        f"/v1/groups/{group}/posts",
        f"/v1/posts/{post}/comments",
        f"/v1/conversations/{conversation}/messages",
    ):
        answer = trio[0].ask("POST", path, {"body": "Look", "attachments": [theirs]})
        assert (answer.status_code, answer.json()["field"]) == (422, "attachments[0]")


def test_neither_words_nor_files_is_nothing(
    trio: list[Person], group: str, conversation: str, post: str
) -> None:
    for path in (
        f"/v1/groups/{group}/posts",
        f"/v1/posts/{post}/comments",
        f"/v1/conversations/{conversation}/messages",
    ):
        answer = trio[0].ask("POST", path, {})
        assert (answer.status_code, answer.json()["field"]) == (422, "body")


def test_once_the_words_are_deleted_the_file_is_the_senders_alone(
    network: Network, trio: list[Person], write: Writer
) -> None:
    file = lent(network, trio[0])
    words = write(trio[0], [file])
    trio[0].delete(words.path)
    assert trio[1].ask("GET", words.file(file)).status_code == 404
    assert trio[0].get(f"/v1/documents/{file}")["id"] == file


def test_a_file_in_the_bin_is_not_shown(network: Network, trio: list[Person], write: Writer) -> None:
    file = lent(network, trio[0])
    words = write(trio[0], [file])
    trio[0].delete(f"/v1/documents/{file}")
    assert names(trio[1], words) == []
    assert trio[1].ask("GET", words.file(file)).status_code == 404


def test_a_file_in_a_folder_in_the_bin_is_not_shown(
    network: Network, trio: list[Person], write: Writer
) -> None:
    outer = folder(trio[0], f"Away {next(_numbers)}")
    inner = folder(trio[0], "Inner", folder=outer)
    file = str(looked_at(network, trio[0], b"x", "Deep.txt", folder=inner)["id"])
    words = write(trio[0], [file])
    assert names(trio[1], words) == ["Deep.txt"]
    trio[0].delete(f"/v1/documents/{outer}")
    assert names(trio[1], words) == []
    assert trio[1].ask("GET", words.file(file)).status_code == 404
    trio[0].put(f"/v1/bin/{outer}/restored")
    assert names(trio[1], words) == ["Deep.txt"]


def test_the_same_file_twice_is_one(network: Network, trio: list[Person], write: Writer) -> None:
    file = lent(network, trio[0])
    assert trio[0].get(write(trio[0], [file, file]).path)["attachments"] == [file]


def test_a_picture_is_shown_beside_the_words(network: Network, trio: list[Person], write: Writer) -> None:
    file = lent(network, trio[0], "Site.jpg", samples.photo(size=(1200, 600)))
    words = write(trio[0], [file])
    [shown] = trio[1].get(words.path)["files"]
    assert (shown["kind"], shown["preview"]["width"]) == ("image", 1200)
    assert httpx.get(shown["picture"], timeout=30).headers["content-type"] == "image/webp"
    assert fetched(trio[1], words.file(file, "?size=320"))


def test_until_it_was_looked_at_others_wait(network: Network, trio: list[Person], write: Writer) -> None:
    network.cloud.pause()
    try:
        file = put(trio[0], name="New.txt", space=f"a{trio[0].id}", keep_both=True)["id"]
        words = write(trio[0], [file])
        assert trio[1].get(words.path)["files"][0]["state"] == "checking"
        assert trio[1].ask("GET", words.file(file)).status_code == 409
    finally:
        network.cloud.resume()
    network.cloud.wait_idle()
    assert trio[1].get(words.path)["files"][0]["state"] == "clean"


def test_what_one_attached_lies_in_a_space_of_its_own(trio: list[Person]) -> None:
    space = trio[0].get(f"/v1/spaces/a{trio[0].id}")
    assert (space["kind"], space["may"]) == ("attached", "manage")
    assert trio[1].ask("GET", f"/v1/spaces/a{trio[0].id}").status_code == 404


def test_an_author_takes_a_file_out_of_a_post(network: Network, trio: list[Person], group: str) -> None:
    one, other = lent(network, trio[0]), lent(network, trio[0])
    post = trio[0].post(f"/v1/groups/{group}/posts", {"body": "Two", "attachments": [one, other]})
    edited = trio[0].patch(f"/v1/posts/{post['id']}", {"attachments": [other]})
    assert (edited["attachments"], edited["body"]) == ([other], "Two")
    assert trio[1].ask("GET", f"/v1/posts/{post['id']}/attachments/{one}").status_code == 404


def test_what_a_post_says_cannot_be_taken_out_as_a_whole(trio: list[Person], group: str) -> None:
    post = trio[0].publish(group)
    answer = trio[0].ask("PATCH", f"/v1/posts/{post}", {"body": ""})
    assert (answer.status_code, answer.json()["field"]) == (422, "body")


def test_what_is_forwarded_takes_its_files_along(
    network: Network, trio: list[Person], conversation: str
) -> None:
    file = lent(network, trio[0], content=b"pass it on")
    sent = trio[0].post(f"/v1/conversations/{conversation}/messages", {"attachments": [file]})
    further = trio[1].post("/v1/conversations", {"people": [trio[2].id]})["id"]
    forward = {"conversation": conversation, "message": sent["number"]}
    passed: Any = trio[1].post(f"/v1/conversations/{further}/forwards", forward)
    words = Words(f"/v1/conversations/{further}/messages/{passed['number']}")
    assert fetched(trio[2], words.file(file)) == b"pass it on"


def test_lists_of_conversations_and_comments_count_files(
    network: Network, trio: list[Person], conversation: str, post: str
) -> None:
    file = lent(network, trio[0])
    trio[0].post(f"/v1/conversations/{conversation}/messages", {"attachments": [file]})
    trio[0].post(f"/v1/posts/{post}/comments", {"attachments": [file]})
    network.cloud.wait_idle()
    assert trio[1].get(f"/v1/conversations/{conversation}")["newest"]["files"] == 1
    assert trio[1].get(f"/v1/posts/{post}")["latest"][0]["files"] == 1


def test_a_guest_sees_what_is_attached_where_they_are(
    network: Network, trio: list[Person], group: str
) -> None:
    guest = network.person("Gil Guest", role="guest", groups=[])
    trio[0].put(f"/v1/groups/{group}/members/{guest.id}", {})
    file = lent(network, trio[0], content=b"for guests too")
    post = trio[0].post(f"/v1/groups/{group}/posts", {"attachments": [file]})["id"]
    assert fetched(guest, f"/v1/posts/{post}/attachments/{file}") == b"for guests too"
    company = looked_at(network, network.owner, b"rules", "Rules.txt", space="company")["id"]
    linked = trio[0].post(f"/v1/groups/{group}/posts", {"attachments": [company]})["id"]
    assert guest.get(f"/v1/posts/{linked}")["files"] == []
