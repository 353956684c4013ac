"""A page that goes, as a reload does, may come back: the call waits for it a moment."""

import time
from collections.abc import Callable

import pytest

from tests.calls.ringing import call, device, join, leave, notes, of, people_in, running, seat_of
from tests.chat.talk import pair, pushed, some
from tests.people import Network, Person


@pytest.fixture
def grace(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    return lambda seconds: monkeypatch.setattr("chalicelib.calls.model.GRACE", seconds)


def until(condition: Callable[[], bool]) -> None:
    """What waits in a queue is not work that is under way: `wait_idle` does not know of it."""
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.1)


def away(person: Person, begun: object) -> None:
    person.patch(seat_of(person, begun), {"away": True})


def test_of_two_one_who_goes_and_comes_back_finds_the_call_going_on(network: Network) -> None:
    one, other = network.people("One", "Other")
    path = pair(one, other)
    begun = call(one, path)
    join(other, begun)
    network.cloud.wait_idle()
    with one.socket() as socket:
        away(other, begun)
        frame = of(pushed(network, socket), "call.changed", path)[-1]
        assert [one["away"] for one in frame["call"]["participants"]] == [False, True]
    back = join(other, begun, 2).json()["call"]
    assert [one["device"] for one in back["participants"]] == [device(one), device(other, 2)]
    assert [one["away"] for one in back["participants"]] == [False, False]
    leave(one, begun)


def test_of_two_one_who_does_not_come_back_ends_it(network: Network, grace: Callable[[int], None]) -> None:
    grace(1)
    one, other = network.people("One", "Other")
    path = pair(one, other)
    begun = call(one, path)
    join(other, begun)
    network.cloud.wait_idle()
    with one.socket() as socket:
        away(other, begun)
        until(lambda: running(one, path) is None)
        assert [frame["outcome"] for frame in of(pushed(network, socket), "call.ended", path)][:1] == [
            "ended"
        ]
    assert len(notes(one, path)) == 1


def test_of_a_few_the_others_go_on(trio: list[Person], grace: Callable[[int], None]) -> None:
    grace(1)
    path = some(*trio)
    begun = call(trio[0], path)
    for person in trio[1:]:
        join(person, begun)
    away(trio[0], begun)
    until(lambda: people_in(running(trio[1], path)) == [trio[1].id, trio[2].id])
    leave(trio[1], begun)
    leave(trio[2], begun)


def test_a_word_from_the_same_page_says_that_it_is_there_again(
    trio: list[Person], later: Callable[[float], None]
) -> None:
    path = some(*trio)
    begun = call(trio[0], path)
    away(trio[0], begun)
    trio[0].patch(seat_of(trio[0], begun), {})
    later(60)
    assert people_in(running(trio[1], path)) == [trio[0].id]
    leave(trio[0], begun)
