"""The feed as the table holds it, beneath what reading filters."""

from collections.abc import Iterator
from contextlib import contextmanager

from chalicelib.core import keys
from chalicelib.core.table import Table
from chalicelib.feed.model import FeedRow
from chalicelib.posts.service import Place
from tests.people import Network, Person


def rows(person: Person) -> dict[str, str]:
    """The reason by post of every row that is written for a person, once nothing is under way."""
    person.network.cloud.wait_idle()
    key = keys.feed(f"u{person.id}", "")
    found = Table(person.network.tenant).query(key.pk, FeedRow, prefix=key.sk, consistent=True)
    return {Place(row.post, row.container).id: row.reason for row in found}


def reasons(person: Person) -> dict[str, str]:
    """The reason by post of every entry that the API shows; each post once."""
    entries = person.feed()
    found = {entry["post"]["id"]: entry["reason"] for entry in entries}
    assert len(found) == len(entries)
    return found


def bodies(person: Person, group: str) -> list[str]:
    """What the feed shows of a group now, whatever is under way."""
    return [entry["post"]["body"] for entry in person.all(f"/v1/feed?group={group}")]


@contextmanager
def workers_dead(network: Network) -> Iterator[None]:
    """Requests are answered, and nothing else happens."""
    network.cloud.pause()
    try:
        yield
    finally:
        network.cloud.resume()
