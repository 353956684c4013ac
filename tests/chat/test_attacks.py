"""What members did to each other, or to the house, by attacking; each is proved closed."""

import json
import time
from contextlib import ExitStack
from urllib.parse import quote

import pytest
from emoji import EMOJI_DATA
from websockets.exceptions import InvalidStatus

from chalicelib.chat import access, messages, reading, search
from chalicelib.chat.model import LONGEST_BODY, MOST_EMOJIS, MOST_REACTIONS, MessageItem, SeatItem
from chalicelib.chat.telling import _fitting
from chalicelib.core import keys
from chalicelib.core.names import plain
from chalicelib.core.table import Path, Table, changes, value
from chalicelib.live import model, service, wire
from tests.chat.talk import ask, id_of, pair, pushed, say, some
from tests.people import Network, Person

EMOJIS = [emoji for emoji, of in EMOJI_DATA.items() if of["status"] == 2]


# Read receipts


@pytest.fixture
def shy(network: Network) -> Person:
    (person,) = network.people("Shy Reader")
    person.patch("/v1/me/chat", {"receipts": False})
    return person


def test_whoever_shows_no_receipts_sees_none(network: Network, trio: list[Person], shy: Person) -> None:
    path = pair(trio[0], shy)
    say(shy, path)
    network.cloud.wait_idle()
    with shy.socket() as theirs:
        trio[0].put(f"{path}/read", {"message": 1})
        assert [frame for frame in pushed(network, theirs) if frame["type"] == "read"] == []
    assert [seat["read"] for seat in shy.all(f"{path}/members")] == [None, None]
    shy.patch("/v1/me/chat", {"receipts": True})
    assert 1 in [seat["read"] for seat in shy.all(f"{path}/members")]


# Searching


@pytest.mark.parametrize("costly", ["](/people/", "\u0301\u0323"])
def test_no_message_is_made_so_that_a_search_takes_seconds_for_it(costly: str) -> None:
    items = [
        MessageItem(by=None, body=(text * LONGEST_BODY)[:LONGEST_BODY], client="", created=0)  # type: ignore[arg-type]
        for text in ("a word ", costly)
    ]
    ordinary, made = (_seconds(item) for item in items)
    assert made < 20 * ordinary, "it grows as the text does, not with its square"


def _seconds(item: MessageItem) -> float:
    """The best of several: the machine has other things to do."""
    took = []
    for _ in range(5):
        began = time.perf_counter()
        search._fits(item, ["needle"])
        took.append(time.perf_counter() - began)
    return min(took)


def test_a_text_in_pieces_is_as_plain_as_in_one() -> None:
    accented = "e\u0301\u0323" * 200 + "Straße ﷺ 회의"
    assert plain("x" + accented) == "x" + "e" * 200 + "strasse " + plain("ﷺ") + " " + plain("회의")


def test_one_request_looks_through_fewer_long_messages_and_the_next_goes_on(
    trio: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "MOST_READ", 2 * LONGEST_BODY)
    monkeypatch.setattr(search, "AT_ONCE", 2)
    path = some(*trio)
    say(trio[0], path, "needle")
    for _ in range(5):
        say(trio[0], path, "x" * LONGEST_BODY)
    page = trio[1].get(f"{path}/search?q=needle")
    assert (page["items"], page["looked"]) == ([], 3)
    assert [one["number"] for one in trio[1].all(f"{path}/search?q=needle")] == [1]


# Reactions


def test_nobody_covers_a_message_with_all_emojis_there_are(network: Network, trio: list[Person]) -> None:
    path = some(*trio)
    say(trio[0], path)
    full = {f"{emoji} {trio[0].id}" for emoji in EMOJIS[:MOST_EMOJIS]}
    _give(network, path, full)
    answers = [_react(trio[1], path, emoji) for emoji in (EMOJIS[MOST_EMOJIS], EMOJIS[0])]
    assert answers == [409, 204]


def test_of_those_who_react_at_once_none_passes_the_limit(
    network: Network, trio: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = some(*trio)
    say(trio[0], path)
    fetch = access.fetch

    def then_full(*given: object) -> MessageItem:
        item = fetch(*given)  # type: ignore[arg-type]
        _give(network, path, {f"{EMOJIS[0]} {number}" for number in range(MOST_REACTIONS)})
        return item

    with monkeypatch.context() as patched:
        patched.setattr(messages.access, "fetch", then_full)
        assert _react(trio[1], path, EMOJIS[0]) == 409
    shown = trio[0].get(f"{path}/messages/1")["reactions"]
    assert sum(one["count"] for one in shown) == MOST_REACTIONS


def test_messages_full_of_reactions_go_out_in_frames_that_api_gateway_takes() -> None:
    body = "\x01" * LONGEST_BODY
    reactions = [{"emoji": emoji, "people": ["x" * 26] * 10} for emoji in EMOJIS[:MOST_EMOJIS]]
    frames = _fitting([{"body": body, "reactions": reactions} for _ in range(6)])
    assert sum(map(len, frames)) == 6
    assert max(len(json.dumps(frame)) for frame in frames) < 2 * wire.LARGEST_FRAME


def _react(person: Person, path: str, emoji: str) -> int:
    return person.ask("PUT", f"{path}/messages/1/reactions/{quote(emoji)}").status_code


def _give(network: Network, path: str, reactions: set[str]) -> None:
    added = Path("reactions").add(value(reactions))
    Table(network.tenant).update(keys.message(id_of(path), 1), added, kind=MessageItem)


# At the same moment


@pytest.fixture
def a_moment_ago(trio: list[Person], monkeypatch: pytest.MonkeyPatch) -> str:
    """The path of a conversation, of which the second was an owner when they were asked who they are."""
    path = some(*trio)
    enter = access.enter

    def entering(*given: object) -> access.Part:
        part = enter(*given)  # type: ignore[arg-type]
        return part._replace(role="owner") if given[0].user == trio[1].id else part  # type: ignore[attr-defined]

    monkeypatch.setattr(access, "enter", entering)
    return path


def test_who_was_an_owner_a_moment_ago_puts_nobody_out(trio: list[Person], a_moment_ago: str) -> None:
    assert trio[1].ask("DELETE", f"{a_moment_ago}/members/{trio[2].id}").status_code == 409
    assert len(trio[0].all(f"{a_moment_ago}/members")) == 3


@pytest.mark.parametrize("of", ["themselves", "another", "somebody new"])
def test_who_was_an_owner_a_moment_ago_makes_no_owner(
    of: str, network: Network, trio: list[Person], a_moment_ago: str
) -> None:
    whom = {"themselves": trio[1], "another": trio[2]}.get(of) or network.person()
    answer = trio[1].ask("PUT", f"{a_moment_ago}/members/{whom.id}", {"role": "owner"})
    assert answer.status_code in {404, 409}
    roles = [seat["role"] for seat in trio[0].all(f"{a_moment_ago}/members")]
    assert roles.count("owner") == 1


def test_who_mutes_what_they_leave_at_that_moment_is_told_that_it_is_gone(
    network: Network, trio: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = some(*trio)
    taking = reading._take_seat

    def and_gone(*given: object) -> None:
        taking(*given)  # type: ignore[arg-type]
        Table(network.tenant).delete(keys.seat(id_of(path), trio[1].id), SeatItem)

    monkeypatch.setattr(reading, "_take_seat", and_gone)
    assert trio[1].ask("PUT", f"{path}/mute").status_code == 404


# Without end


@pytest.mark.parametrize("bucket", ["TYPING", "CONVERSATIONS", "CHANGES", "TICKETS"])
def test_whoever_floods_others_is_told_to_wait(
    bucket: str, trio: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = some(*trio)
    with trio[2].socket() as socket:
        monkeypatch.setenv(f"RATE_{bucket}", "1")
        if bucket == "TYPING":
            told = [ask(socket, "typing", conversation=id_of(path)).get("problem") for _ in range(2)]
            assert told == [None, "too-many"]
            return
        asked = {
            "CONVERSATIONS": ("POST", "/v1/conversations", {"people": [trio[0].id, trio[1].id]}),
            "CHANGES": ("PATCH", path, {"name": "Another"}),
            "TICKETS": ("POST", "/v1/live/tickets", None),
        }[bucket]
        answers = [trio[2].ask(*asked).status_code for _ in range(2)]
        assert answers[1] == 429


def test_nobody_has_more_connections_open_than_a_frame_should_go_to(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST_CONNECTIONS", 3)
    (many,) = network.people("Many Tabs")
    with ExitStack() as open_:
        sockets = [open_.enter_context(many.socket()) for _ in range(3)]
        with pytest.raises(InvalidStatus):
            many.socket()
        assert [ask(socket, "ping")["type"] for socket in sockets] == ["pong"] * 3


def test_connections_whose_end_was_not_told_keep_nobody_out(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST_CONNECTIONS", 3)
    (many,) = network.people("Many Ghosts")
    ghosts = Path("connections").add(value({f"ghost{number}=" for number in range(5)}))
    online = keys.online(many.id)
    Table(network.tenant).update(online, ghosts, *changes(user=many.id), kind=model.OnlineItem)
    with many.socket() as socket:
        assert ask(socket, "ping")["type"] == "pong"
    item = Table(network.tenant).get(online, model.OnlineItem, consistent=True)
    assert item
    assert not [one for one in item.connections if one.startswith("ghost")]
