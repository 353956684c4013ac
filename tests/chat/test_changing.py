"""Edited, deleted, reacted to: everybody who may read it is told what is true now."""

import pytest

from tests.chat.talk import ask, bodies, id_of, messages, pair, pushed, said, say, some
from tests.people import Network, Person


def test_an_edit_is_pushed_and_says_when(network: Network, trio: list[Person]) -> None:
    path = some(*trio)
    say(trio[0], path, "Frist")
    network.cloud.wait_idle()
    with trio[1].socket() as socket:
        edited = trio[0].patch(f"{path}/messages/1", {"body": "First"})
        assert messages(pushed(network, socket), "message.changed") == [edited]
    assert (edited["body"], edited["version"], edited["edited_at"] is not None) == ("First", 2, True)


def test_only_its_author_changes_a_message(trio: list[Person]) -> None:
    path = some(*trio)
    say(trio[1], path)
    told = [
        trio[0].ask("PATCH", f"{path}/messages/1", {"body": "Mine"}).status_code,
        trio[2].ask("DELETE", f"{path}/messages/1").status_code,
    ]
    assert told == [403, 403]


def test_who_made_a_conversation_may_take_a_message_out_of_it(trio: list[Person]) -> None:
    path = some(*trio)
    say(trio[1], path)
    assert trio[0].ask("DELETE", f"{path}/messages/1").status_code == 204


def test_a_change_of_another_version_is_refused(trio: list[Person]) -> None:
    path = some(*trio)
    say(trio[0], path)
    etag = trio[0].ask("GET", f"{path}/messages/1").headers["etag"]
    trio[0].patch(f"{path}/messages/1", {"body": "Once"})
    stale = trio[0].ask("PATCH", f"{path}/messages/1", {"body": "Twice"}, If_Match=etag)
    assert stale.status_code == 412


def test_a_deleted_message_leaves_a_tombstone_and_no_words_anywhere(
    network: Network, trio: list[Person]
) -> None:
    path = some(*trio)
    say(trio[0], path, "A secret slip")
    trio[1].put(f"{path}/messages/1/reactions/👍")
    network.cloud.wait_idle()
    with trio[1].socket() as socket:
        trio[0].delete(f"{path}/messages/1")
        frames = pushed(network, socket)
    [tombstone] = said(trio[1], path)
    assert (tombstone["deleted"], tombstone["body"], tombstone["reactions"]) == (True, "", [])
    assert messages(frames, "message.changed")[-1] == tombstone
    for person in trio:
        assert "secret slip" not in str(person.all("/v1/conversations"))
    assert trio[1].ask("GET", f"{path}/messages/1").status_code == 404


@pytest.mark.parametrize("listed", [True, False])
def test_what_is_deleted_before_it_was_listed_is_not_listed(
    network: Network, trio: list[Person], *, listed: bool
) -> None:
    path = pair(trio[0], trio[1])
    network.cloud.pause()
    try:
        number = say(trio[0], path, "Gone at once")["number"]
        if not listed:
            say(trio[1], path, "And on")
        trio[0].delete(f"{path}/messages/{number}")
    finally:
        network.cloud.resume()
    network.cloud.wait_idle()
    assert "Gone at once" not in str(trio[1].all("/v1/conversations"))


def test_the_newest_message_is_shown_as_it_was_edited(network: Network, trio: list[Person]) -> None:
    path = pair(trio[0], trio[2])
    say(trio[0], path, "Frist")
    network.cloud.wait_idle()
    number = said(trio[0], path)[-1]["number"]
    trio[0].patch(f"{path}/messages/{number}", {"body": "First"})
    network.cloud.wait_idle()
    assert trio[2].get(path)["newest"]["body"] == "First"


def test_reactions_are_counted_with_who(network: Network, trio: list[Person]) -> None:
    path = some(*trio)
    say(trio[0], path)
    network.cloud.wait_idle()
    with trio[0].socket() as socket:
        for person in trio[1:]:
            person.put(f"{path}/messages/1/reactions/👍")
        trio[1].put(f"{path}/messages/1/reactions/🎉")
        trio[1].put(f"{path}/messages/1/reactions/🎉")
        trio[2].put(f"{path}/messages/1/reactions/❤")
        trio[2].delete(f"{path}/messages/1/reactions/❤️")
        newest = messages(pushed(network, socket), "message.changed")[-1]
    found = said(trio[0], path)[0]["reactions"]
    assert [(one["emoji"], one["count"], set(one["people"])) for one in found] == [
        ("👍", 2, {trio[1].id, trio[2].id}),
        ("🎉", 1, {trio[1].id}),
    ]
    assert newest["reactions"] == found


def test_what_is_no_emoji_is_refused(trio: list[Person]) -> None:
    path = some(*trio)
    say(trio[0], path)
    assert trio[1].ask("PUT", f"{path}/messages/1/reactions/xyz").status_code == 422


def test_all_of_it_can_be_done_by_frames(network: Network, trio: list[Person]) -> None:
    ada, bo, _ = trio
    path = some(*trio)
    conversation = id_of(path)
    with ada.socket() as mine, bo.socket() as theirs:
        ask(mine, "message.send", conversation=conversation, client_id="1", body="One")
        edited = ask(mine, "message.edit", conversation=conversation, message=1, body="Two")
        assert (edited["type"], edited["message"]["body"]) == ("message.edited", "Two")
        reacted = ask(theirs, "message.react", conversation=conversation, message=1, emoji="👍")
        assert reacted["type"] == "message.reacted"
        assert said(ada, path)[0]["reactions"][0]["people"] == [bo.id]
        ask(theirs, "message.react", conversation=conversation, message=1, emoji="👍", on=False)
        assert said(ada, path)[0]["reactions"] == []
        assert ask(mine, "message.delete", conversation=conversation, message=1)["type"] == "message.deleted"
    assert bodies(bo, path) == [""]
    network.cloud.wait_idle()
