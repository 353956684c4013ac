"""Groups above PUSH_LIMIT: no row for each member, and every feed has their posts all the same."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest

from tests.feed.rows import reasons, rows
from tests.people import Network, Person


@pytest.fixture(autouse=True)
def low_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two members are few, three are many."""
    monkeypatch.setenv("PUSH_LIMIT", "2")


class Company(NamedTuple):
    """Two members of the owner's groups, of whom Mia follows the owner, and a follower in no group."""

    owner: Person
    mia: Person
    max: Person
    follower: Person

    def group(self, members: int = 3, visibility: str = "open") -> str:
        """A new group of one, two or three."""
        group = self.owner.make_group(visibility=visibility)
        for person in (self.mia, self.max)[: members - 1]:
            self.owner.put(f"/v1/groups/{group}/members/{person.id}", {})
        self.owner.network.cloud.wait_idle()
        return group


@pytest.fixture(scope="module")
def people(found_network: Callable[..., Network]) -> Company:
    network = found_network()
    mia, max_, follower = network.people("Mia Member", "Max Member", "Finn Follower")
    for person in (mia, follower):
        person.put(f"/v1/people/{network.owner.id}/follow")
    network.cloud.wait_idle()
    return Company(network.owner, mia, max_, follower)


@pytest.fixture
def company(people: Company) -> Iterator[Company]:
    """Without the groups of earlier tests: each large one is a Query more in every page."""
    yield people
    for group in people.owner.all("/v1/groups?mine=true"):
        people.owner.delete(f"/v1/groups/{group['id']}")


def newest(person: Person, count: int, limit: int) -> list[str]:
    """The newest posts in a feed, read in pages of so many."""
    person.network.cloud.wait_idle()
    found: list[str] = []
    cursor = ""
    while len(found) < count:
        page = person.get(f"/v1/feed?limit={limit}{cursor}")
        found += [entry["post"]["id"] for entry in page["items"]]
        cursor = f"&cursor={page['next']}"
    return found[:count]


def test_a_large_group_writes_no_row_for_each_member(company: Company) -> None:
    small, large = company.group(2), company.group(3)
    pushed, pulled = company.owner.publish(small), company.owner.publish(large)
    written = rows(company.mia)
    assert (pushed in written, written.get(pulled)) == (True, "follow")
    assert pulled not in rows(company.max)
    assert reasons(company.max)[pulled] == "group"


def test_reasons_are_those_of_a_small_group(company: Company) -> None:
    group = company.group()
    everybody = (company.owner, company.mia, company.max, company.follower)
    plain = company.owner.publish(group)
    mentioning = company.owner.publish(group, f"{company.max.mention()} {company.follower.mention()}")
    assert [reasons(person).get(plain) for person in everybody] == ["own", "group", "group", "follow"]
    assert [reasons(person).get(mentioning) for person in everybody] == ["own", "group", "mention", "mention"]


def test_a_large_private_group_stays_private(company: Company) -> None:
    group = company.group(visibility="private")
    post = company.owner.publish(group, company.follower.mention())
    everybody = (company.owner, company.mia, company.max, company.follower)
    assert [reasons(person).get(post) for person in everybody] == ["own", "group", "group", None]


@pytest.mark.parametrize("limit", [1, 3, 100])
def test_pages_merge_all_sources_without_gaps_or_repeats(company: Company, limit: int) -> None:
    owner, reader = company.owner, company.max
    small, large, larger = company.group(1), company.group(), company.group()
    reader.join(small)
    posts = []
    for n in range(3):
        posts += [
            owner.publish(large, f"{n}"),
            owner.publish(small, f"{n}"),
            owner.publish(larger, reader.mention()),
        ]
        posts.append(reader.publish(large, f"Mine {n}"))
    assert newest(reader, len(posts), limit) == posts[::-1]


@pytest.mark.parametrize("limit", [2, 100])
def test_a_group_that_grows_over_the_limit_loses_and_repeats_nothing(company: Company, limit: int) -> None:
    owner = company.owner
    group = company.group(2)
    posts = [owner.publish(group, f"Small {n}") for n in range(3)]
    company.max.join(group)
    posts += [owner.publish(group, f"On the edge {n}") for n in range(3)]  # whichever way these go
    owner.network.cloud.wait_idle()
    posts += [owner.publish(group, f"Large {n}") for n in range(3)]
    for person in (owner, company.mia, company.max):
        assert newest(person, len(posts), limit) == posts[::-1]


def test_a_group_that_shrinks_below_the_limit_loses_and_repeats_nothing(company: Company) -> None:
    group = company.group()
    posts = [company.owner.publish(group, "Large")]
    company.owner.network.cloud.wait_idle()
    company.max.leave(group)
    company.owner.network.cloud.wait_idle()
    posts.append(company.owner.publish(group, "Small"))
    assert newest(company.mia, 2, 100) == posts[::-1]
    assert rows(company.mia)[posts[-1]] == "group"
    assert not reasons(company.max).keys() & set(posts)


def test_a_cursor_holds_while_a_large_group_goes_on(company: Company) -> None:
    owner, reader = company.owner, company.max
    group = company.group()
    posts = [owner.publish(group, f"Number {n}") for n in range(4)]
    owner.network.cloud.wait_idle()
    found: list[str] = []
    cursor = ""
    for _ in range(2):
        page = reader.get(f"/v1/feed?limit=2{cursor}")
        found += [entry["post"]["id"] for entry in page["items"]]
        cursor = f"&cursor={page['next']}"
        owner.publish(group, "Meanwhile")
        owner.network.cloud.wait_idle()
    assert found == posts[::-1]


def test_posts_of_a_large_group_are_new_until_seen(company: Company) -> None:
    reader = company.max
    group = company.group()
    posts = [company.owner.publish(group, f"Number {n}") for n in range(2)]
    company.owner.network.cloud.wait_idle()
    reader.put("/v1/feed/seen", {"entry": posts[0]})
    page = reader.get("/v1/feed?limit=2")
    assert page["unseen"] == 1
    assert [(entry["post"]["id"], entry["new"]) for entry in page["items"]] == [
        (posts[1], True),
        (posts[0], False),
    ]


def test_two_groups_that_become_large_together_are_both_known(company: Company) -> None:
    groups = [company.group() for _ in range(4)]
    cloud = company.owner.network.cloud
    cloud.pause()
    try:
        posts = [company.owner.publish(group) for group in groups]
    finally:
        cloud.resume()
    found = reasons(company.max)
    assert [found.get(post) for post in posts] == ["group"] * 4
