"""Reactions by any emoji, counted exactly."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest

from chalicelib.core.errors import Invalid
from chalicelib.posts.reactions import check_emoji
from tests.people import Network, Person

EMOJI = ["👍", "❤️", "👨‍👩‍👧‍👦", "🇩🇪", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "#️⃣", "*️⃣", "7️⃣", "👍🏽", "👩🏾‍🚀", "🏳️‍🌈", "©️", "☺️"]
NOT_ONE = ["x", "", " ", "👍👍", "👍 ", "👍x", "#", "7", "🇩", "🏽", "\ufe0f", "❤︎", ":+1:", "<b>", "\u200d"]


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture(scope="module")
def group(network: Network) -> str:
    return network.owner.make_group()


@pytest.fixture(scope="module")
def people(network: Network, group: str) -> list[Person]:
    return network.people("Ada", "Ben", "Cleo", groups=[group])


@pytest.fixture
def post(network: Network, group: str) -> str:
    return network.owner.publish(group)


def react(person: Person, path: str, emoji: str) -> int:
    return person.ask("PUT", f"{path}/reactions/{quote(emoji, safe='')}").status_code


def take_back(person: Person, path: str, emoji: str) -> int:
    return person.ask("DELETE", f"{path}/reactions/{quote(emoji, safe='')}").status_code


def shown(person: Person, path: str) -> dict[str, tuple[int, bool]]:
    person.network.cloud.wait_idle()
    return {one["emoji"]: (one["count"], one["mine"]) for one in person.get(path)["reactions"]}


@pytest.mark.parametrize("emoji", NOT_ONE)
def test_what_is_not_one_emoji_is_refused(emoji: str) -> None:
    with pytest.raises(Invalid):
        check_emoji(emoji)


@pytest.mark.parametrize("emoji", EMOJI)
def test_an_emoji_is_one_with_and_without_its_selectors(emoji: str) -> None:
    assert check_emoji(emoji) == check_emoji(emoji.replace("\ufe0f", "")) == emoji


def test_every_emoji_that_there_is_can_be_given(people: list[Person], post: str) -> None:
    path = f"/v1/posts/{post}"
    assert {react(people[0], path, emoji) for emoji in EMOJI} == {204}
    assert shown(people[0], path) == dict.fromkeys(EMOJI, (1, True))
    assert shown(people[1], path) == dict.fromkeys(EMOJI, (1, False))


def test_what_is_no_emoji_is_refused_by_name(people: list[Person], post: str) -> None:
    for emoji in ("x", "👍👍", "#"):
        answer = people[0].ask("PUT", f"/v1/posts/{post}/reactions/{quote(emoji)}")
        assert (answer.status_code, answer.json()["field"]) == (422, "emoji")


def test_a_reaction_sent_twice_counts_once(people: list[Person], post: str) -> None:
    path = f"/v1/posts/{post}"
    for person in people:
        for _ in range(2):
            react(person, path, "👍")
    assert shown(people[0], path) == {"👍": (3, True)}
    for _ in range(2):
        assert take_back(people[0], path, "👍") == 204
    assert shown(people[0], path) == {"👍": (2, False)}


def test_what_nobody_gives_any_more_is_not_shown(people: list[Person], post: str) -> None:
    path = f"/v1/posts/{post}"
    react(people[0], path, "❤")
    assert shown(people[0], path) == {"❤️": (1, True)}
    take_back(people[0], path, "❤️")
    assert shown(people[0], path) == {}


def test_my_own_reaction_shows_before_it_is_counted(people: list[Person], post: str) -> None:
    people[0].network.cloud.wait_idle()
    people[0].network.cloud.pause()
    try:
        react(people[0], f"/v1/posts/{post}", "🎉")
        reactions = people[0].get(f"/v1/posts/{post}")["reactions"]
    finally:
        people[0].network.cloud.resume()
    assert reactions == [{"emoji": "🎉", "count": 1, "mine": True}]


def test_many_who_change_their_minds_at_once_are_counted_exactly(people: list[Person], post: str) -> None:
    path = f"/v1/posts/{post}"

    def waver(person: Person) -> None:
        for emoji in ("👍", "🎉", "#️⃣"):
            react(person, path, emoji)
            take_back(person, path, emoji)
            react(person, path, emoji)
        take_back(person, path, "🎉")

    with ThreadPoolExecutor(len(people)) as threads:
        list(threads.map(waver, people))
    assert shown(people[0], path) == {"👍": (3, True), "#️⃣": (3, True)}


def test_the_most_used_come_first(people: list[Person], post: str) -> None:
    path = f"/v1/posts/{post}"
    for person, emoji in zip([people[0], people[1], people[0]], "🎉🎉👍", strict=True):
        react(person, path, emoji)
    assert list(shown(people[2], path)) == ["🎉", "👍"]


@pytest.mark.parametrize("limit", [1, 2, 100])
def test_who_reacted_is_listed_by_emoji(people: list[Person], post: str, limit: int) -> None:
    path = f"/v1/posts/{post}"
    for person in people:
        react(person, path, "#️⃣")
    react(people[0], path, "👍")
    everybody = people[0].all(f"{path}/reactions", limit)
    assert sorted((one["person"]["name"], one["emoji"]) for one in everybody) == [
        ("Ada", "#️⃣"),
        ("Ada", "👍"),
        ("Ben", "#️⃣"),
        ("Cleo", "#️⃣"),
    ]
    hashes = people[0].all(f"{path}/reactions?emoji={quote('#️⃣')}", limit)
    assert sorted(one["person"]["name"] for one in hashes) == ["Ada", "Ben", "Cleo"]


def test_a_comment_has_reactions_of_its_own(people: list[Person], post: str) -> None:
    comment = people[0].post(f"/v1/posts/{post}/comments", {"body": "Hm"})["id"]
    path = f"/v1/comments/{comment}"
    for person in people:
        assert react(person, path, "🇩🇪") == 204
    assert shown(people[1], path) == {"🇩🇪": (3, True)}
    assert shown(people[1], f"/v1/posts/{post}") == {}
    take_back(people[1], path, "🇩🇪")
    assert shown(people[1], path) == {"🇩🇪": (2, False)}
    [listed] = people[1].get(f"/v1/posts/{post}/comments")["items"]
    assert listed["reactions"] == [{"emoji": "🇩🇪", "count": 2, "mine": False}]
    assert len(people[1].all(f"{path}/reactions", limit=1)) == 2


def test_my_reactions_are_mine_on_every_post_of_a_wall(people: list[Person], network: Network) -> None:
    group = network.owner.make_group()
    people[0].join(group)
    posts = [network.owner.publish(group) for _ in range(5)]
    for post in posts[1::2]:
        react(people[0], f"/v1/posts/{post}", "👍")
    wall = people[0].all(f"/v1/groups/{group}/posts", limit=2)
    mine = {post["id"] for post in wall if any(one["mine"] for one in post["reactions"])}
    assert mine == set(posts[1::2])
