"""What goes wrong on the way: nothing is lost, nothing is there twice, and whoever asked is told."""

import contextlib
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chalicelib.chat import fold, log, tips
from chalicelib.core.table import Table
from chalicelib.live.wire import LARGEST_FRAME
from tests.chat.talk import ask, bodies, channel, id_of, messages, numbers, pair, pushed, say, some, unread
from tests.people import Network, Person


def test_a_worker_that_dies_anywhere_leaves_counts_and_order_right(
    network: Network, trio: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = some(*trio)
    network.cloud.wait_idle()
    done, died = fold._follow, []

    def dies_once_at_each_step(*given: Any) -> None:
        done(*given)
        if len(died) < 3:
            died.append(1)
            raise ZeroDivisionError

    monkeypatch.setattr(fold, "_follow", dies_once_at_each_step)
    for n in range(4):
        say(trio[0], path, str(n))
    assert [unread(person, path) for person in trio] == [0, 4, 4]
    assert len(died) == 3
    network.cloud.failures.clear()


def test_events_that_come_twice_and_shuffled_change_nothing(network: Network, trio: list[Person]) -> None:
    path = some(*trio)
    network.cloud.wait_idle()
    habits = network.cloud.habits
    habits.deliver_twice = habits.shuffle = True
    try:
        with trio[1].socket() as socket:
            for n in range(10):
                say(trio[n % 2], path, str(n), client_id=f"c{n}")
            trio[0].patch(f"{path}/messages/1", {"body": "first"})
            frames = pushed(network, socket)
    finally:
        habits.deliver_twice = habits.shuffle = False
    assert {message["number"] for message in messages(frames)} == set(range(1, 11))
    assert messages(frames, "message.changed")[-1]["body"] == "first"
    assert [unread(person, path) for person in trio] == [1, 0, 10]


def test_an_answer_that_was_lost_is_given_again(trio: list[Person], monkeypatch: pytest.MonkeyPatch) -> None:
    """The message is stored, and the process dies before it answers."""
    path = some(*trio)
    append, died = log.append, []

    def dies_once(*given: Any) -> Any:
        placed = append(*given)
        if not died:
            died.append(1)
            raise ZeroDivisionError
        return placed

    monkeypatch.setattr("chalicelib.chat.log.append", dies_once)
    asked = {"body": "Important", "client_id": "once"}
    assert trio[0].ask("POST", f"{path}/messages", asked).status_code == 500
    say(trio[1], path, "In between")
    assert trio[0].post(f"{path}/messages", asked)["number"] == 1
    assert bodies(trio[2], path) == ["Important", "In between"]


def test_two_devices_of_each_write_at_once_and_all_see_the_same_order(
    network: Network, trio: list[Person]
) -> None:
    path = some(*trio)
    network.cloud.wait_idle()
    with contextlib.ExitStack() as opened:
        sockets = [opened.enter_context(person.socket()) for person in trio for _ in range(2)]

        def write(device: int) -> list[int]:
            frame = {"conversation": id_of(path), "body": "x"}
            answers = [
                ask(sockets[device], "message.send", client_id=f"{device}.{n}", **frame) for n in range(3)
            ]
            return [answer["message"]["number"] for answer in answers]

        with ThreadPoolExecutor(6) as threads:
            sent = list(threads.map(write, range(6)))
    assert all(mine == sorted(mine) for mine in sent)
    assert sorted(n for mine in sent for n in mine) == list(range(1, 19)) == numbers(trio[0], path)
    network.cloud.wait_idle()


def test_a_tip_that_is_old_loses_no_message_and_repeats_none(
    network: Network, trio: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As of a Lambda that was idle while others wrote."""
    group = trio[0].make_group("Old tip")
    path = channel(trio[0], group)
    place = (network.tenant, id_of(path))
    old = tips.channel(*place)
    for n in range(5):
        say(trio[0], path, str(n), client_id=f"c{n}")
        monkeypatch.setitem(tips._kept, place, old)
    assert say(trio[0], path, "2", client_id="c2")["number"] == 3
    assert numbers(trio[0], path) == [1, 2, 3, 4, 5]


def test_a_conversation_that_was_written_at_without_end_says_to_wait(
    trio: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = some(*trio)
    say(trio[1], path)

    def always_taken(self: Table, *given: Any) -> Any:
        key, _, kind = given
        return self.get(keys_message(key), kind, consistent=True)

    def keys_message(key: Any) -> Any:
        return type(key)(key.pk, "M#00000001")

    monkeypatch.setattr(Table, "claim", always_taken)
    refused = trio[0].ask("POST", f"{path}/messages", {"body": "Me"})
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "1")


# Frames


@pytest.mark.parametrize(
    ("frame", "problem"),
    [
        ({"type": "message.send", "conversation": "nowhere", "client_id": "1", "body": "x"}, "not-found"),
        ({"type": "message.send", "client_id": "1", "body": "x"}, "invalid"),
        ({"type": "message.send", "conversation": "{id}", "client_id": "1", "body": ""}, "invalid"),
        ({"type": "message.send", "conversation": "{id}", "client_id": "1", "body": "x" * 8001}, "invalid"),
        ({"type": "message.send", "conversation": "{id}", "client_id": "", "body": "x"}, "invalid"),
        ({"type": "message.send", "conversation": "{id}", "client_id": 7, "body": "x"}, "invalid"),
        ({"type": "message.edit", "conversation": "{id}", "message": 99, "body": "x"}, "not-found"),
        ({"type": "message.edit", "conversation": "{id}", "message": 0, "body": "x"}, "invalid"),
        ({"type": "message.react", "conversation": "{id}", "message": 1, "emoji": "no"}, "invalid"),
        ({"type": "read", "conversation": "{id}", "message": 99}, "invalid"),
        ({"type": "read", "conversation": "{id}", "message": "1"}, "invalid"),
        ({"type": "typing", "conversation": "u#1"}, "not-found"),
        ({"type": "presence", "status": "asleep"}, "invalid"),
        ({"type": "attend", "conversations": ["x"] * 31}, "invalid"),
        ({"type": "resume", "cursor": 5}, "invalid"),
        ({"type": "message.shout", "conversation": "{id}"}, "unknown-type"),
    ],
)
def test_a_bad_frame_is_answered_with_its_id_and_the_connection_stays(
    trio: list[Person], frame: dict[str, Any], problem: str
) -> None:
    path = pair(trio[0], trio[1])
    say(trio[0], path)
    text = json.dumps(frame).replace("{id}", id_of(path))
    with trio[0].socket() as socket:
        socket.send(json.dumps(json.loads(text) | {"id": "bad"}))
        answers = []
        while not answers or answers[-1].get("id") != "bad":
            answers.append(json.loads(socket.recv(10)))
        assert (answers[-1]["type"], answers[-1]["problem"]) == ("error", problem)
        assert ask(socket, "ping")["type"] == "pong"


def test_a_frame_too_large_is_refused_and_the_message_is_not_sent(trio: list[Person]) -> None:
    path = some(*trio)
    text = json.dumps(
        {
            "type": "message.send",
            "id": "mine",
            "conversation": id_of(path),
            "client_id": "1",
            "body": "😀" * 8000,
        }
    )
    with trio[0].socket() as socket:
        pieces = range(0, len(text), LARGEST_FRAME)
        socket.send([text[start : start + LARGEST_FRAME] for start in pieces])
        while "id" not in (answer := json.loads(socket.recv(10))):
            pass
    assert (answer["id"], answer["problem"]) == ("mine", "too-large")
    assert numbers(trio[0], path) == []


def test_a_frame_to_a_conversation_one_was_put_out_of_is_not_found(trio: list[Person]) -> None:
    path = some(*trio)
    with trio[2].socket() as socket:
        trio[0].delete(f"{path}/members/{trio[2].id}")
        frame = {"conversation": id_of(path), "client_id": "1", "body": "x"}
        assert ask(socket, "message.send", **frame)["problem"] == "not-found"
        assert ask(socket, "typing", conversation=id_of(path))["problem"] == "not-found"
        assert ask(socket, "ping")["type"] == "pong"


def test_whoever_writes_too_much_is_told_how_long_to_wait(
    trio: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = some(*trio)
    with trio[0].socket() as socket:
        monkeypatch.setenv("RATE_PERSON", "1")
        frame = {"conversation": id_of(path), "body": "x"}
        answers = [ask(socket, "message.send", client_id=str(n), **frame) for n in range(2)]
    assert (answers[1]["problem"], answers[1]["retry_after"] > 0) == ("too-many", True)


def test_a_connection_that_takes_nothing_delays_no_other(network: Network, trio: list[Person]) -> None:
    path = some(*trio)
    network.cloud.wait_idle()
    with trio[1].socket() as dead, trio[2].socket() as socket:
        assert dead
        dead.socket.close()
        sent = say(trio[0], path, "Through")
        assert messages(pushed(network, socket)) == [sent]
