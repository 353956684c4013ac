"""A group's channel: its members write, its visibility says who reads, large ones cost no row a member."""

import contextlib

import pytest

from chalicelib.chat import attending, channels, fold, followups, frames
from chalicelib.live import watching
from tests.chat.talk import ask, bodies, channel, id_of, messages, numbers, pushed, say, unread
from tests.people import Network, Person


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every channel is a large one."""
    for module in (channels, fold, followups, frames):
        monkeypatch.setattr(module, "GATHERED", 0)


@pytest.fixture
def group(network: Network, trio: list[Person]) -> str:
    made = trio[0].make_group("Team", "private")
    trio[0].put(f"/v1/groups/{made}/members/{trio[1].id}", {})
    network.cloud.wait_idle()
    return made


def test_a_group_has_one_channel_which_its_members_open(trio: list[Person], group: str) -> None:
    assert channel(trio[0], group) == channel(trio[1], group)
    assert trio[2].ask("POST", "/v1/conversations", {"group": group}).status_code == 404


def test_a_channel_that_nobody_opened_is_not_there(trio: list[Person], group: str) -> None:
    at = f"/v1/conversations/g{group}"
    told = [trio[0].ask("GET", at), trio[0].ask("POST", f"{at}/messages", {"body": "Hello?"})]
    assert [answer.status_code for answer in told] == [404, 404]


def test_members_are_told_and_strangers_find_nothing(
    network: Network, trio: list[Person], group: str
) -> None:
    at = channel(trio[0], group)
    with trio[1].socket() as member, trio[2].socket() as stranger:
        sent = say(trio[0], at, "Team only")
        assert messages(pushed(network, member)) == [sent]
        assert pushed(network, stranger) == []
    assert trio[2].ask("GET", at).status_code == 404
    assert trio[2].ask("GET", f"{at}/messages").status_code == 404


def test_it_is_listed_under_the_groups_name_with_what_is_unread(trio: list[Person], group: str) -> None:
    at = channel(trio[0], group)
    say(trio[0], at)
    say(trio[0], at)
    assert [unread(person, at) for person in trio[:2]] == [0, 2]
    [shown] = [one for one in trio[1].all("/v1/conversations") if one["id"] == id_of(at)]
    assert (shown["name"], shown["role"], shown["kind"]) == ("Team", "member", "channel")


def test_an_open_groups_channel_is_read_by_all_and_written_by_its_members(
    network: Network, trio: list[Person]
) -> None:
    group = trio[0].make_group("Town square", "open")
    at = channel(trio[0], group)
    say(trio[0], at, "For all")
    assert bodies(trio[2], at) == ["For all"]
    assert trio[2].ask("POST", f"{at}/messages", {"body": "Me too"}).status_code == 404
    (guest,) = network.people("Gus Guest", role="guest")
    assert guest.ask("GET", f"{at}/messages").status_code == 404


def test_its_people_and_roles_are_the_groups(trio: list[Person], group: str) -> None:
    at = channel(trio[0], group)
    assert {(seat["person"]["id"], seat["role"]) for seat in trio[1].all(f"{at}/members")} == {
        (trio[0].id, "owner"),
        (trio[1].id, "member"),
    }
    assert trio[0].ask("PUT", f"{at}/members/{trio[2].id}", {}).status_code == 403
    say(trio[1], at)
    assert trio[0].ask("DELETE", f"{at}/messages/1").status_code == 204


def test_whoever_leaves_the_group_is_out_of_the_channel_at_once(
    network: Network, trio: list[Person], group: str
) -> None:
    at = channel(trio[0], group)
    say(trio[0], at)
    network.cloud.wait_idle()
    with trio[1].socket() as socket:
        trio[1].leave(group)
        say(trio[0], at, "Without you")
        assert messages(pushed(network, socket)) == []
    assert trio[1].ask("GET", f"{at}/messages").status_code == 404
    assert id_of(at) not in [one["id"] for one in trio[1].all("/v1/conversations")]


def test_a_message_is_sent_once_in_a_channel_too(network: Network, trio: list[Person], group: str) -> None:
    at = channel(trio[0], group)
    first = say(trio[0], at, client_id="one")
    for n in range(20):
        say(trio[1], at, str(n))
    network.cloud.wait_idle()
    assert say(trio[0], at, client_id="one") == first
    assert numbers(trio[0], at) == list(range(1, 22))


@pytest.mark.usefixtures("small")
def test_of_a_large_channel_those_are_told_who_attend_it(
    network: Network, trio: list[Person], group: str
) -> None:
    at = channel(trio[0], group)
    say(trio[0], at, "It grows")
    network.cloud.wait_idle()
    assert trio[1].get(at)["live"] == "attended"
    with trio[1].socket() as attended, trio[0].socket() as other, trio[2].socket() as stranger:
        answer = ask(attended, "attend", conversations=[id_of(at)])
        assert answer["conversations"] == [id_of(at)]
        assert ask(stranger, "attend", conversations=[id_of(at)])["conversations"] == []
        sent = say(trio[0], at, "Large")
        edited = trio[0].patch(f"{at}/messages/2", {"body": "Larger"})
        frames_ = pushed(network, attended)
        assert messages(frames_)[-1]["number"] == sent["number"]
        assert messages(frames_, "message.changed")[-1] == edited
        assert (pushed(network, other), pushed(network, stranger)) == ([], [])


@pytest.mark.usefixtures("small")
def test_a_crowd_that_attends_is_told_a_slice_and_a_part_at_a_time(
    network: Network, trio: list[Person], group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attending, "SLICE", 2)
    monkeypatch.setattr(attending, "PAUSE", 0.001)
    monkeypatch.setattr(watching, "PART", 1)
    at = channel(trio[0], group)
    say(trio[0], at, "It grows")
    network.cloud.wait_idle()
    with contextlib.ExitStack() as opened:
        sockets = [opened.enter_context(trio[n].socket()) for n in (0, 1, 1)]
        for socket in sockets:
            ask(socket, "attend", conversations=[id_of(at)])
        sent = say(trio[0], at, "To all")
        for socket in sockets:
            assert [one["number"] for one in messages(pushed(network, socket))] == [sent["number"]]


@pytest.mark.usefixtures("small")
def test_whoever_attends_and_leaves_the_group_hears_nothing_more(
    network: Network, trio: list[Person], group: str
) -> None:
    at = channel(trio[0], group)
    say(trio[0], at, "It grows")
    network.cloud.wait_idle()
    with trio[1].socket() as socket:
        ask(socket, "attend", conversations=[id_of(at)])
        trio[1].leave(group)
        say(trio[0], at, "Without you")
        assert messages(pushed(network, socket)) == []


@pytest.mark.usefixtures("small")
def test_a_large_channel_is_listed_once_where_it_belongs_with_what_is_unread(
    trio: list[Person], group: str
) -> None:
    at = channel(trio[0], group)
    say(trio[0], at)
    assert unread(trio[1], at) == 0, "whoever never looked has nothing unread"
    trio[1].put(f"{at}/read", {"message": 1})
    say(trio[0], at)
    say(trio[0], at)
    assert [unread(person, at) for person in trio[:2]] == [0, 2]
    listed = [one["id"] for one in trio[0].all("/v1/conversations", limit=1)]
    assert (listed[0], listed.count(id_of(at))) == (id_of(at), 1)


@pytest.mark.usefixtures("small")
def test_posts_and_channels_are_watched_side_by_side(
    network: Network, trio: list[Person], group: str
) -> None:
    at, post = channel(trio[0], group), trio[0].publish(group)
    say(trio[0], at, "It grows")
    network.cloud.wait_idle()
    with trio[1].socket() as socket:
        ask(socket, "attend", conversations=[id_of(at)])
        assert ask(socket, "watch", posts=[post])["posts"] == [post]
        say(trio[0], at, "Both")
        trio[0].put(f"/v1/posts/{post}/reactions/👍")
        assert {frame["type"] for frame in pushed(network, socket)} >= {"message.new", "post.changed"}
