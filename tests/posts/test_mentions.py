"""Mentions, and the names and pictures that stand beside posts."""

from collections.abc import Callable

import pytest

from chalicelib.people.mentions import MOST_MENTIONS, mentions_in
from tests.people import Network, Person

ULID = "01ARZ3NDEKTSV4RRFFQ69G5FAV"


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture(scope="module")
def people(network: Network) -> list[Person]:
    return network.people("Ada", "Ben")


@pytest.fixture(scope="module")
def group(network: Network, people: list[Person]) -> str:
    group = network.owner.make_group()
    for person in people:
        person.join(group)
    return group


@pytest.mark.parametrize(
    ("body", "mentioned"),
    [
        (f"Hi [@Ada](/people/{ULID})!", [ULID]),
        (f"[@Ada](/people/{ULID}) [@Ada again](/people/{ULID})", [ULID]),
        (f"[Ada](/people/{ULID}) @Ada [@Ada](/people/ada) [@Ada](https://x.test/people/{ULID})", []),
        (f"[@A\nda](/people/{ULID}) [@](/people/{ULID})", []),
        (f"[@[x]](/people/{ULID})", []),
    ],
)
def test_a_mention_is_a_link_to_a_person(body: str, mentioned: list[str]) -> None:
    assert mentions_in(body) == mentioned


def test_only_so_many_are_mentioned_at_once() -> None:
    body = " ".join(f"[@N](/people/{n:026d})" for n in range(MOST_MENTIONS + 10))
    assert mentions_in(body) == [f"{n:026d}" for n in range(MOST_MENTIONS)]


def test_mentions_are_recorded_in_posts_and_comments(people: list[Person], group: str) -> None:
    ada, ben = people
    post = ada.publish(group, f"Ask {ben.mention()}")
    comment = ben.post(f"/v1/posts/{post}/comments", {"body": f"No, {ada.mention()}"})
    assert ada.get(f"/v1/posts/{post}")["mentions"] == [ben.id]
    assert comment["mentions"] == [ada.id]


def test_an_edit_changes_who_is_mentioned(people: list[Person], group: str) -> None:
    ada, ben = people
    post = ada.publish(group, ben.mention())
    assert ada.patch(f"/v1/posts/{post}", {"body": ada.mention()})["mentions"] == [ada.id]
    assert ada.patch(f"/v1/posts/{post}", {"body": "nobody"})["mentions"] == []


def test_nobody_is_mentioned_whom_the_author_cannot_see(
    network: Network, people: list[Person], group: str, found_network: Callable[..., Network]
) -> None:
    stranger = found_network().owner
    [guest] = network.people("Gus", role="guest", groups=[group])
    unseen, gone = network.people("Una", "Gone")
    network.owner.put(f"/v1/people/{gone.id}/deactivation")
    everybody = (
        f"{people[0].mention()} {stranger.mention()} {unseen.mention()} {gone.mention()} [@N](/people/{ULID})"
    )
    post = guest.post(f"/v1/groups/{group}/posts", {"body": everybody})
    assert post["mentions"] == [people[0].id]
    post = people[1].post(f"/v1/groups/{group}/posts", {"body": everybody})
    assert sorted(post["mentions"]) == sorted([people[0].id, unseen.id])


def test_a_new_name_stands_beside_old_posts_and_comments(network: Network, people: list[Person]) -> None:
    author = network.person("Before")
    group = author.make_group()
    posts = [author.publish(group), author.post(f"/v1/people/{author.id}/posts", {"body": "Hi"})["id"]]
    author.post(f"/v1/posts/{posts[0]}/comments", {"body": "Hi"})
    network.cloud.wait_idle()
    author.patch("/v1/me", {"name": "After", "avatar": "new.png"})
    network.cloud.wait_idle()
    for post in posts:
        card = people[0].get(f"/v1/posts/{post}")["author"]
        assert (card["name"], card["avatar"]) == ("After", "new.png")
    [comment] = people[0].get(f"/v1/posts/{posts[0]}/comments")["items"]
    assert comment["author"]["name"] == "After"


def test_a_new_name_reaches_a_post_that_was_not_delivered_yet(network: Network) -> None:
    author = network.person("Before")
    group = author.make_group()
    network.cloud.wait_idle()
    network.cloud.pause()
    try:
        post = author.publish(group)
        author.patch("/v1/me", {"name": "After"})
    finally:
        network.cloud.resume()
    network.cloud.wait_idle()
    assert author.get(f"/v1/posts/{post}")["author"]["name"] == "After"


def test_a_new_name_reaches_more_posts_than_one_message_takes(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chalicelib.posts.upkeep.PAGE", 1)
    author = network.person("Before")
    group = author.make_group()
    for _ in range(3):
        author.publish(group)
    network.cloud.wait_idle()
    author.patch("/v1/me", {"name": "After"})
    network.cloud.wait_idle()
    assert {p["author"]["name"] for p in author.all(f"/v1/groups/{group}/posts")} == {"After"}


def test_a_new_name_is_no_edit_of_the_posts(network: Network) -> None:
    author = network.person("Before")
    post = author.publish(author.make_group())
    network.cloud.wait_idle()
    author.patch("/v1/me", {"name": "After"})
    network.cloud.wait_idle()
    shown = author.get(f"/v1/posts/{post}")
    assert (shown["version"], shown["edited_at"]) == (1, None)


def test_who_becomes_a_guest_is_shown_as_one_beside_old_posts(network: Network) -> None:
    author = network.person("Now a guest")
    post = author.publish(author.make_group())
    network.cloud.wait_idle()
    network.owner.put(f"/v1/people/{author.id}/role", {"role": "guest"})
    network.cloud.wait_idle()
    assert author.get(f"/v1/posts/{post}")["author"]["guest"] is True
