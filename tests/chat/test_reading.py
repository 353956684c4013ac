"""Unread counts, read positions and who sees them."""

from tests.chat.talk import ask, bodies, id_of, numbers, pair, pushed, said, say, some, unread
from tests.people import Network, Person


def reads(frames: list[dict[str, object]]) -> list[tuple[object, object]]:
    return [(frame["person"], frame["message"]) for frame in frames if frame["type"] == "read"]


def test_what_others_wrote_is_unread_until_it_is_read(trio: list[Person]) -> None:
    path = some(*trio)
    for _ in range(3):
        say(trio[0], path)
    assert [unread(person, path) for person in trio] == [0, 3, 3]
    trio[1].put(f"{path}/read", {"message": 2})
    assert [unread(person, path) for person in trio] == [0, 1, 3]


def test_writing_is_reading(trio: list[Person]) -> None:
    path = some(*trio)
    say(trio[0], path)
    say(trio[1], path)
    say(trio[2], path)
    assert [unread(person, path) for person in trio] == [2, 1, 0]


def test_what_was_read_never_goes_back(trio: list[Person]) -> None:
    path = some(*trio)
    for _ in range(3):
        say(trio[0], path)
    for message in (3, 1):
        trio[1].put(f"{path}/read", {"message": message})
    assert unread(trio[1], path) == 0


def test_nobody_reads_what_is_not_there_yet(trio: list[Person]) -> None:
    path = some(*trio)
    say(trio[0], path)
    refused = trio[1].ask("PUT", f"{path}/read", {"message": 2})
    assert (refused.status_code, refused.json()["field"]) == (422, "message")


def test_all_devices_hear_of_it_and_the_others_too(network: Network, trio: list[Person]) -> None:
    path = pair(trio[0], trio[1])
    number = say(trio[0], path)["number"]
    network.cloud.wait_idle()
    with trio[0].socket() as theirs, trio[1].socket() as one, trio[1].socket() as two:
        assert ask(one, "read", conversation=id_of(path), message=number)["type"] == "read.marked"
        for socket in (theirs, two):
            assert reads(pushed(network, socket)) == [(trio[1].id, number)]
    shown = {seat["person"]["id"]: seat["read"] for seat in trio[0].all(f"{path}/members")}
    assert shown[trio[1].id] == number


def test_whoever_shows_no_receipts_reads_unseen(network: Network, trio: list[Person]) -> None:
    (shy,) = network.people("Shy Reader")
    path = pair(trio[0], shy)
    say(trio[0], path)
    assert shy.patch("/v1/me/chat", {"receipts": False}) == shy.get("/v1/me/chat") == {"receipts": False}
    network.cloud.wait_idle()
    with trio[0].socket() as theirs, shy.socket() as mine:
        shy.put(f"{path}/read", {"message": 1})
        assert reads(pushed(network, theirs)) == []
        assert reads(pushed(network, mine)) == [(shy.id, 1)]
    assert [seat["read"] for seat in trio[0].all(f"{path}/members")] == [None, None]
    assert unread(shy, path) == 0


# History


def test_history_goes_on_in_both_directions(trio: list[Person]) -> None:
    path = some(*trio)
    for n in range(1, 10):
        say(trio[0], path, str(n))
    middle = trio[1].get(f"{path}/messages?around=5&limit=4")
    assert [message["number"] for message in middle["items"]] == [3, 4, 5, 6]
    older = trio[1].get(f"{path}/messages?limit=4&place={middle['older']}")
    newer = trio[1].get(f"{path}/messages?limit=4&place={middle['newer']}")
    assert [message["number"] for message in older["items"]] == [1, 2]
    assert [message["number"] for message in newer["items"]] == [7, 8, 9]
    assert (older["older"], newer["newer"]) == (None, None)
    back = trio[1].get(f"{path}/messages?limit=4&place={older['newer']}")
    assert [message["number"] for message in back["items"]] == [3, 4, 5, 6]


def test_the_newest_come_first_and_then_the_older(trio: list[Person]) -> None:
    path = some(*trio)
    for n in range(1, 6):
        say(trio[0], path, str(n))
    newest = trio[1].get(f"{path}/messages?limit=2")
    assert ([message["body"] for message in newest["items"]], newest["newer"]) == (["4", "5"], None)
    older = trio[1].get(f"{path}/messages?limit=3&place={newest['older']}")
    assert ([message["body"] for message in older["items"]], older["older"]) == (["1", "2", "3"], None)


def test_one_jumps_to_the_first_unread(network: Network, trio: list[Person]) -> None:
    path = some(*trio)
    for n in range(1, 10):
        say(trio[0], path, str(n))
    trio[1].put(f"{path}/read", {"message": 4})
    network.cloud.wait_idle()
    page = trio[1].get(f"{path}/messages?unread=true&limit=4")
    assert ([message["number"] for message in page["items"]], page["read"]) == ([3, 4, 5, 6], 4)


def test_a_place_is_good_for_one_person_and_conversation(trio: list[Person]) -> None:
    path, other = some(*trio), some(*trio)
    for n in range(3):
        say(trio[0], path, str(n))
    place = trio[0].get(f"{path}/messages?limit=1")["older"]
    told = [
        trio[1].ask("GET", f"{path}/messages?place={place}").status_code,
        trio[0].ask("GET", f"{other}/messages?place={place}").status_code,
        trio[0].ask("GET", f"{path}/messages?place=b1").status_code,
    ]
    assert told == [400, 400, 400]


def test_an_empty_conversation_has_an_empty_history(trio: list[Person]) -> None:
    path = some(*trio)
    page = trio[0].get(f"{path}/messages")
    assert (page["items"], page["older"], page["newer"]) == ([], None, None)
    assert (bodies(trio[1], path, "unread=true"), numbers(trio[1], path, "around=3")) == ([], [])
    assert said(trio[2], path) == []
