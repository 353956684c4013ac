"""Typing, presence, and what a client is told that was away."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.chat import missed
from chalicelib.core import keys
from chalicelib.core.table import Table
from chalicelib.live.model import OnlineItem
from chalicelib.live.wire import LARGEST_FRAME
from tests.chat.talk import ask, id_of, messages, numbers, pair, pushed, say, some
from tests.local.little import eventually
from tests.people import Network, Person


def test_the_others_see_that_somebody_types(network: Network, trio: list[Person]) -> None:
    path = some(*trio)
    network.cloud.wait_idle()
    with trio[0].socket() as mine, trio[1].socket() as theirs:
        assert ask(mine, "typing", conversation=id_of(path))["type"] == "typing.told"
        expected = {"type": "typing", "conversation": id_of(path), "person": trio[0].id, "seconds": 10}
        assert pushed(network, theirs) == [expected]
        assert pushed(network, mine) == []


def test_presence_ends_by_itself(network: Network, later: Callable[[float], None]) -> None:
    there, asking = network.people("Ann Online", "Bob Asking")

    def status() -> str:
        return str(asking.get(f"/v1/presence?people={there.id}")["items"][0]["status"])

    assert status() == "offline"
    for said in ("online", "away", "dnd"):
        there.put("/v1/me/presence", {"status": said})
        assert status() == said
    later(200)
    assert status() == "offline"


def test_a_heartbeat_says_and_asks_at_once(trio: list[Person]) -> None:
    with trio[0].socket() as socket:
        answer = ask(socket, "presence", status="online", people=[trio[0].id, trio[1].id])
    assert answer["people"] == [
        {"person": trio[0].id, "status": "online"},
        {"person": trio[1].id, "status": "offline"},
    ]


def test_presence_said_over_a_line_ends_with_the_last_line(network: Network) -> None:
    there, asking = network.people("Ann Online", "Bob Asking")

    def status() -> str:
        return str(asking.get(f"/v1/presence?people={there.id}")["items"][0]["status"])

    with there.socket() as first:
        with there.socket() as second:
            ask(second, "presence", status="online")
            assert status() == "online"
        eventually(lambda: connections(there) == 1)
        assert status() == "online"
        ask(first, "ping")
    eventually(lambda: status() == "offline")


def connections(person: Person) -> int:
    found = Table(person.network.tenant).get(keys.online(person.id), OnlineItem, consistent=True)
    return len(found.connections) if found else 0


def test_presence_said_over_a_line_lasts_until_the_next_beat(
    trio: list[Person], later: Callable[[float], None]
) -> None:
    there, asking = trio[:2]
    with there.socket() as socket:
        ask(socket, "presence", status="online")
        for seconds, status in ((600, "online"), (100, "offline")):
            later(seconds)
            assert asking.get(f"/v1/presence?people={there.id}")["items"][0]["status"] == status


def test_a_guest_is_told_of_nobody_whom_they_do_not_know(network: Network, trio: list[Person]) -> None:
    (guest,) = network.people("Gus Guest", role="guest")
    assert guest.get(f"/v1/presence?people={trio[0].id}")["items"] == []


# Away


def resume(socket: Any, cursor: str) -> Any:
    answer = ask(socket, "resume", cursor=cursor)
    assert answer["type"] == "resumed"
    return answer


def of(answer: Any, path: str) -> Any:
    return next((one for one in answer["conversations"] if one["conversation"] == id_of(path)), None)


def test_a_client_that_was_away_is_told_all_it_missed(network: Network) -> None:
    trio = network.people("Ada Away", "Bo Back", "Cy Close")  # others' talks might fill the frame
    first, second = some(*trio), pair(trio[0], trio[1])
    say(trio[0], first, "Heard")
    with trio[1].socket() as socket:
        cursor = resume(socket, "")["cursor"]
    say(trio[0], first, "Missed")
    number = say(trio[0], second, "This too")["number"]
    trio[0].patch(f"{first}/messages/1", {"body": "Heard otherwise"})
    network.cloud.wait_idle()
    with trio[1].socket() as socket:
        answer = resume(socket, cursor)
    told = {message["number"]: message["body"] for message in of(answer, first)["messages"]}
    assert (answer["reload"], told) == (False, {1: "Heard otherwise", 2: "Missed"})
    assert number in [message["number"] for message in of(answer, second)["messages"]]
    over_rest = trio[1].get(f"/v1/me/chat/changes?since={cursor}")
    assert of(over_rest, first) == of(answer, first)


@pytest.mark.parametrize("cursor", ["", "0", "abc", "-5", "9" * 20, "٣"])
def test_a_cursor_too_old_or_of_nobody_says_to_reload(trio: list[Person], cursor: str) -> None:
    with trio[0].socket() as socket:
        answer = resume(socket, cursor)
    assert (answer["reload"], answer["conversations"]) == (True, [])


def test_where_more_was_missed_than_a_frame_holds_the_conversation_is_to_be_reloaded(
    network: Network, trio: list[Person]
) -> None:
    path = some(*trio)
    with trio[1].socket() as socket:
        cursor = resume(socket, "")["cursor"]
    for n in range(6):
        say(trio[0], path, f"{n}" * 8000)
    network.cloud.wait_idle()
    with trio[1].socket() as socket:
        answer = resume(socket, cursor)
    assert (of(answer, path)["reload"], of(answer, path)["last"]) == (True, 6)
    assert len(json.dumps(answer).encode()) < LARGEST_FRAME


def test_nothing_is_told_of_a_conversation_that_one_was_put_out_of(
    network: Network, trio: list[Person]
) -> None:
    path = some(*trio)
    with trio[2].socket() as socket:
        cursor = resume(socket, "")["cursor"]
    say(trio[0], path)
    network.cloud.wait_idle()
    trio[0].delete(f"{path}/members/{trio[2].id}")
    with trio[2].socket() as socket:
        assert of(resume(socket, cursor), path) is None


def test_more_changes_than_are_worth_telling_say_to_reload(
    network: Network, trio: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = some(*trio)
    say(trio[0], path)
    with trio[1].socket() as socket:
        cursor = resume(socket, "")["cursor"]
        monkeypatch.setattr(missed, "MOST_CHANGES", 0)
        trio[0].patch(f"{path}/messages/1", {"body": "Changed"})
        network.cloud.wait_idle()
        assert resume(socket, cursor)["reload"] is True


def test_what_is_pushed_fits_into_frames(network: Network, trio: list[Person]) -> None:
    path = some(*trio)
    network.cloud.wait_idle()
    with trio[1].socket() as socket:
        network.cloud.pause()
        try:
            for n in range(6):
                say(trio[0], path, f"{n}" + "\x01" * 2000)
        finally:
            network.cloud.resume()
        frames = pushed(network, socket)
    assert {message["number"] for message in messages(frames)} == {1, 2, 3, 4, 5, 6}
    assert max(len(json.dumps(frame).encode()) for frame in frames) < LARGEST_FRAME
    assert numbers(trio[1], path) == [1, 2, 3, 4, 5, 6]


def test_many_messages_at_once_are_few_frames(network: Network, trio: list[Person]) -> None:
    path = some(*trio)
    network.cloud.wait_idle()
    with trio[1].socket() as socket:
        network.cloud.pause()
        try:
            for n in range(20):
                say(trio[0], path, str(n))
        finally:
            network.cloud.resume()
        frames = [frame for frame in pushed(network, socket) if frame["type"] == "message.new"]
    assert {message["number"] for message in messages(frames)} == set(range(1, 21))
    assert len(frames) <= 10, "some may come twice"
