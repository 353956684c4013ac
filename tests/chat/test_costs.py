"""What one person can make others, and the table, pay for."""

import time

import pytest

from bench.counter import counting
from chalicelib.chat.model import LONGEST_BODY
from tests.chat.talk import ask, id_of, messages, pair, pushed, say, some
from tests.people import Network, Person


@pytest.fixture
def trio(network: Network) -> list[Person]:
    return network.people("Ada Lind", "Bo Berg", "Cleo Nunes")


def test_who_was_away_from_much_is_told_to_reload_and_no_more_of_it_is_read(
    network: Network, trio: list[Person]
) -> None:
    cursor = str(int(time.time() * 1000))
    paths = [some(*trio) for _ in range(6)]
    for path in paths:
        for _ in range(5):
            say(trio[0], path, "x" * LONGEST_BODY)
    network.cloud.wait_idle()
    with trio[1].socket() as socket, counting() as counter:
        answer = ask(socket, "resume", cursor=cursor)
    told = {one["conversation"]: one["reload"] for one in answer["conversations"]}
    assert told == dict.fromkeys(map(id_of, paths), True)
    assert counter.sum().read < 32, "three conversations of forty kilobytes, not all six"


def test_whoever_reacts_without_end_is_told_how_long_to_wait(
    trio: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = some(*trio)
    say(trio[0], path)
    monkeypatch.setenv("RATE_REACTIONS", "1")
    answers = [trio[1].ask("PUT", f"{path}/messages/1/reactions/%F0%9F%91%8D") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [204, 429]
    assert int(answers[1].headers["Retry-After"]) > 0


def test_nobody_takes_the_place_of_what_a_call_leaves(network: Network, trio: list[Person]) -> None:
    ada, bo, _ = trio
    path = pair(ada, bo)
    call = ada.post(f"{path}/calls", {"device": "device-of-ada-1"})["call"]["id"]
    longest = f"what is left of the call {call}"[:64]
    say(ada, path, "In its place", client_id=longest)
    with bo.socket() as socket:
        ada.delete(f"/v1/calls/{call}/participants/device-of-ada-1")
        left = [one["call"] for one in messages(pushed(network, socket)) if one["call"]]
    assert [one["outcome"] for one in left] == ["missed"]
