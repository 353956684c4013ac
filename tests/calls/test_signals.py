"""Signals of WebRTC: from one in the call to another in the call, and to nobody else."""

import json
from typing import Any

import pytest

from tests.calls.ringing import call, device, join, leave, of, people_in, running
from tests.chat.talk import ask, channel, pushed, some
from tests.people import Network, Person

OFFER = {"type": "offer", "sdp": "v=0\r\n"}
CANDIDATE = {"candidate": "candidate:1 1 udp 1 127.0.0.1 9 typ host", "sdpMid": "0"}


def signal(sender: Person, to: Person, call: Any, **more: Any) -> dict[str, Any]:
    return {"call": call["id"], "device": device(sender), "to": device(to), **more}


@pytest.fixture
def spoken(network: Network, trio: list[Person]) -> Any:
    """A call of the first two in a conversation of three: (path, call)."""
    path = some(*trio)
    begun = call(trio[0], path)
    join(trio[1], begun)
    network.cloud.wait_idle()
    return path, begun


def test_a_signal_reaches_the_other_alone(network: Network, trio: list[Person], spoken: Any) -> None:
    _, begun = spoken
    with trio[0].socket() as mine, trio[1].socket() as theirs, trio[2].socket() as third:
        sent = signal(trio[0], trio[1], begun, description=OFFER, candidates=[CANDIDATE])
        assert ask(mine, "call.signal", **sent)["type"] == "call.signalled"
        (frame,) = pushed(network, theirs)
        assert pushed(network, third) == []
    assert frame["person"] == trio[0].id
    assert (frame["description"], frame["device"], frame["to"]) == (OFFER, sent["device"], sent["to"])
    assert frame["candidates"][0]["candidate"] == CANDIDATE["candidate"]


def test_signals_go_over_rest_too(network: Network, trio: list[Person], spoken: Any) -> None:
    _, begun = spoken
    with trio[1].socket() as theirs:
        sent = signal(trio[0], trio[1], begun, description=OFFER)
        del sent["call"]
        trio[0].post(f"/v1/calls/{begun['id']}/signals", sent)
        assert [frame["type"] for frame in pushed(network, theirs)] == ["call.signal"]


def test_whoever_is_not_in_the_call_signals_nobody(network: Network, trio: list[Person], spoken: Any) -> None:
    _, begun = spoken
    with trio[2].socket() as mine, trio[0].socket() as theirs:
        for sent in (
            signal(trio[2], trio[0], begun, description=OFFER),
            # with the device of somebody who is
            signal(trio[1], trio[0], begun, description=OFFER),
        ):
            assert ask(mine, "call.signal", **sent)["problem"] == "not-found"
        assert pushed(network, theirs) == []


def test_nobody_is_signalled_who_is_not_in_the_call(
    network: Network, trio: list[Person], spoken: Any
) -> None:
    _, begun = spoken
    with trio[0].socket() as mine, trio[2].socket() as theirs:
        assert ask(mine, "call.signal", **signal(trio[0], trio[2], begun, description=OFFER))["problem"]
        assert pushed(network, theirs) == []


def test_a_signal_that_comes_late_goes_nowhere(network: Network, trio: list[Person], spoken: Any) -> None:
    _, begun = spoken
    leave(trio[1], begun)
    network.cloud.wait_idle()
    with trio[0].socket() as mine, trio[1].socket() as gone:
        sent = signal(trio[0], trio[1], begun, candidates=[CANDIDATE])
        assert ask(mine, "call.signal", **sent)["problem"] == "not-found"
        back = signal(trio[1], trio[0], begun, candidates=[CANDIDATE])
        assert ask(gone, "call.signal", **back)["problem"] == "not-found"
        assert pushed(network, gone) == []


def test_whoever_is_put_out_of_the_conversation_is_out_of_its_call(
    network: Network, trio: list[Person], spoken: Any
) -> None:
    path, begun = spoken
    with trio[0].socket() as mine, trio[1].socket() as theirs:
        network.cloud.pause()
        try:
            trio[0].delete(f"{path}/members/{trio[1].id}")
            sent = signal(trio[0], trio[1], begun, description=OFFER)
            assert ask(mine, "call.signal", **sent)["problem"] == "not-found", "before any worker has run"
            back = signal(trio[1], trio[0], begun, description=OFFER)
            assert ask(theirs, "call.signal", **back)["problem"] == "not-found"
        finally:
            network.cloud.resume()
        while (frame := json.loads(theirs.recv(10)))["type"] != "call.ended":
            pass
        assert frame["outcome"] == "out"
        assert people_in(of(pushed(network, mine), "call.changed", path)[-1]["call"]) == [trio[0].id]
    assert people_in(running(trio[2], path)) == [trio[0].id]
    assert join(trio[1], begun).status_code == 404


def test_whoever_leaves_the_group_is_out_of_its_call(network: Network, trio: list[Person]) -> None:
    group = trio[0].make_group(visibility="secret")
    trio[0].put(f"/v1/groups/{group}/members/{trio[1].id}", {})
    path = channel(trio[0], group)
    begun = call(trio[0], path)
    join(trio[1], begun)
    trio[0].delete(f"/v1/groups/{group}/members/{trio[1].id}")
    network.cloud.wait_idle()
    assert people_in(running(trio[0], path)) == [trio[0].id]
    assert join(trio[1], begun).status_code == 404
    leave(trio[0], begun)


@pytest.mark.parametrize(
    "more",
    [
        {"description": {"type": "offer", "sdp": "x" * 24_001}},
        {"description": {"type": "shout", "sdp": ""}},
        {"candidates": [CANDIDATE] * 31},
        {"candidates": [{"candidate": "x" * 501}]},
        {"candidates": [{"candidate": "x", "sdpMid": "x" * 65}]},
        {"candidates": [{"candidate": "\x00"}]},
        {"description": {"type": "offer", "sdp": "", "more": 1}},
        {},
    ],
    ids=lambda more: json.dumps(more)[:40],
)
def test_a_signal_that_no_browser_writes_is_refused(trio: list[Person], spoken: Any, more: Any) -> None:
    _, begun = spoken
    with trio[0].socket() as mine:
        answer = ask(mine, "call.signal", **signal(trio[0], trio[1], begun, **more))
        assert (answer["type"], answer["problem"]) == ("error", "invalid")


def test_a_signal_that_no_frame_holds_is_refused(trio: list[Person], spoken: Any) -> None:
    _, begun = spoken
    sent = signal(trio[0], trio[1], begun, description={"type": "offer", "sdp": '"' * 20_000})
    del sent["call"]
    assert trio[0].ask("POST", f"/v1/calls/{begun['id']}/signals", sent).status_code == 413


def test_a_device_of_anothers_name_is_refused(trio: list[Person], spoken: Any) -> None:
    _, begun = spoken
    answer = trio[2].ask("PUT", f"/v1/calls/{begun['id']}/participants/{device(trio[0])}", {})
    assert answer.status_code == 409


@pytest.mark.parametrize("name", ["short", "x" * 41, "with space", "ünïcödé-name"])
def test_a_device_has_a_name_that_leads_nowhere_else(trio: list[Person], spoken: Any, name: str) -> None:
    _, begun = spoken
    assert trio[2].ask("PUT", f"/v1/calls/{begun['id']}/participants/{name}", {}).status_code == 404
