"""A call from its first ring to what it leaves."""

from collections.abc import Callable

import pytest

from chalicelib.core import keys
from chalicelib.core.table import Path, Table, value
from chalicelib.live.model import OnlineItem
from tests.calls.ringing import at_once, call, device, join, leave, notes, of, people_in, running, seat_of
from tests.chat.talk import channel, pair, pushed, say, some, unread
from tests.people import Network, Person


def test_whoever_is_connected_hears_it_ring(network: Network, trio: list[Person]) -> None:
    path = pair(trio[0], trio[1])
    network.cloud.wait_idle()
    with trio[1].socket() as theirs, trio[2].socket() as stranger:
        begun = call(trio[0], path, "video")
        frames = of(pushed(network, theirs), "call.ringing", path)
        assert frames
        assert {frame["call"]["id"] for frame in frames} == {begun["id"]}
        assert frames[0]["call"]["media"] == "video"
        assert pushed(network, stranger) == []
    leave(trio[0], begun)


def test_it_does_not_ring_at_whoever_does_not_wish_to_be_disturbed(
    network: Network, trio: list[Person]
) -> None:
    path = some(*trio)
    network.cloud.wait_idle()
    trio[1].put("/v1/me/presence", {"status": "dnd"})
    with trio[1].socket() as quiet, trio[2].socket() as other:
        begun = call(trio[0], path)
        assert of(pushed(network, other), "call.ringing", path)
        frames = pushed(network, quiet)
        assert of(frames, "call.ringing", path) == []
        assert of(frames, "call.changed", path), "but they see that a call goes on"
    leave(trio[0], begun)
    trio[1].put("/v1/me/presence", {"status": "online"})


def test_an_accepted_call_leaves_who_spoke_and_how_long(
    trio: list[Person], later: Callable[[float], None]
) -> None:
    path = some(*trio)
    begun = call(trio[0], path)
    assert join(trio[1], begun).json()["call"]["answered_at"]
    assert join(trio[2], begun).is_success
    later(90)
    for person in trio:
        leave(person, begun)
    (left,) = notes(trio[1], path)
    assert (left["outcome"], left["people"], left["media"]) == ("ended", 3, "audio")
    assert left["seconds"] in range(90, 95)
    assert left["body"] == "Call, 2 min"
    assert running(trio[0], path) is None


def test_a_call_that_its_caller_gives_up_is_missed_and_unread(network: Network) -> None:
    one, other = network.people("One", "Other")
    path = pair(one, other)
    leave(one, call(one, path, "video"))
    (left,) = notes(other, path)
    assert (left["outcome"], left["body"]) == ("missed", "Missed video call")
    assert (unread(other, path), unread(one, path)) == (1, 0)


def test_a_call_that_nobody_answers_ends_by_itself_as_missed(
    trio: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RING_SECONDS", "0")
    path = some(*trio)
    call(trio[0], path)
    assert [one["outcome"] for one in notes(trio[1], path)] == ["missed"]
    assert running(trio[0], path) is None


def test_a_call_that_was_answered_goes_on_when_the_ringing_is_over(
    network: Network, trio: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = some(*trio)
    network.cloud.pause()
    try:
        begun = call(trio[0], path)
        join(trio[1], begun)
        monkeypatch.setenv("RING_SECONDS", "0")
    finally:
        network.cloud.resume()
    assert notes(trio[0], path) == []
    assert people_in(running(trio[2], path)) == [trio[0].id, trio[1].id]
    leave(trio[0], begun)
    leave(trio[1], begun)


def test_of_two_either_ends_it(network: Network) -> None:
    one, other = network.people("One", "Other")
    path = pair(one, other)
    begun = call(one, path)
    join(other, begun)
    leave(other, begun)
    assert one.ask("GET", f"/v1/calls/{begun['id']}").status_code == 404
    assert [left["outcome"] for left in notes(one, path)] == ["ended"]


def test_of_two_declining_ends_it_and_is_told(network: Network) -> None:
    one, other = network.people("One", "Other")
    path = pair(one, other)
    with one.socket() as socket:
        begun = call(one, path)
        other.put(f"/v1/calls/{begun['id']}/decline")
        (ended,) = of(pushed(network, socket), "call.ended", path)[:1]
    assert ended["outcome"] == "declined"
    assert [left["outcome"] for left in notes(one, path)] == ["declined"]


def test_what_is_left_of_a_call_is_not_unread_for_those_who_know_of_it(network: Network) -> None:
    one, other = network.people("One", "Other")
    path = pair(one, other)
    other.put(f"/v1/calls/{call(one, path)['id']}/decline")
    network.cloud.wait_idle()
    begun = call(one, path)
    join(other, begun)
    leave(other, begun)
    assert [left["outcome"] for left in notes(one, path)] == ["declined", "ended"]
    assert (unread(one, path), unread(other, path)) == (0, 0)


def test_a_call_that_one_was_in_leaves_unread_what_was_said_before_it(network: Network) -> None:
    one, other = network.people("One", "Other")
    path = pair(one, other)
    say(one, path, "Not read yet")
    begun = call(one, path)
    join(other, begun)
    leave(other, begun)
    assert unread(other, path) == 2


def test_of_a_few_it_goes_on_ringing_when_one_declines(trio: list[Person]) -> None:
    path = some(*trio)
    begun = call(trio[0], path)
    trio[1].put(f"/v1/calls/{begun['id']}/decline")
    assert running(trio[2], path)["declined"] == [trio[1].id]
    assert join(trio[1], begun).json()["call"]["declined"] == [], "and they may think better of it"
    leave(trio[1], begun)
    leave(trio[0], begun)


def test_the_others_see_who_is_muted(network: Network, trio: list[Person]) -> None:
    path = some(*trio)
    begun = call(trio[0], path)
    join(trio[1], begun)
    network.cloud.wait_idle()
    with trio[1].socket() as socket:
        trio[0].patch(seat_of(trio[0], begun), {"muted": True, "screen": True})
        frame = of(pushed(network, socket), "call.changed", path)[-1]
    mine = next(one for one in frame["call"]["participants"] if one["person"]["id"] == trio[0].id)
    assert (mine["muted"], mine["camera"], mine["screen"]) == (True, False, True)
    leave(trio[0], begun)
    leave(trio[1], begun)


def test_that_one_is_still_there_is_nobodys_news(network: Network, trio: list[Person]) -> None:
    path = some(*trio)
    begun = call(trio[0], path)
    network.cloud.wait_idle()
    with trio[1].socket() as socket:
        trio[0].patch(seat_of(trio[0], begun), {})
        assert pushed(network, socket) == []
    leave(trio[0], begun)


def test_whoever_is_silent_too_long_has_gone(trio: list[Person], later: Callable[[float], None]) -> None:
    path = some(*trio)
    begun = call(trio[0], path)
    join(trio[1], begun)
    later(60)
    trio[1].patch(seat_of(trio[1], begun), {})
    later(60)
    assert people_in(running(trio[2], path)) == [trio[1].id]
    assert trio[0].ask("PATCH", seat_of(trio[0], begun), {}).status_code == 404
    later(60)
    assert running(trio[2], path) is None


def test_a_call_that_everybody_fell_out_of_makes_room_for_the_next(
    trio: list[Person], later: Callable[[float], None]
) -> None:
    path = some(*trio)
    first = call(trio[0], path)
    join(trio[1], first)
    later(200)
    second = call(trio[2], path)
    assert second["id"] != first["id"]
    assert [left["outcome"] for left in notes(trio[0], path)] == ["ended"]
    leave(trio[2], second)


def test_on_a_second_device_the_call_moves_there(trio: list[Person]) -> None:
    path = some(*trio)
    begun = call(trio[0], path)
    moved = join(trio[0], begun, 2).json()["call"]
    assert [one["device"] for one in moved["participants"]] == [device(trio[0], 2)]
    assert trio[0].ask("PATCH", seat_of(trio[0], begun), {}).status_code == 404
    leave(trio[0], begun)
    assert running(trio[0], path), "the old device hangs nothing up"
    leave(trio[0], begun, 2)


def test_a_channel_has_calls(network: Network, trio: list[Person]) -> None:
    group = trio[0].make_group()
    trio[1].join(group)
    path = channel(trio[0], group)
    network.cloud.wait_idle()
    with trio[1].socket() as socket:
        begun = call(trio[0], path)
        assert of(pushed(network, socket), "call.ringing", path)
    leave(trio[0], begun)
    assert [left["outcome"] for left in notes(trio[1], path)] == ["missed"]


def test_a_call_in_a_large_channel_rings_at_nobody_and_waits_for_who_comes(
    network: Network, trio: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chalicelib.chat.calling.GATHERED", 1)
    monkeypatch.setenv("RING_SECONDS", "0")
    group = trio[0].make_group()
    trio[1].join(group)
    path = channel(trio[0], group)
    network.cloud.wait_idle()
    with trio[1].socket() as socket:
        begun = call(trio[0], path)
        assert of(pushed(network, socket), "call.ringing", path) == []
    assert people_in(running(trio[1], path)) == [trio[0].id]
    leave(trio[0], begun)


def test_a_connection_that_is_gone_without_a_word_delays_nobody(network: Network, trio: list[Person]) -> None:
    path = some(*trio)
    network.cloud.wait_idle()
    with trio[1].socket() as socket, trio[2].socket() as theirs:
        assert pushed(network, socket) == pushed(network, theirs) == []
        gone = Path("connections").add(value({"Z29uZQ=="}))
        Table(network.tenant).update(keys.online(trio[2].id), gone, kind=OnlineItem)
        begun = call(trio[0], path)
        assert of(pushed(network, socket), "call.ringing", path)
    online = Table(network.tenant).get(keys.online(trio[2].id), OnlineItem, consistent=True)
    assert online
    assert "Z29uZQ==" not in online.connections
    leave(trio[0], begun)


# Races, and what comes twice


def test_two_who_call_each_other_at_once_are_in_one_call(network: Network) -> None:
    one, other = network.people("One", "Other")
    path = pair(one, other)
    found = at_once(lambda: call(one, path), lambda: call(other, path))
    assert len({call["id"] for call in found}) == 1
    assert sorted(people_in(running(one, path))) == sorted([one.id, other.id])


def test_a_seventh_is_told_that_six_is_the_limit(network: Network) -> None:
    people = network.people(*(f"Person {n}" for n in range(8)))
    path = some(*people)
    begun = call(people[0], path)
    answers = at_once(*(lambda p=person: join(p, begun) for person in people[1:]))
    assert sorted(answer.status_code for answer in answers) == [200] * 5 + [409] * 2
    (refused, _) = [answer.json() for answer in answers if answer.status_code == 409]
    assert refused["limit"] == 6
    assert "larger meetings are not set up here" in refused["detail"]
    assert len(people_in(running(people[0], path))) == 6
    assert people[0].get(f"{path}/calls")["larger"] is False


def test_leaving_twice_is_leaving_once(trio: list[Person]) -> None:
    path = some(*trio)
    begun = call(trio[0], path)
    at_once(*[lambda: leave(trio[0], begun)] * 3)
    assert len(notes(trio[0], path)) == 1


def test_what_a_call_leaves_is_one_message_however_often_the_queue_brings_it(
    network: Network, trio: list[Person]
) -> None:
    path = some(*trio)
    network.cloud.habits.deliver_twice = network.cloud.habits.shuffle = True
    try:
        begun = call(trio[0], path)
        join(trio[1], begun)
        say(trio[0], path, "while we speak")
        leave(trio[1], begun)
        leave(trio[0], begun)
        network.cloud.wait_idle()
    finally:
        network.cloud.habits.deliver_twice = network.cloud.habits.shuffle = False
    assert len(notes(trio[0], path)) == 1


def test_a_request_that_comes_twice_begins_one_call(trio: list[Person]) -> None:
    path = some(*trio)
    body = {"device": device(trio[0])}
    first, second = (trio[0].post(f"{path}/calls", body, Idempotency_Key="once") for _ in range(2))
    assert first["call"]["id"] == second["call"]["id"]
    leave(trio[0], first["call"])


def test_what_a_call_left_is_not_edited(trio: list[Person]) -> None:
    path = some(*trio)
    leave(trio[0], call(trio[0], path))
    notes(trio[0], path)
    answer = trio[0].ask("PATCH", f"{path}/messages/1", {"body": "It never rang"})
    assert answer.status_code == 403


def test_whoever_rings_all_the_time_is_told_to_wait(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RATE_CALLS", "4")
    one, other = network.people("One", "Other")
    path = pair(one, other)
    leave(one, call(one, path))
    answer = one.ask("POST", f"{path}/calls", {"device": device(one)})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
