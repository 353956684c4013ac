"""Pages of the feed: nothing skipped, nothing twice, and as full as they can be."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from tests.people import Network, Person


class Company(NamedTuple):
    owner: Person
    reader: Person
    groups: list[str]
    posts: list[str]  # newest first


@pytest.fixture(scope="module")
def company(found_network: Callable[..., Network]) -> Company:
    """Sixteen posts: in turn in one of two groups, every fourth a question."""
    network = found_network()
    owner = network.owner
    groups = [owner.make_group("One"), owner.make_group("Two")]
    [reader] = network.people("Rita Reader", groups=groups)
    network.cloud.wait_idle()
    posts = [
        owner.publish(groups[n % 2], f"Number {n}", kind="question" if n % 4 == 0 else "update")
        for n in range(16)
    ]
    network.cloud.wait_idle()
    return Company(owner, reader, groups, posts[::-1])


def page(person: Person, cursor: str | None = None, **query: Any) -> dict[str, Any]:
    given = {**query, **({"cursor": cursor} if cursor else {})}
    found: dict[str, Any] = person.get(
        "/v1/feed?" + "&".join(f"{name}={value}" for name, value in given.items())
    )
    return found


def ids(entries: list[Any]) -> list[str]:
    return [entry["post"]["id"] for entry in entries]


@pytest.mark.parametrize("limit", [1, 5, 8, 16, 17, 100])
def test_the_pages_are_the_feed_newest_first(company: Company, limit: int) -> None:
    assert ids(company.reader.all("/v1/feed", limit)) == company.posts


def test_the_last_page_says_that_it_is_the_last(company: Company) -> None:
    first = page(company.reader, limit=8)
    last = page(company.reader, first["next"], limit=8)
    assert ids(first["items"] + last["items"]) == company.posts
    assert last["next"] is None


def test_what_is_published_meanwhile_neither_repeats_nor_skips(company: Company) -> None:
    owner = company.owner
    [reader] = owner.network.people("Rob Reader", groups=company.groups)
    owner.network.cloud.wait_idle()
    there = ids(reader.all("/v1/feed"))
    assert len(there) >= len(company.posts)
    found: list[str] = []
    newer: list[str] = []
    cursor = None
    while True:
        answer = page(reader, cursor, limit=5)
        found += ids(answer["items"])
        cursor = answer["next"]
        if not cursor:
            break
        newer.append(reader.post(f"/v1/people/{reader.id}/posts", {"body": "Meanwhile"})["id"])
        owner.network.cloud.wait_idle()
    assert newer
    assert found == there
    assert ids(reader.all("/v1/feed")) == newer[::-1] + there


def test_what_is_deleted_meanwhile_skips_nothing_else(company: Company) -> None:
    owner, reader = company.owner, company.reader
    doomed = [owner.publish(company.groups[0], f"Doomed {n}") for n in range(4)]
    owner.network.cloud.wait_idle()
    first = page(reader, limit=2)
    assert ids(first["items"]) == doomed[:1:-1]
    for post in doomed:
        owner.delete(f"/v1/posts/{post}")
    assert ids(page(reader, first["next"], limit=5)["items"]) == company.posts[:5]
    assert ids(reader.all("/v1/feed", 3)) == company.posts


@pytest.mark.parametrize("limit", [1, 3, 8, 20])
def test_a_group_alone_fills_its_pages(company: Company, limit: int) -> None:
    wanted = [post for post in company.posts if post.endswith(company.groups[0])]
    path = f"/v1/feed?group={company.groups[0]}"
    assert len(page(company.reader, group=company.groups[0], limit=limit)["items"]) == min(limit, 8)
    assert ids(company.reader.all(path, limit)) == wanted


@pytest.mark.parametrize("limit", [1, 2, 3, 20])
def test_a_kind_alone_fills_its_pages(company: Company, limit: int) -> None:
    answer = page(company.reader, kind="question", limit=limit)
    assert len(answer["items"]) == min(limit, 4)
    everything = company.reader.all("/v1/feed?kind=question", limit)
    assert [entry["post"]["body"] for entry in everything] == [
        "Number 12",
        "Number 8",
        "Number 4",
        "Number 0",
    ]


def test_a_group_that_brings_nothing_is_an_empty_page(company: Company) -> None:
    answer = page(company.reader, group=company.owner.make_group("Silent"))
    assert (answer["items"], answer["next"]) == ([], None)


def test_a_cursor_is_good_for_its_own_reader_and_list(company: Company) -> None:
    cursor = page(company.reader, limit=1)["next"]
    for person, query in [
        (company.owner, ""),
        (company.reader, "&kind=update"),
        (company.reader, "&group=x"),
    ]:
        assert person.ask("GET", f"/v1/feed?cursor={cursor}{query}").status_code == 400


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "kind=rumour", "cursor=AAAA", "unknown=1"])
def test_what_is_no_page_is_refused(company: Company, query: str) -> None:
    answer = company.reader.ask("GET", f"/v1/feed?{query}")
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"
