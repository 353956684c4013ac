"""Conversations: who takes part, what is listed, what those see who come and go."""

from tests.chat.talk import (
    bodies,
    id_of,
    messages,
    notices,
    numbers,
    pair,
    path,
    pushed,
    said,
    say,
    some,
    unread,
)
from tests.people import Network, Person


def listed(person: Person, limit: int = 100) -> list[str]:
    person.network.cloud.wait_idle()
    return [one["id"] for one in person.all("/v1/conversations", limit)]


def test_a_conversation_of_two_shows_the_other_one(trio: list[Person]) -> None:
    ada, bo, _ = trio
    shown = [person.get(pair(ada, bo))["person"]["id"] for person in (ada, bo)]
    assert shown == [bo.id, ada.id]


def test_the_list_is_ordered_by_what_happened_last(trio: list[Person]) -> None:
    first, second, third = (some(*trio) for _ in range(3))
    for one in (third, first, second, first):
        say(trio[0], one)
        trio[0].network.cloud.wait_idle()
    wanted = [id_of(first), id_of(second), id_of(third)]
    assert [id_ for id_ in listed(trio[1], limit=2) if id_ in wanted] == wanted


def test_the_list_shows_the_newest_message(network: Network, trio: list[Person]) -> None:
    at = some(*trio)
    say(trio[0], at, "**Newest** " + "x" * 200)
    network.cloud.wait_idle()
    newest = trio[1].get("/v1/conversations?limit=1")["items"][0]["newest"]
    assert (newest["message"], newest["author"]["id"], len(newest["body"])) == (1, trio[0].id, 120)


def test_beginning_to_talk_is_no_news_for_the_other_before_something_is_said(network: Network) -> None:
    one, other = network.people("Shy Starter", "Not Asked")
    at = pair(one, other)
    assert (listed(one), listed(other)) == ([id_of(at)], [])
    say(one, at)
    assert listed(other) == [id_of(at)]


def test_a_conversation_can_be_named_by_any_of_its_people(network: Network, trio: list[Person]) -> None:
    at = some(*trio)
    network.cloud.wait_idle()
    with trio[0].socket() as socket:
        named = trio[2].patch(at, {"name": "Lunch", "avatar": "soup"})
        assert (named["name"], named["avatar"]) == ("Lunch", "soup")
        frames = pushed(network, socket)
        assert {frame["type"] for frame in frames} == {"conversation.changed", "message.new"}
        assert [one["notice"]["name"] for one in messages(frames)] == ["Lunch"]
    assert [person.get(at)["name"] for person in trio] == ["Lunch"] * 3


def test_a_name_that_stays_as_it_was_is_no_news(network: Network, trio: list[Person]) -> None:
    at = some(*trio)
    trio[0].patch(at, {"name": "Lunch"})
    network.cloud.wait_idle()
    trio[1].patch(at, {"name": "Lunch"})
    trio[1].patch(at, {"name": None})
    assert notices(trio[2], at) == [("Ada First", "renamed", "Lunch"), ("Bo Second", "renamed", None)]


def test_the_conversation_tells_who_came_and_went(network: Network, trio: list[Person]) -> None:
    ada, bo, cy = trio
    (late,) = network.people("Lou Late")
    at = some(*trio)
    ada.put(f"{at}/members/{late.id}", {"history": True})
    ada.put(f"{at}/members/{late.id}", {"history": True})
    ada.delete(f"{at}/members/{bo.id}")
    cy.delete(f"{at}/members/{cy.id}")
    assert notices(late, at) == [
        ("Ada First", "added", "Lou Late"),
        ("Ada First", "removed", "Bo Second"),
        ("Cy Third", "left", None),
    ]
    network.cloud.wait_idle()
    newest = late.get("/v1/conversations?limit=1")["items"][0]["newest"]
    assert newest["notice"]["kind"] == "left"


def test_what_the_conversation_tells_is_nobodys_to_change(trio: list[Person]) -> None:
    at = some(*trio)
    trio[0].patch(at, {"name": "Lunch"})
    told = [
        trio[0].ask("PATCH", f"{at}/messages/1", {"body": "I did not"}).status_code,
        trio[0].ask("DELETE", f"{at}/messages/1").status_code,
        trio[0].ask("POST", f"{at}/forwards", {"conversation": id_of(at), "message": 1}).status_code,
    ]
    assert told == [403, 403, 404]
    assert trio[0].get(f"{at}/search?q=lunch")["items"] == [], "nor is it found as if it had been said"


def test_a_name_that_another_has_changed_meanwhile_is_not_written_over(
    network: Network, trio: list[Person]
) -> None:
    at = some(*trio)
    etag = trio[0].ask("GET", at).headers["etag"]
    trio[1].patch(at, {"name": "Theirs"})
    assert trio[0].ask("PATCH", at, {"name": "Mine"}, If_Match=etag).status_code == 412
    network.cloud.wait_idle()


def test_a_conversation_of_two_has_neither_name_nor_more_people(trio: list[Person]) -> None:
    at = pair(trio[0], trio[1])
    told = [
        trio[0].ask("PATCH", at, {"name": "Us"}).status_code,
        trio[0].ask("PUT", f"{at}/members/{trio[2].id}", {}).status_code,
        trio[0].ask("DELETE", f"{at}/members/{trio[0].id}").status_code,
    ]
    assert told == [403, 403, 403]


def test_a_conversation_needs_somebody_else(trio: list[Person]) -> None:
    told = [
        trio[0].ask("POST", "/v1/conversations", body).status_code
        for body in ({}, {"people": [trio[0].id]}, {"people": ["01ARZ3NDEKTSV4RRFFQ69G5FAV"]})
    ]
    assert told == [422, 422, 404]


# Coming and going


def test_whoever_is_brought_in_without_history_reads_on_from_there(
    network: Network, trio: list[Person]
) -> None:
    (late,) = network.people("Lou Late")
    at = some(*trio)
    say(trio[0], at, "Before")
    trio[0].put(f"{at}/members/{late.id}", {"history": False})
    say(trio[0], at, "After")
    assert bodies(late, at) == ["After"]
    assert late.ask("GET", f"{at}/messages/1").status_code == 404
    assert unread(late, at) == 2, "that they were brought in, and what was said after"
    assert "Before" not in str(late.all("/v1/conversations"))


def test_what_was_sent_before_is_not_pushed_to_whoever_came_without_history(
    network: Network, trio: list[Person]
) -> None:
    (late,) = network.people("Lou Later")
    at = some(*trio)
    network.cloud.wait_idle()
    with late.socket() as socket:
        network.cloud.pause()
        try:
            say(trio[0], at, "Before")
            trio[0].put(f"{at}/members/{late.id}", {"history": False})
            say(trio[0], at, "After")
        finally:
            network.cloud.resume()
        assert {one["body"] for one in messages(pushed(network, socket)) if not one["notice"]} == {"After"}


def test_whoever_is_brought_in_with_history_reads_all_of_it(network: Network, trio: list[Person]) -> None:
    (late,) = network.people("Hal History")
    at = some(*trio)
    say(trio[0], at, "Before")
    trio[0].put(f"{at}/members/{late.id}", {"history": True})
    assert bodies(late, at) == ["Before"]
    assert unread(late, at) == 1, "that they were brought in"


def test_nobody_gives_away_more_history_than_they_have(network: Network, trio: list[Person]) -> None:
    late, later = network.people("Lou Late", "Lea Later")
    at = some(*trio)
    say(trio[0], at, "Before")
    trio[0].put(f"{at}/members/{late.id}", {"history": False})
    say(trio[0], at, "After")
    late.put(f"{at}/members/{later.id}", {"history": True})
    assert bodies(later, at) == ["After"]


def test_whoever_is_put_out_hears_and_reads_nothing_more(network: Network, trio: list[Person]) -> None:
    at = some(*trio)
    say(trio[2], at, "Still here")
    network.cloud.wait_idle()
    with trio[2].socket() as socket:
        network.cloud.pause()
        try:
            say(trio[0], at, "Sent before, pushed after")
            trio[0].delete(f"{at}/members/{trio[2].id}")
            say(trio[0], at, "Without you")
        finally:
            network.cloud.resume()
        assert pushed(network, socket) == []
    asked = [
        trio[2].ask("GET", at),
        trio[2].ask("GET", f"{at}/messages"),
        trio[2].ask("POST", f"{at}/messages", {"body": "Let me in"}),
        trio[2].ask("PUT", f"{at}/read", {"message": 1}),
    ]
    assert [answer.status_code for answer in asked] == [404] * 4
    assert id_of(at) not in listed(trio[2])
    assert bodies(trio[1], at)[-1] == "Without you"


def test_people_leave_by_themselves_and_only_owners_put_others_out(trio: list[Person]) -> None:
    at = some(*trio)
    assert trio[1].ask("DELETE", f"{at}/members/{trio[2].id}").status_code == 403
    trio[2].delete(f"{at}/members/{trio[2].id}")
    assert {seat["person"]["id"] for seat in trio[0].all(f"{at}/members")} == {trio[0].id, trio[1].id}


def test_when_the_last_owner_leaves_another_is_one(network: Network, trio: list[Person]) -> None:
    at = some(*trio)
    trio[0].delete(f"{at}/members/{trio[0].id}")
    network.cloud.wait_idle()
    assert "owner" in {seat["role"] for seat in trio[1].all(f"{at}/members")}


def test_an_owner_makes_another_one(trio: list[Person]) -> None:
    at = some(*trio)
    assert trio[1].ask("PUT", f"{at}/members/{trio[2].id}", {"role": "owner"}).status_code == 403
    trio[0].put(f"{at}/members/{trio[1].id}", {"role": "owner"})
    trio[1].put(f"{at}/members/{trio[2].id}", {"role": "owner"})
    assert {seat["role"] for seat in trio[0].all(f"{at}/members")} == {"owner"}


def test_a_muted_conversation_is_muted_on_all_devices_and_for_nobody_else(
    network: Network, trio: list[Person]
) -> None:
    at = some(*trio)
    network.cloud.wait_idle()
    with trio[0].socket() as mine, trio[1].socket() as theirs:
        trio[0].put(f"{at}/mute")
        assert [frame["type"] for frame in pushed(network, mine)] == ["conversation.changed"]
        assert pushed(network, theirs) == []
    assert [person.get(at)["muted"] for person in trio] == [True, False, False]
    trio[0].delete(f"{at}/mute")
    assert trio[0].get(at)["muted"] is False


def test_there_is_room_for_fifty(trio: list[Person], network: Network) -> None:
    at = some(*trio)
    from chalicelib.core import keys
    from chalicelib.core.table import Item, Table, changes

    Table(network.tenant).update(keys.conversation(id_of(at)), *changes(people=50), kind=Item)
    (one_more,) = network.people("One More")
    refused = trio[0].ask("PUT", f"{at}/members/{one_more.id}", {})
    assert (refused.status_code, refused.json()["limit"]) == (409, 50)


def test_a_new_name_follows_into_the_lists_of_those_who_talk_with_them(network: Network) -> None:
    one, other = network.people("Before Wedding", "Their Friend")
    at = pair(one, other)
    say(one, at)
    one.patch("/v1/me", {"name": "After Wedding"})
    network.cloud.wait_idle()
    assert other.get(at)["person"]["name"] == "After Wedding"
    assert numbers(other, at) == [1]


def test_a_guest_talks_with_those_they_know_and_is_found_by_them(network: Network) -> None:
    host, stranger = network.people("Host Ess", "Stran Ger")
    group = host.make_group("Meeting", "private")
    (guest,) = network.people("Gus Guest", role="guest")
    host.put(f"/v1/groups/{group}/members/{guest.id}", {})
    assert guest.ask("POST", "/v1/conversations", {"people": [stranger.id]}).status_code == 404
    at = path(guest.post("/v1/conversations", {"people": [host.id]}))
    say(guest, at)
    assert said(host, at)[0]["author"]["guest"] is True
