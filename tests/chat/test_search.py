"""Searching within a conversation, and what a badge is told."""

from urllib.parse import quote

import pytest

from chalicelib.chat import search
from tests.chat.talk import ask, id_of, pair, say, some
from tests.people import Network, Person


def found(person: Person, path: str, q: str) -> list[str]:
    return [one["body"] for one in person.all(f"{path}/search?q={quote(q)}")]


def test_any_part_of_a_word_is_found_without_case_and_accents_newest_first(trio: list[Person]) -> None:
    path = some(*trio)
    for body in ("Die Überraschung", "nothing", "ÜBERRASCHT?", "Ärger"):
        say(trio[0], path, body)
    assert found(trio[1], path, "uberrasch") == ["ÜBERRASCHT?", "Die Überraschung"]
    assert found(trio[1], path, "schung die") == ["Die Überraschung"]


def test_words_of_a_language_without_spaces_are_found(trio: list[Person]) -> None:
    path = some(*trio)
    say(trio[0], path, "明日の会議は東京で行います")
    say(trio[0], path, "회의록을 보내 드립니다")
    assert found(trio[1], path, "会議") == ["明日の会議は東京で行います"]
    assert found(trio[1], path, "의록") == ["회의록을 보내 드립니다"]


def test_a_mention_is_found_by_its_name_and_not_by_its_address(trio: list[Person]) -> None:
    path = some(*trio)
    body = f"Ask {trio[2].mention()}"
    say(trio[0], path, body)
    assert (found(trio[1], path, "cy third"), found(trio[1], path, "people")) == ([body], [])


def test_what_was_deleted_or_said_before_one_came_is_not_found(network: Network, trio: list[Person]) -> None:
    (late,) = network.people("Lea Late")
    path = some(*trio)
    say(trio[0], path, "needle one")
    trio[0].put(f"{path}/members/{late.id}", {"history": False})
    network.cloud.wait_idle()
    say(trio[0], path, "needle two")
    gone = say(trio[0], path, "needle three")["number"]
    trio[0].delete(f"{path}/messages/{gone}")
    assert found(trio[1], path, "needle") == ["needle two", "needle one"]
    assert found(late, path, "needle") == ["needle two"]


def test_a_page_tells_how_much_it_looked_through_and_goes_on_where_it_found_none(
    trio: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "LOOKED", 4)
    path = some(*trio)
    for body in ("needle", *["hay"] * 9):
        say(trio[0], path, body)
    pages = []
    cursor = ""
    while True:
        page = trio[1].get(f"{path}/search?q=needle{cursor}")
        pages.append((page["looked"], len(page["items"])))
        if not page["next"]:
            break
        cursor = f"&cursor={page['next']}"
    assert pages == [(4, 0), (4, 0), (2, 1)]


def test_more_than_fit_on_a_page_are_found_once_each(trio: list[Person]) -> None:
    path = some(*trio)
    for number in range(5):
        say(trio[0], path, f"needle {number}")
    items = trio[1].all(f"{path}/search?q=needle", limit=2)
    assert [one["body"] for one in items] == [f"needle {number}" for number in (4, 3, 2, 1, 0)]


def test_without_words_all_messages_are_found(trio: list[Person]) -> None:
    path = some(*trio)
    say(trio[0], path, "One")
    say(trio[0], path, "Two")
    assert found(trio[1], path, " ") == ["Two", "One"]


def test_a_badge_is_told_what_is_unread_and_whether_it_is_muted(network: Network) -> None:
    ada, bo, cy = network.people("Ada Badge", "Bo Badge", "Cy Badge")
    loud, quiet, own = pair(ada, bo), some(cy, bo), pair(bo, cy)
    for path, person, count in ((loud, ada, 2), (quiet, cy, 1), (own, bo, 1)):
        for _ in range(count):
            say(person, path)
    bo.put(f"{quiet}/mute")
    network.cloud.wait_idle()
    with bo.socket() as socket:
        answer = ask(socket, "unread")
    assert sorted(answer["conversations"], key=lambda one: one["last"]) == [
        {"conversation": id_of(quiet), "last": 1, "read": 0, "muted": True},
        {"conversation": id_of(loud), "last": 2, "read": 0, "muted": False},
    ]
