"""What is said of a document, as of a post; by whoever may read it, and nobody else."""

import json
from urllib.parse import quote

import pytest

from chalicelib.core import keys
from chalicelib.core.table import Item, Table
from tests.documents.files import folder, put
from tests.live.test_frames import asked
from tests.people import Network, Person


@pytest.fixture(scope="module")
def group(trio: list[Person]) -> str:
    """Of the first, with the second in it."""
    made = trio[0].make_group("Talkers", "private")
    trio[0].put(f"/v1/groups/{made}/members/{trio[1].id}", {})
    return made


@pytest.fixture
def file(trio: list[Person], group: str) -> str:
    return str(put(trio[0], name="Plan.txt", space=f"g{group}", keep_both=True)["id"])


def talk(person: Person, file: str) -> str:
    found = person.get(f"/v1/documents/{file}")["talk"]
    return f"/v1/posts/{found}"


def say(person: Person, at: str, body: str = "Well", **more: str) -> str:
    return str(person.post(f"{at}/comments", {"body": body} | more)["id"])


def react(person: Person, at: str, emoji: str = "👍") -> None:
    person.put(f"{at}/reactions/{quote(emoji)}")


def test_comments_and_reactions_are_counted(network: Network, trio: list[Person], file: str) -> None:
    at = talk(trio[0], file)
    say(trio[1], at)
    say(trio[0], at)
    react(trio[0], at)
    react(trio[1], at)
    network.cloud.wait_idle()
    shown = trio[0].get(at)
    assert (shown["comments"], shown["participants"]) == (2, 2)
    assert shown["reactions"] == [{"emoji": "👍", "count": 2, "mine": True}]
    assert shown["home"] == {
        "kind": "document",
        "id": file,
        "name": trio[0].get(f"/v1/documents/{file}")["name"],
    }


def test_a_talk_that_nobody_began_is_empty(trio: list[Person], file: str) -> None:
    shown = trio[1].get(talk(trio[1], file))
    assert (shown["comments"], shown["reactions"], shown["latest"]) == (0, [], [])


def test_a_comment_is_answered_edited_and_deleted(network: Network, trio: list[Person], file: str) -> None:
    at = talk(trio[0], file)
    first = say(trio[1], at)
    say(trio[0], at, "Indeed", reply_to=first)
    trio[1].patch(f"/v1/comments/{first}", {"body": "Better"})
    assert [one["body"] for one in trio[0].all(f"{at}/comments")] == ["Better", "Indeed"]
    trio[1].delete(f"/v1/comments/{first}")
    network.cloud.wait_idle()
    assert trio[0].get(at)["comments"] == 1


def test_a_stranger_finds_no_talk(trio: list[Person], file: str) -> None:
    at = talk(trio[0], file)
    comment = say(trio[0], at)
    for method, path, body in (
        ("GET", at, None), ("GET", f"{at}/comments", None), ("POST", f"{at}/comments", {"body": "x"}),
        ("PUT", f"{at}/reactions/{quote('👍')}", None), ("GET", f"{at}/reactions", None),
        ("GET", f"{at}/participants", None), ("GET", f"/v1/comments/{comment}", None),
        ("DELETE", f"/v1/comments/{comment}", None),
        ("PUT", f"/v1/comments/{comment}/reactions/{quote('👍')}", None),
    ):  # fmt: skip
        assert trio[2].ask(method, path, body).status_code == 404, path


def test_a_guest_finds_no_talk_about_a_file_of_the_company(network: Network) -> None:
    made = put(network.owner, name="Handbook.txt", space="company", keep_both=True)["id"]
    guest = network.person(role="guest", groups=[network.owner.make_group()])
    assert guest.ask("GET", talk(network.owner, made)).status_code == 404


def test_a_talk_is_no_post_that_is_changed(trio: list[Person], file: str) -> None:
    at = talk(trio[0], file)
    say(trio[0], at)
    for method, path, body in (
        ("PATCH", at, {"body": "x"}), ("DELETE", at, None), ("PUT", f"{at}/pin", None),
        ("DELETE", f"{at}/pin", None),
    ):  # fmt: skip
        assert trio[0].ask(method, path, body).status_code == 404, (method, path)


def test_a_folder_is_not_talked_about(trio: list[Person], group: str) -> None:
    made = folder(trio[0], "Folder", space=f"g{group}")
    assert trio[0].get(f"/v1/documents/{made}")["talk"] is None
    assert trio[0].ask("GET", f"/v1/posts/{made}d{made}").status_code == 404


def test_two_documents_make_no_talk(trio: list[Person], file: str, group: str) -> None:
    other = put(trio[0], name="Other.txt", space=f"g{group}", keep_both=True)["id"]
    assert trio[0].ask("GET", f"/v1/posts/{other}d{file}").status_code == 404


def test_in_the_bin_nothing_is_said(trio: list[Person], group: str) -> None:
    above = folder(trio[0], "Above", space=f"g{group}")
    inside = put(trio[0], name="Inside.txt", folder=above)["id"]
    at = talk(trio[0], inside)
    trio[0].delete(f"/v1/documents/{above}")
    assert trio[0].ask("GET", f"{at}/comments").status_code == 404
    trio[0].put(f"/v1/bin/{above}/restored")
    trio[0].delete(f"/v1/documents/{inside}")
    assert trio[0].ask("GET", f"{at}/comments").status_code == 404


def test_who_keeps_the_order_takes_a_comment_away_and_a_member_does_not(
    trio: list[Person], file: str
) -> None:
    at = talk(trio[0], file)
    mine, theirs = say(trio[0], at), say(trio[1], at)
    assert trio[1].ask("DELETE", f"/v1/comments/{mine}").status_code == 403
    trio[0].delete(f"/v1/comments/{theirs}")


def test_it_comes_into_no_feed_and_on_no_wall(network: Network, trio: list[Person], group: str) -> None:
    trio[1].put(f"/v1/people/{trio[0].id}/follow")
    made = put(trio[0], name="Quiet.txt", space=f"g{group}")["id"]
    at = talk(trio[0], made)
    say(trio[0], at, f"Look {trio[1].mention()}")
    network.cloud.wait_idle()
    found = [entry["post"]["id"] for entry in trio[1].feed()]
    found += [post["id"] for post in trio[1].all(f"/v1/people/{trio[0].id}/posts")]
    found += [post["id"] for post in trio[1].all(f"/v1/groups/{group}/posts")]
    assert at.removeprefix("/v1/posts/") not in found


def test_who_looks_at_it_is_told_and_a_stranger_is_not(
    network: Network, trio: list[Person], file: str
) -> None:
    at = talk(trio[0], file)
    id_ = at.removeprefix("/v1/posts/")
    with trio[1].socket() as socket, trio[2].socket() as other:
        watching = {"type": "watch", "id": 7, "posts": [id_]}
        assert asked(socket, json.dumps(watching))["posts"] == [id_]
        assert asked(other, json.dumps(watching))["posts"] == []
        say(trio[0], at, "News")
        network.cloud.wait_idle()
        told = json.loads(socket.recv(5))
        while not told.get("changed"):  # that somebody takes part may be told before
            told = json.loads(socket.recv(5))
    assert (told["post"], told["comments"], told["changed"][0]["body"]) == (id_, 1, "News")


def test_who_has_left_the_group_is_told_nothing_more(network: Network, trio: list[Person]) -> None:
    group = trio[0].make_group("Left", "private")
    trio[0].put(f"/v1/groups/{group}/members/{trio[2].id}", {})
    at = talk(trio[0], put(trio[0], name="Left.txt", space=f"g{group}")["id"])
    with trio[2].socket() as socket:
        asked(socket, json.dumps({"type": "watch", "id": 7, "posts": [at.removeprefix("/v1/posts/")]}))
        trio[2].leave(group)
        say(trio[0], at)
        network.cloud.wait_idle()
        socket.send('{"type": "ping", "id": "last"}')
        frames = []
        while (frame := json.loads(socket.recv(5)))["type"] != "pong":
            frames.append(frame["type"])
    assert "post.changed" not in frames


def test_what_was_said_goes_with_the_document(network: Network, trio: list[Person], file: str) -> None:
    at = talk(trio[0], file)
    comment = say(trio[1], at)
    react(trio[1], at)
    react(trio[1], f"/v1/comments/{comment}", "🎉")
    trio[1].patch(f"/v1/comments/{comment}", {"body": "Better"})
    network.cloud.wait_idle()
    trio[0].delete(f"/v1/documents/{file}")
    trio[0].delete(f"/v1/bin/{file}")
    network.cloud.wait_idle()
    table = Table(network.tenant)
    left = [
        row.sk
        for pk in (
            keys.comment(file, "").pk,
            keys.post(f"d{file}", file).pk,
            keys.opening(file, "", 0, "").pk,
        )
        for row in table.query(pk, Item, consistent=True)
    ]
    mine = table.query(keys.my_reaction(trio[1].id, "", "", "").pk, Item, consistent=True)
    assert left + [row.sk for row in mine if file in row.sk] == []
